{# Of a group, the value of the first row that has one, in the order of `rank`. #}
{% macro first_known(expression, rank) -%}
    min_by({{ expression }}, case when {{ expression }} is not null then {{ rank }} end)
{%- endmacro %}
