{# The overall figures of each scorecard, at the grain of its page. #}
{{ config(materialized='view') }}
with scorecards as (
    select * from {{ ref('scorecards') }}
),

figures as (
    select * from {{ ref('kpi_values') }} where dimension = 'total'
),

final as (
    select
        scorecards.scorecard,
        scorecards.place,
        scorecards.kpi_id,
        scorecards.variant,
        scorecards.grain,
        figures.period_start,
        figures.period_end,
        figures.value,
        figures.numerator,
        figures.denominator,
        figures.previous_value,
        figures.previous_year_value,
        figures.change,
        figures.change_pct,
        figures.change_previous_year,
        figures.change_previous_year_pct,
        figures.trend,
        figures.baseline_value,
        figures.target_value,
        figures.benchmark_value,
        figures.target_attainment,
        figures.status,
        figures.status_reason,
        figures.status_reason_fr,
        figures.is_complete,
        figures.quality,
        figures.definition_version
    from scorecards
    inner join figures
        on
            scorecards.kpi_id = figures.kpi_id
            and scorecards.variant = figures.variant
            and scorecards.grain = figures.grain
)

select * from final
