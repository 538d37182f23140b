{#
    One row per month, quarter or year and customer that bought in it, at its first purchase of that
    period: did it buy again on a later day, and how soon?
#}
{%- set windows = var('windows') %}
with wins as (
    select * from {{ ref('fct_opportunities') }} where is_won = 1 and is_customer_unknown = 0
),

days as (
    select * from {{ ref('calendar_days') }}
),

purchase_days as (
    select
        customer_key,
        closed_on,
        lead(closed_on) over (partition by customer_key order by closed_on) as next_purchase_on
    from wins
    group by customer_key, closed_on
),

purchases as (
    select
        wins.*,
        purchase_days.next_purchase_on,
        days.month_start_on,
        days.quarter_start_on,
        days.year_start_on,
        row_number() over (
            partition by wins.customer_key order by wins.closed_at, wins.opportunity_key
        ) as purchase_number
    from wins
    inner join purchase_days
        on wins.customer_key = purchase_days.customer_key and wins.closed_on = purchase_days.closed_on
    inner join days on wins.closed_on = days.day_on
),

placed as (
    {%- for grain in ['month', 'quarter', 'year'] %}
    {{ 'union all' if not loop.first }}
    select *, '{{ grain }}' as period_grain, {{ grain }}_start_on as period_start_on from purchases
    {%- endfor %}
),

ranked as (
    select
        *,
        row_number() over (
            partition by customer_key, period_grain, period_start_on order by purchase_number
        ) as rank_in_period,
        {{ whole_days_between('closed_on', 'next_purchase_on') }} as days_to_next
    from placed
),

final as (
    select
        opportunity_key || ':' || period_grain as purchase_key,
        opportunity_key,
        customer_key,
        account_key,
        period_grain,
        period_start_on,
        closed_on as purchased_on,
        next_purchase_on,
        owner_key,
        team_key,
        channel_key,
        campaign_key,
        market_key,
        segment_key,
        industry_key,
        pipeline_key,
        cast(1 as bigint) as is_purchase,
        {{ flag('purchase_number = 1') }} as is_first_purchase,
        {{ flag('days_to_next <= ' ~ windows.repurchase_60d_days) }} as is_repurchased_60d,
        {{ flag('days_to_next <= ' ~ windows.repurchase_90d_days) }} as is_repurchased_90d,
        {{ flag('days_to_next <= ' ~ windows.repurchase_days) }} as is_repurchased_365d,
        {{ flag('purchase_number = 1 and days_to_next <= ' ~ windows.repurchase_60d_days) }}
            as is_first_repurchased_60d,
        {{ flag('purchase_number = 1 and days_to_next <= ' ~ windows.repurchase_90d_days) }}
            as is_first_repurchased_90d,
        {{ flag('purchase_number = 1 and days_to_next <= ' ~ windows.repurchase_days) }}
            as is_first_repurchased_365d
    from ranked
    where rank_in_period = 1
)

select * from final
