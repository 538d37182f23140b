{#
    One row per planned cost and day up to as_of: a cost is spread evenly over the days of its period.
    What repeats a connected ad account is left out.
#}
with costs as (
    select *
    from {{ ref('int_costs__unioned') }}
    where not coalesce(is_deleted, false) and period_end_on >= period_start_on
),

repeated as (
    select * from {{ ref('repeated_costs') }}
),

campaigns as (
    select * from {{ ref('campaigns') }}
),

days as (
    select * from {{ ref('calendar_days') }} where day_on <= {{ as_of() }}
),

rates as (
    select * from {{ ref('fx_rates_daily') }}
),

spread as (
    select
        costs.source_key,
        days.day_on,
        lower(trim(costs.kind)) as kind,
        nullif({{ channel_key('costs.channel') }}, 'unknown') as channel_key,
        {{ campaign_key('costs.utm_campaign') }} as campaign_key,
        {{ market_key('costs.market') }} as market_key,
        nullif(upper(trim(costs.currency)), '') as currency,
        cast(costs.amount as {{ type_double() }}) / nullif(
            {{ whole_days_between('costs.period_start_on', 'costs.period_end_on') }} + 1, 0
        ) as cost
    from costs
    inner join days on days.day_on between costs.period_start_on and costs.period_end_on
    left join repeated on costs.source_key = repeated.source_key
    where repeated.source_key is null
),

final as (
    select
        spread.source_key || ':' || cast(spread.day_on as string) as cost_day_key,
        spread.day_on,
        spread.kind,
        coalesce(spread.channel_key, campaigns.channel_key, 'unknown') as channel_key,
        spread.campaign_key,
        spread.market_key,
        spread.currency,
        spread.cost,
        spread.cost * cast(rates.rate as {{ type_double() }}) as cost_reporting,
        {{ fx_missing('spread.cost', 'rates.rate') }} as is_fx_missing
    from spread
    left join campaigns on spread.campaign_key = campaigns.campaign_key
    left join rates on spread.day_on = rates.day_on and spread.currency = rates.currency
)

select * from final
