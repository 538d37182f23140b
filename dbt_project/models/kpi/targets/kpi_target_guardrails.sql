{# The least that the guardrails of each accepted target may show: a row per target and guardrail. #}
{{ config(materialized='view') }}
with final as (
    select
        kpi_id,
        '' as variant,
        dimension,
        dimension_value,
        start_on,
        guardrail_kpi_id,
        guardrail_min
    from {{ ref('kpi__target_rows') }}
    where refused_reason is null and guardrail_kpi_id is not null
)

select * from final
