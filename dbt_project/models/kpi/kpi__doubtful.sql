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

-- A variant with inputs of its own is made of these and of all that its KPI is made of.
alone as (
    select distinct kpi_id, variant
    from inputs
    where variant <> '*'
),

made_of as (
    select kpi_id, variant, table_name
    from inputs
    union all
    select inputs.kpi_id, alone.variant, inputs.table_name
    from inputs
    inner join alone on inputs.kpi_id = alone.kpi_id
    where inputs.variant = '*'
),

read as (
    select
        made_of.kpi_id,
        made_of.variant,
        placed.check_id,
        placed.field,
        placed.table_name,
        placed.by_dimension,
        made_beside.kpi_id is not null and placed.by_dimension is null as is_made_of_both,
        min(placed.reason) as reason
    from placed
    inner join made_of on placed.table_name = made_of.table_name
    left join made_of as made_beside
        on
            made_of.kpi_id = made_beside.kpi_id
            and made_of.variant = made_beside.variant
            and placed.beside_table_name = made_beside.table_name
    group by
        made_of.kpi_id,
        made_of.variant,
        placed.check_id,
        placed.field,
        placed.table_name,
        placed.by_dimension,
        made_beside.kpi_id
),

every as (
    select
        kpi_id,
        variant,
        '*' as dimension,
        check_id,
        table_name,
        reason
    from read
    where is_made_of_both
    union all
    select
        read.kpi_id,
        read.variant,
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
        variant,
        by_dimension as dimension,
        check_id,
        table_name,
        reason
    from read
    where by_dimension is not null
),

-- What is said of a KPI is said of all its variants.
final as (
    select every.*
    from every
    left join every as of_all
        on
            every.kpi_id = of_all.kpi_id
            and every.dimension = of_all.dimension
            and every.check_id = of_all.check_id
            and of_all.variant = '*'
    where every.variant = '*' or of_all.kpi_id is null
)

select * from final
