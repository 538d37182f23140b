-- The channels of each month, 'unattributed' with them, are the revenue of the month to the cent.
{{ config(meta={'dagster': {'ref': {'name': 'fct_channel_attribution'}}}) }}
with won as (
    select {{ first_day_of('month', 'closed_on') }} as month_on, sum(won_amount) as won_amount
    from {{ ref('fct_opportunities') }}
    where is_won = 1
    group by {{ first_day_of('month', 'closed_on') }}
),

shared as (
    select month_on, sum(attributed_amount) as attributed_amount
    from {{ ref('fct_channel_attribution') }}
    group by month_on
)

select won.month_on, won.won_amount, shared.attributed_amount
from won
left join shared on won.month_on = shared.month_on
where coalesce(shared.attributed_amount, 0) <> won.won_amount
