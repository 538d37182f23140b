{#
    Who bought without a company: won deals without an account that share a person are one customer's,
    named by the first of their keys.
#}
with deals as (
    select * from {{ ref('opportunities') }} where account_key = 'unknown' and outcome = 'won'
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

bought as (
    select
        deals.opportunity_key as node,
        opportunity_people.person_key as token,
        deals.opportunity_key as label
    from deals
    inner join opportunity_people on deals.opportunity_key = opportunity_people.opportunity_key
),

{{ propagate_labels('bought') }},

final as (
    select bought.token as person_key, min(final_labels.label) as customer_key
    from bought
    inner join final_labels on bought.node = final_labels.node
    group by bought.token
)

select * from final
