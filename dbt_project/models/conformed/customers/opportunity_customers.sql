{#
    Whose each deal is: the account's, or, where no account is known, of the person who bought. A deal
    without either is a customer of its own, whom nobody knows.
#}
with opportunities as (
    select * from {{ ref('opportunities') }}
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

customer_people as (
    select * from {{ ref('customer_people') }}
),

buyers as (
    select opportunity_people.opportunity_key, min(customer_people.customer_key) as customer_key
    from opportunity_people
    inner join customer_people on opportunity_people.person_key = customer_people.person_key
    group by opportunity_people.opportunity_key
),

bought as (
    select
        opportunities.opportunity_key,
        case
            when opportunities.account_key <> 'unknown' then opportunities.account_key
            when opportunities.outcome = 'won' then buyers.customer_key
        end as known_customer_key
    from opportunities
    left join buyers on opportunities.opportunity_key = buyers.opportunity_key
),

final as (
    select
        opportunity_key,
        coalesce(known_customer_key, opportunity_key) as customer_key,
        known_customer_key is not null as is_customer_known
    from bought
)

select * from final
