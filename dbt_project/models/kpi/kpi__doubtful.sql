{#
    Figures that are made of rows that loaded and are wrong, such as keys of no record. A key between two
    entities spoils what is made of both; of a KPI that is made of the one alone, the figures by what the
    other says: a deal's account says its market, and its owner the team. A word that is empty spoils figures
    by that word alone.
#}
{%- set doubting = var('active_sources') | select('equalto', 'files') | list %}
{%- set of_a_rep = ['owner', 'team'] %}
{%- set of_a_company = ['market', 'segment', 'industry'] %}
{%- set of_a_person = of_a_rep + of_a_company + ['channel', 'campaign'] %}
{%- set said_by = {
    'owner_source_key': of_a_rep,
    'rep_source_key': of_a_rep,
    'account_source_key': of_a_company,
    'person_source_key': of_a_person,
    'requester_source_key': of_a_person,
    'opportunity_source_key': of_a_person + ['pipeline'],
    'ticket_source_key': of_a_person,
} %}
{%- set rows = [] %}
{%- for field, saying in said_by.items() %}
{%- for dimension in saying %}
{%- do rows.append("('" ~ field ~ "', '" ~ dimension ~ "')") %}
{%- endfor %}
{%- endfor %}
with inputs as (
    select distinct kpi_id, table_name from {{ ref('kpi__inputs') }}
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
        cast(null as string) as by_dimension,
        cast(null as string) as reason
    from (select 1 as nothing) as nothing
    where 1 = 0
    {%- endfor %}
),

dimensions as (
    select field, dimension
    from
        {% call rows_of({'field': 'string', 'dimension': 'string'}) %}{{ rows | join(', ') }}{% endcall %}
),

placed as (
    select
        source || '.' || entity || '.' || field as check_id,
        field,
        'raw_' || source || '.' || entity as table_name,
        'raw_' || source || '.' || coalesce(nullif(beside, ''), entity) as beside_table_name,
        nullif(by_dimension, '') as by_dimension,
        reason
    from doubts
),

read as (
    select
        inputs.kpi_id,
        placed.check_id,
        placed.field,
        placed.table_name,
        placed.by_dimension,
        inputs_beside.kpi_id is not null and placed.by_dimension is null as is_made_of_both,
        min(placed.reason) as reason
    from placed
    inner join inputs on placed.table_name = inputs.table_name
    left join inputs as inputs_beside
        on inputs.kpi_id = inputs_beside.kpi_id and placed.beside_table_name = inputs_beside.table_name
    group by
        inputs.kpi_id,
        placed.check_id,
        placed.field,
        placed.table_name,
        placed.by_dimension,
        inputs_beside.kpi_id
),

final as (
    select
        kpi_id,
        '*' as dimension,
        check_id,
        table_name,
        reason
    from read
    where is_made_of_both
    union all
    select
        read.kpi_id,
        dimensions.dimension,
        read.check_id,
        read.table_name,
        read.reason
    from read
    inner join dimensions on read.field = dimensions.field
    where not read.is_made_of_both and read.by_dimension is null
    union all
    select
        kpi_id,
        by_dimension as dimension,
        check_id,
        table_name,
        reason
    from read
    where by_dimension is not null
)

select * from final
