{#
    The columns `columns` ({name: type}) of a table of what was closed, which a run writes beside
    dbt. Where no run has written it yet, as in a fresh clone: no row.
#}
{% macro of_closes(table, columns) -%}
    {%- set found = adapter.get_relation(this.database, 'closes', table) -%}
    select
    {%- for name, type in columns.items() %}
        {{ name if found is not none else 'cast(null as ' ~ column_type(type) ~ ') as ' ~ name -}}
        {{ ',' if not loop.last }}
    {%- endfor %}
    {%- if found is not none %}
    from {{ found }}
    {%- else %}
    from (select 1 as nothing) as nothing
    where 1 = 0
    {%- endif %}
{%- endmacro %}
