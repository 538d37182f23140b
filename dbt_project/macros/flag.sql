{# A condition as a measure: 1 where it holds, 0 where it does not or is not known. #}
{% macro flag(condition) -%}
    cast(case when {{ condition }} then 1 else 0 end as bigint)
{%- endmacro %}
