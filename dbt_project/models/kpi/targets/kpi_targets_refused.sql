{# The rows of the targets sheet that are no target, each with the reason and how to fix it. #}
{{ config(materialized='view', meta={'may_be_empty': true}) }}
with final as (
    select
        source_key,
        kpi_id,
        dimension,
        dimension_value,
        baseline_value,
        target_value,
        start_on,
        due_on,
        owner,
        path,
        guardrail_kpi_id,
        guardrail_min,
        refused_reason
    from {{ ref('kpi__target_rows') }}
    where refused_reason is not null
)

select * from final
