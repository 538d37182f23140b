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

missing as (
    select * from {{ ref('kpi__missing') }}
),

-- A refusal is why nobody feeds something: it is the first reason.
missing_of as (
    select
        kpi_id,
        variant,
        max_by(reason_en, case when is_from_nothing then '' else 'refused ' end || check_id) as reason,
        max_by(reason_fr, case when is_from_nothing then '' else 'refused ' end || check_id) as reason_fr,
        max(case when is_from_nothing then 1 else 0 end) = 1 as is_from_nothing
    from missing
    group by kpi_id, variant
),

-- One reason is enough to distrust a figure: the first by check, so that it does not change by chance.
-- What is missing has words of its own.
distrusted as (
    select
        data_trust.kpi_id,
        min(data_trust.check_id || ': ' || coalesce(nullif(data_trust.reason, ''), 'failed')) as reason
    from data_trust
    left join missing on data_trust.kpi_id = missing.kpi_id and data_trust.check_id = missing.check_id
    where not data_trust.success and missing.kpi_id is null
    group by data_trust.kpi_id
),

-- A variant that is a KPI's id is made of that KPI's values.
distrusted_variants as (
    select definitions.kpi_id, distrusted.kpi_id as variant, distrusted.reason
    from distrusted
    inner join {{ ref('kpi__definitions') }} as definitions on definitions.variant_is_kpi
),

missing_variants as (
    select
        definitions.kpi_id,
        missing_of.kpi_id as variant,
        missing_of.reason,
        missing_of.reason_fr,
        missing_of.is_from_nothing
    from missing_of
    inner join {{ ref('kpi__definitions') }} as definitions on definitions.variant_is_kpi
    where missing_of.variant = '*'
    union all
    select
        definitions.kpi_id,
        missing_of.kpi_id as variant,
        missing_of.reason,
        missing_of.reason_fr,
        missing_of.is_from_nothing
    from missing_of
    left join missing_of as of_all on missing_of.kpi_id = of_all.kpi_id and of_all.variant = '*'
    inner join {{ ref('kpi__definitions') }} as definitions on definitions.variant_is_kpi
    where missing_of.variant = '' and of_all.kpi_id is null
),

explained as (
    select
        compared.*,
        coalesce(of_all.reason, of_variant.reason, missing_variants.reason) as missing_reason,
        coalesce(of_all.reason_fr, of_variant.reason_fr, missing_variants.reason_fr) as missing_reason_fr,
        coalesce(of_all.is_from_nothing, false)
        or coalesce(of_variant.is_from_nothing, false)
        or coalesce(missing_variants.is_from_nothing, false) as is_from_nothing,
        coalesce(distrusted.reason, distrusted_variants.reason) as failed_check
    from compared
    left join missing_of as of_all on compared.kpi_id = of_all.kpi_id and of_all.variant = '*'
    left join missing_of as of_variant
        on
            compared.kpi_id = of_variant.kpi_id
            and compared.variant = of_variant.variant
            and of_variant.variant <> '*'
    left join missing_variants
        on compared.kpi_id = missing_variants.kpi_id and compared.variant = missing_variants.variant
    left join distrusted on compared.kpi_id = distrusted.kpi_id
    left join distrusted_variants
        on compared.kpi_id = distrusted_variants.kpi_id and compared.variant = distrusted_variants.variant
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
        {%- for figure in [
            'value', 'numerator', 'denominator', 'previous_value', 'previous_year_value', 'change', 'change_pct',
            'change_previous_year', 'change_previous_year_pct', 'trend'
        ] %}
        case when not explained.is_from_nothing then explained.{{ figure }} end as {{ figure }},
        {%- endfor %}
        judged.baseline_value,
        judged.target_value,
        judged.benchmark_value,
        case when not explained.is_from_nothing then judged.target_attainment end as target_attainment,
        case
            when explained.missing_reason is not null or explained.failed_check is not null then 'none'
            else coalesce(judged.status, 'none')
        end as status,
        coalesce(explained.missing_reason, explained.failed_check, judged.status_reason, 'no target')
        || coalesce('; ' || explained.previous_year_reason, '') as status_reason,
        explained.is_complete,
        explained.definition_version,
        explained.computed_at,
        explained.run_id,
        coalesce(
            explained.missing_reason_fr,
            'contrôle en échec, ' || explained.failed_check,
            judged.status_reason_fr,
            {{ text("pas d'objectif") }}
        )
        || case
            when explained.previous_year_reason is null then ''
            else {{ text("; pas de semaine 53 l'année précédente") }}
        end as status_reason_fr
    from explained
    left join judged on {{ kpi_same_figure('explained', 'judged') }}
)

select * from final
