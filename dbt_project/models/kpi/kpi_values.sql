{#
    What BI reads. Integrity is read in total and by larger teams: who did what is for coaching, and
    published apart.
#}
{{ config(materialized='view') }}
with explained as (
    select * from {{ ref('kpi__explained') }}
),

hidden as (
    select * from {{ ref('kpi__hidden') }}
),

final as (
    select
        explained.kpi_id,
        explained.variant,
        explained.grain,
        explained.period_start,
        explained.period_end,
        explained.dimension,
        explained.dimension_value,
        explained.value,
        explained.numerator,
        explained.denominator,
        explained.previous_value,
        explained.previous_year_value,
        explained.change,
        explained.change_pct,
        explained.change_previous_year,
        explained.change_previous_year_pct,
        explained.trend,
        explained.baseline_value,
        explained.target_value,
        explained.benchmark_value,
        explained.target_attainment,
        explained.status,
        explained.status_reason,
        explained.is_complete,
        explained.definition_version,
        explained.computed_at,
        explained.run_id,
        explained.status_reason_fr,
        explained.quality,
        explained.missing_share,
        explained.missing_amount
    from explained
    left join hidden on {{ kpi_same_figure('explained', 'hidden') }}
    where hidden.kpi_id is null
)

select * from final
