{#
    Every row of the targets sheet, with why it is refused. Rows of one KPI, member and start are one
    target; each names one of its guardrails. A fault of any row refuses the whole target.
#}
with target_inputs as (
    select * from {{ ref('int_targets__unioned') }} where not is_deleted
),

catalog as (
    select * from {{ ref('kpi_catalog') }}
),

reps as (
    select owner_key, name from {{ ref('dim_reps') }}
),

rep_names as (
    select * from {{ ref('rep_names') }}
),

named as (
    select
        source_key,
        lower(trim(kpi_id)) as kpi_id,
        coalesce(nullif(lower(trim(dimension)), ''), 'total') as dimension,
        coalesce(rep_names.rep_key, {{ work_name('dimension_value') }}) as dimension_value,
        baseline_value,
        target_value,
        start_on,
        due_on,
        {{ work_name('owner') }} as owner,
        coalesce(nullif(lower(trim(path)), ''), 'linear') as path,
        nullif(lower(trim(guardrail_kpi_id)), '') as guardrail_kpi_id,
        guardrail_min
    from target_inputs
    left join rep_names on lower(trim(target_inputs.dimension_value)) = rep_names.email
),

written as (
    select
        named.source_key,
        named.kpi_id,
        named.dimension,
        case when named.dimension = 'total' then 'total' else named.dimension_value end as dimension_value,
        named.baseline_value,
        named.target_value,
        named.start_on,
        named.due_on,
        coalesce(reps.name, named.owner) as owner,
        named.path,
        named.guardrail_kpi_id,
        named.guardrail_min
    from named
    left join reps on named.owner = reps.owner_key
),

-- What a row says that no target can.
row_faults as (
    select
        written.*,
        catalog.kpi_id is not null as is_known,
        coalesce(catalog.additivity <> 'none', false) as is_volume,
        coalesce(catalog.guardrails, '') as guardrails,
        coalesce(catalog.target_guardrails, '') as target_guardrails,
        guardrail.additivity as guardrail_additivity,
        {{ reason_if("catalog.kpi_id is null and written.kpi_id like '%adjusted'",
            "'adjusted figures are for coaching and never a target: aim at the KPI itself'") }}
        || {{ reason_if("catalog.kpi_id is null and coalesce(written.kpi_id, '') not like '%adjusted'",
            "'no KPI is called ' || coalesce(written.kpi_id, '(nothing)') || ': write an id of kpi_catalog'") }}
        || {{ reason_if("not catalog.is_targetable and catalog.type = 'input'",
            "'an input, which may not be a target: aim at what it triggers'") }}
        || {{ reason_if("not catalog.is_targetable and catalog.type <> 'input'",
            "'marked as not targetable: aim at another KPI'") }}
        || {{ reason_if("written.dimension <> 'total' and catalog.kpi_id is not null
                and ', ' || catalog.dimensions || ',' not like '%, ' || written.dimension || ',%'",
            "'not computed by ' || written.dimension || ': see the dimensions of the KPI'") }}
        || {{ reason_if("written.dimension <> 'total' and written.dimension_value is null",
            "'no member of ' || written.dimension || ': fill dimension_value'") }}
        || {{ reason_if("written.baseline_value is null", "'no baseline: fill baseline_value'") }}
        || {{ reason_if("written.target_value is null", "'no target value: fill target_value'") }}
        || {{ reason_if("written.start_on is null", "'no start: fill start_on'") }}
        || {{ reason_if("written.due_on is null", "'no date: fill due_on'") }}
        || {{ reason_if("written.due_on < written.start_on", "'due before it starts: correct due_on'") }}
        || {{ reason_if("written.owner is null", "'no owner: fill owner'") }}
        || {{ reason_if("written.path not in ('linear', 'stepped')",
            "'no such path: write linear or stepped'") }}
        || {{ reason_if("written.guardrail_kpi_id is not null and guardrail.kpi_id is null",
            "'no guardrail is called ' || written.guardrail_kpi_id || ': write an id of kpi_catalog'") }}
        || {{ reason_if("guardrail.family = 'integrity'",
            "'an integrity KPI, which no target may read, not as a guardrail either: name a KPI of results'") }}
        || {{ reason_if("written.guardrail_kpi_id = written.kpi_id",
            "'guarded by itself: name another KPI as guardrail'") }}
        || {{ reason_if("written.guardrail_kpi_id is not null and written.guardrail_min is null",
            "'a guardrail without a minimum: fill guardrail_min'") }}
        || {{ reason_if("written.guardrail_kpi_id is null and written.guardrail_min is not null",
            "'a minimum without a guardrail: fill guardrail_kpi_id'") }} as faults
    from written
    left join catalog on written.kpi_id = catalog.kpi_id
    left join catalog as guardrail on written.guardrail_kpi_id = guardrail.kpi_id
),

-- The KPIs that a definition reads with the KPI guard its targets too.
defined_guardrails as (
    select
        catalog.kpi_id,
        max(case when guardrail.additivity <> 'none' then 1 else 0 end) as has_volume,
        max(case when guardrail.additivity = 'none' then 1 else 0 end) as has_quality
    from catalog
    inner join catalog as guardrail
        on ', ' || catalog.guardrails || ',' like '%, ' || guardrail.kpi_id || ',%'
    group by catalog.kpi_id
),

-- A guardrail that every target of the KPI must set, and that a row sets.
required_guardrails as (
    select catalog.kpi_id, guardrail.kpi_id as guardrail_kpi_id
    from catalog
    inner join catalog as guardrail
        on ', ' || catalog.target_guardrails || ',' like '%, ' || guardrail.kpi_id || ',%'
),

missing_guardrails as (
    select
        row_faults.kpi_id,
        row_faults.dimension,
        row_faults.dimension_value,
        row_faults.start_on,
        required_guardrails.guardrail_kpi_id
    from row_faults
    inner join required_guardrails on row_faults.kpi_id = required_guardrails.kpi_id
    group by
        row_faults.kpi_id,
        row_faults.dimension,
        row_faults.dimension_value,
        row_faults.start_on,
        required_guardrails.guardrail_kpi_id
    having
        count(case
            when
                row_faults.guardrail_kpi_id = required_guardrails.guardrail_kpi_id
                and row_faults.guardrail_min is not null
                then 1
        end) = 0
),

first_missing as (
    select kpi_id, dimension, dimension_value, start_on, min(guardrail_kpi_id) as guardrail_kpi_id
    from missing_guardrails
    group by kpi_id, dimension, dimension_value, start_on
),

targets as (
    select
        kpi_id,
        dimension,
        dimension_value,
        start_on,
        max(faults) as faults,
        max(case when is_volume then 1 else 0 end) as is_volume,
        max(case when is_known then 1 else 0 end) as is_known,
        max(case when guardrail_additivity <> 'none' then 1 else 0 end) as has_volume,
        max(case when guardrail_additivity = 'none' then 1 else 0 end) as has_quality,
        count(*) as row_count,
        count(distinct coalesce(guardrail_kpi_id, '')) as guardrail_count,
        case
            when
                min(baseline_value) <> max(baseline_value)
                or min(target_value) <> max(target_value)
                or min(due_on) <> max(due_on)
                or min(path) <> max(path)
                or min(owner) <> max(owner)
                then 1
            else 0
        end as differs
    from row_faults
    group by kpi_id, dimension, dimension_value, start_on
),

target_faults as (
    select
        targets.kpi_id,
        targets.dimension,
        targets.dimension_value,
        targets.start_on,
        targets.faults as row_faults,
        {{ reason_if("targets.differs = 1",
            "'given twice with other figures: keep one, or repeat it only for another guardrail'") }}
        || {{ reason_if("targets.row_count > targets.guardrail_count",
            "'the same guardrail twice: keep one of the rows'") }}
        || {{ reason_if("targets.is_known = 1 and targets.is_volume = 0
                and targets.has_volume = 0 and coalesce(defined_guardrails.has_volume, 0) = 0",
            "'a ratio without an absolute volume beside it: add one as guardrail, with its minimum'") }}
        || {{ reason_if("targets.is_volume = 1
                and targets.has_quality = 0 and coalesce(defined_guardrails.has_quality, 0) = 0",
            "'a volume without a quality beside it: add a rate as guardrail, with its minimum'") }}
        || {{ reason_if("first_missing.guardrail_kpi_id is not null",
            "'targetable only with a minimum of ' || first_missing.guardrail_kpi_id
            || ': add it as guardrail'") }} as faults
    from targets
    left join defined_guardrails on targets.kpi_id = defined_guardrails.kpi_id
    left join first_missing
        on
            targets.kpi_id = first_missing.kpi_id
            and targets.dimension = first_missing.dimension
            and targets.dimension_value is not distinct from first_missing.dimension_value
            and targets.start_on is not distinct from first_missing.start_on
),

final as (
    select
        row_faults.source_key,
        row_faults.kpi_id,
        row_faults.dimension,
        row_faults.dimension_value,
        row_faults.baseline_value,
        row_faults.target_value,
        row_faults.start_on,
        row_faults.due_on,
        row_faults.owner,
        row_faults.path,
        row_faults.guardrail_kpi_id,
        row_faults.guardrail_min,
        nullif(
            substring(
                row_faults.faults || target_faults.faults
                || {{ reason_if("row_faults.faults = '' and target_faults.row_faults <> ''",
                    "'another row of this target is refused'") }},
                3
            ),
            ''
        ) as refused_reason
    from row_faults
    inner join target_faults
        on
            row_faults.kpi_id is not distinct from target_faults.kpi_id
            and row_faults.dimension = target_faults.dimension
            and row_faults.dimension_value is not distinct from target_faults.dimension_value
            and row_faults.start_on is not distinct from target_faults.start_on
)

select * from final
