{#
    What each period was expected to bring, was asked to bring and brought, by each member of each
    dimension: a row per period of every grain, slice and member. The forecast is the one made when
    the period began; what is still due is given for the running period only.
#}
{%- set slices = ['owner', 'team', 'channel', 'campaign', 'market', 'segment', 'industry', 'pipeline'] %}
{%- set keys = ['grain', 'period_start_on'] %}
with forecasts as (
    select * from {{ ref('fct_forecasts') }}
),

ranges as (
    select * from {{ ref('fct_forecast_ranges') }}
),

opportunities as (
    select * from {{ ref('fct_opportunities') }} where is_won = 1
),

open_days as (
    select * from {{ ref('fct_opportunity_days') }} where day_on = {{ as_of() }}
),

quotas as (
    select * from {{ ref('quotas') }}
),

reps as (
    select * from {{ ref('reps') }}
),

days as (
    select * from {{ ref('calendar_days') }}
),

periods as (
    select * from {{ ref('dim_periods') }}
),

period_days as (
    {{ period_days('days') }}
),

won as (
    select opportunities.*, period_days.grain, period_days.period_start_on
    from opportunities
    inner join period_days on opportunities.closed_on = period_days.day_on
),

still_due as (
    select open_days.*, periods.grain, periods.period_start as period_start_on
    from open_days
    inner join periods
        on
            periods.period_end > {{ as_of() }}
            and open_days.expected_close_on > {{ as_of() }}
            and open_days.expected_close_on <= periods.period_end
),

-- A quota is due over the whole period, the days after as_of too.
asked as (
    select
        quotas.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        quotas.quota_reporting,
        period_days.grain,
        period_days.period_start_on
    from quotas
    inner join period_days on quotas.day_on = period_days.day_on
    left join reps
        on
            quotas.owner_key = reps.rep_key
            and quotas.day_on between reps.valid_from and reps.valid_to
),

forecast_figures as (
    {{ by_slice(
        'forecasts', keys,
        {'due_amount': 'sum(amount_reporting)', 'forecast_amount': 'sum(weighted_amount_reporting)'},
        slices
    ) }}
),

won_figures as (
    {{ by_slice('won', keys, {'won_amount': 'sum(won_amount)'}, slices) }}
),

still_due_figures as (
    {{ by_slice(
        'still_due', keys,
        {
            'still_due_amount': 'sum(amount_reporting)',
            'still_due_weighted': 'sum(weighted_amount_reporting)'
        },
        slices
    ) }}
),

quota_figures as (
    {{ by_slice(
        'asked', keys, {'quota': 'sum(cast(quota_reporting as decimal(28, 9)))'}, ['owner', 'team']
    ) }}
),

cells as (
    select grain, period_start_on, slice, member from forecast_figures
    union distinct
    select grain, period_start_on, slice, member from won_figures
    union distinct
    select grain, period_start_on, slice, member from still_due_figures
    union distinct
    select grain, period_start_on, slice, member from quota_figures
),

gathered as (
    select
        cells.grain,
        cells.period_start_on,
        periods.period_end,
        cells.slice,
        cells.member,
        cast(coalesce(forecast_figures.due_amount, 0) as decimal(18, 2)) as due_amount,
        cast(coalesce(forecast_figures.forecast_amount, 0) as decimal(18, 2)) as forecast_amount,
        coalesce(ranges.p10, 0) as forecast_p10,
        coalesce(ranges.p90, 0) as forecast_p90,
        cast(coalesce(won_figures.won_amount, 0) as decimal(18, 2)) as won_amount,
        cast(coalesce(still_due_figures.still_due_amount, 0) as decimal(18, 2)) as still_due_amount,
        cast(coalesce(still_due_figures.still_due_weighted, 0) as decimal(18, 2)) as still_due_weighted,
        cast(coalesce(quota_figures.quota, 0) as {{ type_double() }}) as quota
    from cells
    inner join periods on cells.grain = periods.grain and cells.period_start_on = periods.period_start
    {%- for figures in ['forecast_figures', 'ranges', 'won_figures', 'still_due_figures', 'quota_figures'] %}
    left join {{ figures }}
        on
            cells.grain = {{ figures }}.grain
            and cells.period_start_on = {{ figures }}.period_start_on
            and cells.slice = {{ figures }}.slice
            and cells.member = {{ figures }}.member
    {%- endfor %}
),

final as (
    select
        grain || ':' || cast(period_start_on as string) || ':' || slice || ':' || member
            as forecast_slice_key,
        grain,
        period_start_on,
        least(period_end, {{ as_of() }}) as counted_on,
        slice,
        member,
        {{ slice_keys(slices) }},
        due_amount,
        forecast_amount,
        forecast_p10,
        forecast_p90,
        won_amount,
        cast(won_amount - abs(won_amount - forecast_amount) as decimal(18, 2)) as foreseen_amount,
        cast(won_amount + still_due_weighted as decimal(18, 2)) as to_date_amount,
        quota,
        still_due_amount,
        case
            when period_end > {{ as_of() }} then greatest(quota - cast(won_amount as {{ type_double() }}), 0)
            else 0
        end as quota_left
    from gathered
)

select * from final
