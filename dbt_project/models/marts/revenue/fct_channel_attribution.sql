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
        deals.is_fx_missing,
        {{ flag('deals.amount is null') }} as is_amount_missing,
        touched_deals.opportunity_key is not null as is_touched
    from deals
    left join touched_deals on deals.opportunity_key = touched_deals.opportunity_key
),

months as (
    select
        month_on,
        coalesce(sum(case when is_touched then won_amount end), 0) as touched_amount,
        coalesce(sum(case when not is_touched then won_amount end), 0) as untouched_amount,
        sum(case when is_touched then 1 else 0 end) as touched_wins,
        sum(case when not is_touched then 1 else 0 end) as untouched_wins,
        sum(case when is_touched then is_fx_missing else 0 end) as touched_unrated_wins,
        sum(case when not is_touched then is_fx_missing else 0 end) as untouched_unrated_wins,
        sum(case when is_touched then is_amount_missing else 0 end) as touched_unpriced_wins,
        sum(case when not is_touched then is_amount_missing else 0 end) as untouched_unpriced_wins
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
        - {{ part_of('months.touched_amount', 'bounded.share_before') }} as attributed_amount,
        months.touched_wins as wins,
        months.touched_unrated_wins as unrated_wins,
        months.touched_unpriced_wins as unpriced_wins,
        bounded.rank_from_last = 1 as is_counted_in_total
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
        + case when shared_months.month_on is null then months.touched_amount else 0 end as attributed_amount,
        months.untouched_wins
        + case when shared_months.month_on is null then months.touched_wins else 0 end as wins,
        months.untouched_unrated_wins
        + case when shared_months.month_on is null then months.touched_unrated_wins else 0 end
            as unrated_wins,
        months.untouched_unpriced_wins
        + case when shared_months.month_on is null then months.touched_unpriced_wins else 0 end
            as unpriced_wins,
        true as is_counted_in_total
    from months
    left join shared_months on months.month_on = shared_months.month_on
),

channels as (
    select * from attributed
    union all
    select * from left_over where wins > 0
),

final as (
    select
        cast(channels.month_on as string) || ':' || channels.channel_key as channel_attribution_key,
        channels.month_on,
        channels.channel_key,
        channels.revenue_share,
        cast(channels.attributed_amount as decimal(18, 2)) as attributed_amount,
        -- The wins of a month are shared by all its channels: in total they count once.
        cast(channels.wins as bigint) as wins,
        cast(channels.unrated_wins as bigint) as unrated_wins,
        cast(channels.unpriced_wins as bigint) as unpriced_wins,
        {{ flag('channels.is_counted_in_total') }} as is_counted_in_total
    from channels
)

select * from final
