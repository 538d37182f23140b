{{ config(materialized='table', schema='integrity', tags=['kpi']) }}
{# Integrity figures of single reps and small teams: coaching, so not in the main publication. #}
with explained as (
    {{ kpi_explained(hidden=true) }}
),

final as (
    select
        kpi_id,
        variant,
        grain,
        period_start,
        period_end,
        dimension,
        dimension_value,
        value,
        numerator,
        denominator,
        previous_value,
        previous_year_value,
        change,
        change_previous_year,
        is_complete,
        definition_version,
        computed_at,
        run_id,
        status,
        status_reason,
        status_reason_fr,
        quality,
        missing_share,
        missing_amount
    from explained
)

select * from final
