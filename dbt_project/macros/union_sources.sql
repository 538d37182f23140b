{#
    The rows of `entity` of every active source, in the columns that the calling model declares.
    Without a source: an empty relation of the declared types, so that all that follows builds.
#}
{% macro union_sources(entity) -%}
    {%- set sources = var('entity_sources').get(entity, []) -%}
    {%- for source in sources %}
{{ 'union all' if not loop.first }}
select
        {%- for column in model.columns.values() %}
    {{ column.name }}{{ ',' if not loop.last }}
        {%- endfor %}
from {{ ref('int_' ~ source ~ '__' ~ entity) }}
    {%- else -%}
select
        {%- for column in model.columns.values() %}
    cast(null as {{ column.data_type }}) as {{ column.name }}{{ ',' if not loop.last }}
        {%- endfor %}
where 1 = 0
    {%- endfor %}
{%- endmacro %}
