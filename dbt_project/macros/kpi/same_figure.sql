{# A condition: a row of `one` and a row of `other` are about the same figure. #}
{% macro kpi_same_figure(one, other) -%}
    {{ one }}.kpi_id = {{ other }}.kpi_id
    and {{ one }}.variant = {{ other }}.variant
    and {{ one }}.grain = {{ other }}.grain
    and {{ one }}.period_start = {{ other }}.period_start
    and {{ one }}.dimension = {{ other }}.dimension
    and {{ one }}.dimension_value = {{ other }}.dimension_value
{%- endmacro %}
