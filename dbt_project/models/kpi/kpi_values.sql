{#
    What BI reads: every figure with what it is compared with and its status. A view, so that the
    status is that of the last checks for every period, old ones too, without computing any again.
#}
{{ config(materialized='view') }}
with compared as (
    select * from {{ ref('kpi__compared') }}
),

data_trust as (
    select * from {{ ref('data_trust') }}
),

-- One reason is enough to distrust a figure: the first by check, so that it does not change by chance.
distrusted as (
    select kpi_id, min(check_id || ': ' || coalesce(reason, 'failed')) as reason
    from data_trust
    where not success
    group by kpi_id
),

final as (
    select
        compared.kpi_id,
        compared.variant,
        compared.grain,
        compared.period_start,
        compared.period_end,
        compared.dimension,
        compared.dimension_value,
        compared.value,
        compared.numerator,
        compared.denominator,
        compared.previous_value,
        compared.previous_year_value,
        compared.change,
        compared.change_pct,
        compared.change_previous_year,
        compared.change_previous_year_pct,
        compared.trend,
        'none' as status,
        coalesce(distrusted.reason, 'no target')
        || coalesce('; ' || compared.previous_year_reason, '') as status_reason,
        compared.is_complete,
        compared.definition_version,
        compared.computed_at,
        compared.run_id
    from compared
    left join distrusted on compared.kpi_id = distrusted.kpi_id
)

select * from final
