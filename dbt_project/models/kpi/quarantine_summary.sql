{#
    What figures are made without, without the values: refused rows and values by entity and reason, and
    their share of what the source had of the entity. A row that is refused before anybody knows what
    it would have been counts for each entity that is made from its file.
#}
with refused_values as (
    select * from {{ ref('fct_refused_values') }}
),

{% set counting = var('active_sources') | select('in', var('conformed_sources')) | list -%}
row_counts as (
    {%- for source in counting %}
    {{ 'union all' if not loop.first }}
    select * from {{ ref('stg_' ~ source ~ '__row_counts') }}
    {%- else %}
    select
        cast(null as string) as source,
        cast(null as string) as entity,
        cast(null as bigint) as rows_read,
        cast(null as string) as refused_as
    from (select 1 as nothing) as nothing
    where 1 = 0
    {%- endfor %}
),

placed as (
    select
        coalesce(row_counts.entity, refused_values.entity) as entity,
        refused_values.source,
        refused_values.field,
        refused_values.reason,
        refused_values.refused,
        row_counts.rows_read,
        refused_values.since
    from refused_values
    left join row_counts
        on
            refused_values.source = row_counts.source
            and '|' || row_counts.refused_as || '|' like '%|' || refused_values.entity || '|%'
),

final as (
    select
        entity,
        source,
        field,
        reason,
        cast(sum(refused) as bigint) as refused_rows,
        cast(sum(refused) as {{ type_double() }})
        / nullif(cast(max(rows_read) as {{ type_double() }}), 0) as refused_share,
        min(since) as first_seen_at
    from placed
    group by entity, source, field, reason
)

select * from final
