{#
    One row per month and channel: its removal effect over those of all channels, times the revenue of
    the month's wins that touches led to. Each row is what is due up to and with the channel less what is due
    before it, so that they add up to the cent. Wins without a touch are those of channel 'unattributed'.
#}
with deals as (
    select * from {{ ref('fct_opportunities') }} where is_won = 1
),

effects as (
    select * from {{ ref('channel_removal_effects') }}
),

touched_deals as (
    select distinct opportunity_key
    from {{ ref('fct_attribution') }}
    where model = 'markov' and is_attributed = 1
),

won as (
    select
        {{ first_day_of('month', 'deals.closed_on') }} as month_on,
        deals.won_amount,
        touched_deals.opportunity_key is not null as is_touched
    from deals
    left join touched_deals on deals.opportunity_key = touched_deals.opportunity_key
),

months as (
    select
        month_on,
        coalesce(sum(case when is_touched then won_amount end), 0) as touched_amount,
        coalesce(sum(case when not is_touched then won_amount end), 0) as untouched_amount
    from won
    group by month_on
),

-- Decimals: a sum of doubles depends on the order in which the rows come.
weights as (
    select closing_month as month_on, channel_key, cast(removal_effect as decimal(28, 12)) as effect
    from effects
    where removal_effect > 0
),

added_up as (
    select
        month_on,
        channel_key,
        cast(effect as {{ type_double() }}) as effect,
        cast(sum(effect) over (
            partition by month_on order by channel_key
            rows between unbounded preceding and current row
        ) as {{ type_double() }}) as effect_with,
        cast(sum(effect) over (partition by month_on) as {{ type_double() }}) as all_effects,
        row_number() over (partition by month_on order by channel_key desc) as rank_from_last
    from weights
),

shared as (
    select
        *,
        case when rank_from_last = 1 then 1 else effect_with / nullif(all_effects, 0) end as share_with
    from added_up
),

bounded as (
    select
        *,
        coalesce(lag(share_with) over (partition by month_on order by channel_key), 0) as share_before
    from shared
),

attributed as (
    select
        months.month_on,
        bounded.channel_key,
        bounded.share_with - bounded.share_before as revenue_share,
        {{ part_of('months.touched_amount', 'bounded.share_with') }}
        - {{ part_of('months.touched_amount', 'bounded.share_before') }} as attributed_amount
    from months
    inner join bounded on months.month_on = bounded.month_on
),

-- Where no channel makes a difference, nothing can be shared.
shared_months as (
    select distinct month_on from bounded
),

left_over as (
    select
        months.month_on,
        'unattributed' as channel_key,
        cast(null as {{ type_double() }}) as revenue_share,
        months.untouched_amount
        + case when shared_months.month_on is null then months.touched_amount else 0 end as attributed_amount
    from months
    left join shared_months on months.month_on = shared_months.month_on
),

channels as (
    select month_on, channel_key, revenue_share, attributed_amount from attributed
    union all
    select month_on, channel_key, revenue_share, attributed_amount from left_over where attributed_amount <> 0
),

final as (
    select
        cast(channels.month_on as string) || ':' || channels.channel_key as channel_attribution_key,
        channels.month_on,
        channels.channel_key,
        channels.revenue_share,
        cast(channels.attributed_amount as decimal(18, 2)) as attributed_amount
    from channels
)

select * from final
