{# Every target that is accepted, FROM -> TO. Where several name one day, the last started holds. #}
with accepted as (
    select * from {{ ref('kpi__target_rows') }} where refused_reason is null
),

final as (
    select
        kpi_id,
        '' as variant,
        dimension,
        dimension_value,
        min(baseline_value) as baseline_value,
        min(target_value) as target_value,
        start_on,
        min(due_on) as due_on,
        min(owner) as owner,
        min(path) as path,
        min(guardrail_kpi_id) as guardrail_kpi_id,
        {{ first_known('guardrail_min', 'guardrail_kpi_id') }} as guardrail_min,
        count(guardrail_kpi_id) as guardrail_count
    from accepted
    group by kpi_id, dimension, dimension_value, start_on
)

select * from final
