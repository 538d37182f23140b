{#
    KPIs that are made of rows that loaded and are wrong, such as keys of no record. A key between two
    entities spoils what is made of both.
#}
{%- set doubting = var('active_sources') | select('equalto', 'files') | list %}
with inputs as (
    select * from {{ ref('kpi__inputs') }}
),

doubts as (
    {%- for source in doubting %}
    select * from {{ ref('stg_' ~ source ~ '__doubts') }}
    {%- else %}
    select
        cast(null as string) as source,
        cast(null as string) as entity,
        cast(null as string) as field,
        cast(null as string) as beside,
        cast(null as string) as reason
    from (select 1 as nothing) as nothing
    where 1 = 0
    {%- endfor %}
),

placed as (
    select
        source || '.' || entity || '.' || field as check_id,
        'raw_' || source || '.' || entity as table_name,
        'raw_' || source || '.' || coalesce(nullif(beside, ''), entity) as beside_table_name,
        reason
    from doubts
),

final as (
    select
        inputs.kpi_id,
        placed.check_id,
        placed.table_name,
        min(placed.reason) as reason
    from placed
    inner join inputs on placed.table_name = inputs.table_name
    inner join inputs as inputs_beside
        on inputs.kpi_id = inputs_beside.kpi_id and placed.beside_table_name = inputs_beside.table_name
    group by inputs.kpi_id, placed.check_id, placed.table_name
)

select * from final
