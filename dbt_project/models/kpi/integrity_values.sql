{{ config(materialized='table', schema='integrity', tags=['kpi']) }}
{# Integrity figures of single reps and small teams: coaching, so not in the main publication. #}
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
        explained.change_previous_year,
        explained.is_complete,
        explained.definition_version,
        explained.computed_at,
        explained.run_id,
        explained.status,
        explained.status_reason,
        explained.status_reason_fr,
        explained.quality,
        explained.missing_share,
        explained.missing_amount
    from explained
    inner join hidden on {{ kpi_same_figure('explained', 'hidden') }}
)

select * from final
