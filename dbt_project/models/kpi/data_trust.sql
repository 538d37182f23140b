{#
    The checks behind each KPI, or behind a variant of it alone, and how they ended in the last run. What a
    KPI needs and does not have is one that failed. Before any check has run there are no others.
#}
{%- set checked = source('quality', 'check_results') %}
{%- set results = adapter.get_relation(checked.database, checked.schema, checked.identifier) %}
with inputs as (
    select * from {{ ref('kpi__inputs') }}
),

missing as (
    select * from {{ ref('kpi__missing') }} where variant in ('', '*')
),

-- What is wrong by one dimension alone is said in the figures by it.
doubtful as (
    select * from {{ ref('kpi__doubtful') }} where dimension = '*'
),

measured as (
    select distinct kpi_id
    from (
        select kpi_id, variant from {{ ref('kpi__measured') }}
        union all
        select kpi_id, variant from {{ ref('kpi__measured_late') }}
    ) as measured
    where variant = ''
),

-- A count or sum that is 0 in every period there ever was may be one that nobody feeds.
never_counted as (
    select definitions.kpi_id
    from {{ ref('kpi__definitions') }} as definitions
    left join measured on definitions.kpi_id = measured.kpi_id
    where
        definitions.variant = ''
        and definitions.is_zero_without_event
        and definitions.inactive_reason is null
        and measured.kpi_id is null
),

results as (
    {% if results is none -%}
    select
        cast(null as string) as run_id,
        cast(null as string) as check_id,
        cast(null as string) as table_name,
        cast(null as string) as severity,
        cast(null as boolean) as success,
        cast(null as string) as reason,
        cast(null as timestamp) as checked_at
    from (select 1 as nothing) as nothing
    where 1 = 0
    {%- else -%}
    select run_id, check_id, table_name, severity, success, reason, checked_at from {{ results }}
    {%- endif %}
),

-- The last run that checked a table says what holds of it: a check that is no more must not linger.
last_runs as (
    select table_name, max_by(run_id, checked_at) as run_id from results group by table_name
),

last_checked as (
    select results.check_id, results.run_id, max(results.checked_at) as checked_at
    from results
    inner join last_runs on results.table_name = last_runs.table_name and results.run_id = last_runs.run_id
    group by results.check_id, results.run_id
),

final as (
    select
        inputs.kpi_id,
        inputs.variant,
        results.check_id,
        results.table_name,
        results.severity,
        results.success,
        results.reason,
        results.checked_at
    from inputs
    inner join results on inputs.table_name = results.table_name
    inner join last_checked
        on
            results.check_id = last_checked.check_id
            and results.run_id = last_checked.run_id
            and results.checked_at = last_checked.checked_at
    union all
    select
        kpi_id,
        '*' as variant,
        check_id,
        table_name,
        'warn' as severity,
        false as success,
        reason_en as reason,
        cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as timestamp) as checked_at
    from missing
    union all
    select
        kpi_id,
        variant,
        check_id,
        table_name,
        'warn' as severity,
        false as success,
        reason,
        cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as timestamp) as checked_at
    from doubtful
    union all
    select
        kpi_id,
        '*' as variant,
        'counted' as check_id,
        cast(null as string) as table_name,
        'warn' as severity,
        false as success,
        'nothing of the kind was ever counted' as reason,
        cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as timestamp) as checked_at
    from never_counted
)

select * from final
