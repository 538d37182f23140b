{#
    The parts of pipeline velocity: a row per period of every grain, slice and member. Open deals are
    those at the end of the day before the period; size, win rate and cycle are of the 90 days up to
    its last day, as_of in the running one.
#}
{%- set trailing_days = 90 %}
{%- set slices = ['owner', 'team', 'channel', 'campaign', 'market', 'segment', 'industry', 'pipeline'] %}
with opportunities as (
    select * from {{ ref('fct_opportunities') }} where is_closed = 1
),

open_days as (
    select * from {{ ref('fct_opportunity_days') }}
),

periods as (
    select
        grain,
        period_start as period_start_on,
        {{ add_days_to_date('period_start', -1) }} as opening_on,
        least(period_end, {{ as_of() }}) as counted_on
    from {{ ref('dim_periods') }}
),

counted_days as (
    select distinct counted_on from periods
),

closings as (
    select opportunities.*, counted_days.counted_on
    from opportunities
    inner join counted_days
        on
            opportunities.closed_on <= counted_days.counted_on
            and opportunities.closed_on > {{ add_days_to_date('counted_days.counted_on', -trailing_days) }}
),

trailing_figures as (
    {{ by_slice(
        'closings', ['counted_on'],
        {
            'won_amount': 'sum(won_amount)',
            'won_count': 'sum(is_won)',
            'valued_win_count': 'sum(case when amount_reporting is not null then is_won else 0 end)',
            'unrated_win_count': 'sum(is_won * is_fx_missing)',
            'unpriced_win_count': 'sum(case when amount is null then is_won else 0 end)',
            'untyped_win_count': "sum(case when type = 'unknown' then is_won else 0 end)",
            'closed_count': 'sum(is_closed)',
            'cycle_count': 'sum(is_cycle)',
            'cycle_days': 'sum(cast(cycle_days as decimal(28, 9)))'
        },
        slices
    ) }}
),

opening_figures as (
    {{ by_slice('open_days', ['day_on'], {'open_count': 'sum(is_open)'}, slices) }}
),

measured as (
    select
        periods.grain,
        periods.period_start_on,
        periods.counted_on,
        trailing_figures.slice,
        trailing_figures.member,
        coalesce(opening_figures.open_count, 0) as open_count,
        trailing_figures.won_amount,
        trailing_figures.won_count,
        trailing_figures.valued_win_count,
        trailing_figures.unrated_win_count,
        trailing_figures.unpriced_win_count,
        trailing_figures.untyped_win_count,
        trailing_figures.closed_count,
        trailing_figures.cycle_count,
        trailing_figures.cycle_days
    from periods
    inner join trailing_figures on periods.counted_on = trailing_figures.counted_on
    left join opening_figures
        on
            periods.opening_on = opening_figures.day_on
            and trailing_figures.slice = opening_figures.slice
            and trailing_figures.member = opening_figures.member
),

final as (
    select
        grain || ':' || cast(period_start_on as string) || ':' || slice || ':' || member as velocity_key,
        grain,
        period_start_on,
        counted_on,
        slice,
        member,
        {{ slice_keys(slices) }},
        cast(open_count as bigint) as open_count,
        cast(won_amount as decimal(18, 2)) as won_amount,
        cast(won_count as bigint) as won_count,
        cast(valued_win_count as bigint) as valued_win_count,
        cast(unrated_win_count as bigint) as unrated_win_count,
        cast(unpriced_win_count as bigint) as unpriced_win_count,
        cast(untyped_win_count as bigint) as untyped_win_count,
        cast(closed_count as bigint) as closed_count,
        cast(cycle_count as bigint) as cycle_count,
        cast(cycle_days as {{ type_double() }}) as cycle_days,
        -- Open deals x (amount / wins of a known amount) x (wins / closed) / (days / cycles): where all
        -- amounts are known, the wins cancel out; where none is, nobody knows the size of a deal.
        cast(open_count as {{ type_double() }})
        * cast(won_amount as {{ type_double() }})
        * cast(cycle_count as {{ type_double() }})
        * case
            when won_count = valued_win_count then 1
            else cast(won_count as {{ type_double() }}) / nullif(valued_win_count, 0)
        end as won_by_cycles,
        case
            when valued_win_count > 0
                then cast(closed_count as {{ type_double() }}) * cast(cycle_days as {{ type_double() }})
        end as closed_by_cycle_days
    from measured
    where cycle_days is not null
)

select * from final
