{#
    The least that the guardrails of a target must show in each period. One that adds up over time is
    given per month, as targets are; of a running period what is due by now.
#}
{{ config(materialized='view') }}
with period_targets as (
    select * from {{ ref('kpi__period_targets') }}
),

target_guardrails as (
    select * from {{ ref('kpi_target_guardrails') }}
),

catalog as (
    select kpi_id, unit, direction, additivity from {{ ref('kpi_catalog') }}
),

final as (
    select
        period_targets.kpi_id,
        period_targets.grain,
        period_targets.period_start,
        period_targets.dimension,
        period_targets.dimension_value,
        target_guardrails.guardrail_kpi_id,
        catalog.unit,
        catalog.direction,
        case
            when catalog.additivity = 'full' then target_guardrails.guardrail_min * period_targets.months_due
            else target_guardrails.guardrail_min
        end as least_value
    from period_targets
    inner join target_guardrails
        on
            period_targets.kpi_id = target_guardrails.kpi_id
            and period_targets.dimension = target_guardrails.dimension
            and period_targets.dimension_value = target_guardrails.dimension_value
            and period_targets.start_on = target_guardrails.start_on
    inner join catalog on target_guardrails.guardrail_kpi_id = catalog.kpi_id
)

select * from final
