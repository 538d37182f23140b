{# Who has bought, and since when: companies, and people who bought without one. #}
with wins as (
    select * from {{ ref('opportunities') }} where outcome = 'won' and closed_at < {{ as_of_end() }}
),

customers as (
    select * from {{ ref('opportunity_customers') }} where is_customer_known
),

customer_people as (
    select * from {{ ref('customer_people') }}
),

first_wins as (
    select customers.customer_key, min(wins.closed_at) as first_won_at
    from wins
    inner join customers on wins.opportunity_key = customers.opportunity_key
    group by customers.customer_key
),

companies as (
    select distinct account_key from wins where account_key <> 'unknown'
),

final as (
    select companies.account_key as buyer_key, first_wins.customer_key, first_wins.first_won_at
    from companies
    inner join first_wins on companies.account_key = first_wins.customer_key
    union all
    select customer_people.person_key as buyer_key, first_wins.customer_key, first_wins.first_won_at
    from customer_people
    inner join first_wins on customer_people.customer_key = first_wins.customer_key
)

select * from final
