{#
    Where wins without a closing date may belong: one row per period and win, of a dated one the periods in
    which it closed, of one that nobody dates each period since its creation. Empty where all are dated.
#}
with opportunities as (
    select * from {{ ref('fct_opportunities') }} where outcome = 'won'
),

periods as (
    select * from {{ ref('dim_periods') }} where period_start <= {{ as_of() }}
),

undated as (
    select count(*) as undated_wins from opportunities where closed_on is null
),

wins as (
    select
        *,
        coalesce(closed_on, created_on, cast('1900-01-01' as date)) as from_on,
        coalesce(closed_on, {{ as_of() }}) as to_on
    from opportunities
    where closed_on is null or is_won = 1
),

final as (
    select
        periods.grain || ':' || cast(periods.period_start as string) || ':' || wins.opportunity_key
            as won_period_key,
        periods.grain,
        periods.period_start as period_start_on,
        wins.opportunity_key,
        wins.pipeline_key,
        -- A deal may sell several products: which of their figures lacks it, nobody knows.
        cast('unknown' as string) as product_key,
        wins.owner_key,
        wins.team_key,
        wins.channel_key,
        wins.campaign_key,
        wins.market_key,
        wins.segment_key,
        wins.industry_key,
        wins.amount_reporting as win_amount,
        {{ flag('wins.closed_on is null') }} as is_undated
    from periods
    inner join wins on periods.period_end >= wins.from_on and periods.period_start <= wins.to_on
    cross join undated
    where undated.undated_wins > 0
)

select * from final
