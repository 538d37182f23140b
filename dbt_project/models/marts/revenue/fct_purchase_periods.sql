{#
    One row per period and purchase (won deal) of the twelve months up to its end, or to as_of while
    it runs. The dimensions are those of the deal at its closing.
#}
with periods as (
    select *, least(period_end, {{ as_of() }}) as ends_on
    from {{ ref('dim_periods') }}
    where grain in ('month', 'quarter', 'year')
),

purchases as (
    select * from {{ ref('fct_opportunities') }} where is_won = 1
),

final as (
    select
        periods.grain || ':' || cast(periods.period_start as string) || ':' || purchases.opportunity_key
            as purchase_period_key,
        periods.grain,
        periods.period_start as period_start_on,
        purchases.opportunity_key,
        purchases.account_key,
        purchases.closed_on,
        purchases.pipeline_key,
        purchases.owner_key,
        purchases.team_key,
        purchases.channel_key,
        purchases.campaign_key,
        purchases.market_key,
        purchases.segment_key,
        purchases.industry_key,
        cast(1 as bigint) as is_purchase,
        case when purchases.is_customer_unknown = 0 then purchases.customer_key end as buyer_key
    from periods
    inner join purchases
        on
            periods.ends_on >= purchases.closed_on
            and purchases.closed_on > {{ add_months('periods.ends_on', -12) }}
)

select * from final
