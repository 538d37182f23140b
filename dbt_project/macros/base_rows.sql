{#
    The rows of a raw table that already has the shape of base entity `entity`, in the columns and
    types that the contract of `base_<entity>` declares: so a new field is declared once, there.
#}
{% macro base_rows(source_name, entity) -%}
    {%- set raw = source(source_name, entity) -%}
    {#- The graph is whole only once all models are parsed. -#}
    {%- if execute -%}
        {%- set shape = graph.nodes['model.' ~ project_name ~ '.base_' ~ entity] -%}
select
        {%- for column in shape.columns.values() %}
    cast({{ column.name }} as {{ column.data_type }}) as {{ column.name }}{{ ',' if not loop.last }}
        {%- endfor %}
from {{ raw }}
    {%- endif -%}
{%- endmacro %}
