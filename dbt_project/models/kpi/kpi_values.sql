{#
    What BI reads: every figure with what it is compared with and its status. A view, so that the
    status is that of the last checks for every period, old ones too, without computing any again.
#}
{{ config(materialized='view') }}
with compared as (
    select * from {{ ref('kpi__compared') }}
),

judged as (
    select * from {{ ref('kpi__judged') }}
),

data_trust as (
    select * from {{ ref('data_trust') }}
),

-- One reason is enough to distrust a figure: the first by check, so that it does not change by chance.
distrusted as (
    select kpi_id, min(check_id || ': ' || coalesce(nullif(reason, ''), 'failed')) as reason
    from data_trust
    where not success
    group by kpi_id
),

-- A variant that is a KPI's id is made of that KPI's values.
distrusted_variants as (
    select definitions.kpi_id, distrusted.kpi_id as variant, distrusted.reason
    from distrusted
    inner join {{ ref('kpi__definitions') }} as definitions on definitions.variant_is_kpi
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
        judged.baseline_value,
        judged.target_value,
        judged.benchmark_value,
        judged.target_attainment,
        case
            when coalesce(distrusted.kpi_id, distrusted_variants.kpi_id) is not null then 'none'
            else coalesce(judged.status, 'none')
        end as status,
        coalesce(distrusted.reason, distrusted_variants.reason, judged.status_reason, 'no target')
        || coalesce('; ' || compared.previous_year_reason, '') as status_reason,
        compared.is_complete,
        compared.definition_version,
        compared.computed_at,
        compared.run_id,
        coalesce(
            'contrôle en échec, ' || coalesce(distrusted.reason, distrusted_variants.reason),
            judged.status_reason_fr,
            {{ text("pas d'objectif") }}
        )
        || case
            when compared.previous_year_reason is null then ''
            else {{ text("; pas de semaine 53 l'année précédente") }}
        end as status_reason_fr
    from compared
    left join judged on {{ kpi_same_figure('compared', 'judged') }}
    left join distrusted on compared.kpi_id = distrusted.kpi_id
    left join distrusted_variants
        on compared.kpi_id = distrusted_variants.kpi_id and compared.variant = distrusted_variants.variant
)

select * from final
