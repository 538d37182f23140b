{#
    Whose each deal is: the account's, or, where no account is known, the person's who bought. Won deals
    that share a person are one customer's, named by the first of their keys; a deal without people is
    a customer of its own.
#}
with opportunities as (
    select * from {{ ref('opportunities') }}
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

bought as (
    select
        opportunities.opportunity_key as node,
        opportunity_people.person_key as token,
        opportunities.opportunity_key as label
    from opportunities
    inner join opportunity_people on opportunities.opportunity_key = opportunity_people.opportunity_key
    where opportunities.account_key = 'unknown' and opportunities.outcome = 'won'
),

{{ propagate_labels('bought') }},

final as (
    select
        opportunities.opportunity_key,
        case
            when opportunities.account_key <> 'unknown' then opportunities.account_key
            else coalesce(final_labels.label, opportunities.opportunity_key)
        end as customer_key
    from opportunities
    left join final_labels on opportunities.opportunity_key = final_labels.node
)

select * from final
