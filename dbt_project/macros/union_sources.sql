{#
    The rows of `entity` of every active source, in the columns and types that the contract of the
    calling model declares: so a field of an entity is declared once, there. A source's rows are
    those of its model int_<source>__<entity>; a conformed source has none, as its raw tables
    already have the entity's columns. An amount without a currency has that of the profile for its
    source. Without a source: an empty relation of the declared types, so that all that follows builds.
#}
{% macro union_sources(entity) -%}
    {%- set sources = var('entity_sources').get(entity, []) -%}
    {%- for source_name in sources %}
{{ 'union all' if not loop.first }}
select
        {%- for column in model.columns.values() %}
        {%- set default = var('default_currencies').get(source_name) if column.name == 'currency' %}
    cast({{ "coalesce(nullif(trim(currency), ''), '" ~ default ~ "')" if default else column.name }}
        as {{ column_type(column.data_type) }}) as {{ column.name }}{{ ',' if not loop.last }}
        {%- endfor %}
from
        {%- if source_name in var('conformed_sources') %} {{ source(source_name, entity) }}
        {%- else %} {{ ref('int_' ~ source_name ~ '__' ~ entity) }}
        {%- endif %}
    {%- else -%}
select
        {%- for column in model.columns.values() %}
    cast(null as {{ column_type(column.data_type) }}) as {{ column.name }}{{ ',' if not loop.last }}
        {%- endfor %}
from (select 1 as nothing) as nothing
where 1 = 0
    {%- endfor %}
{%- endmacro %}
