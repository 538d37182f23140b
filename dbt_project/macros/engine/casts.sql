{# A cast that gives null where the text is not a value of the type. #}
{% macro safe_cast_to(expression, type) -%}
    {{ return(adapter.dispatch('safe_cast_to', 'accord')(expression, type)) }}
{%- endmacro %}

{% macro default__safe_cast_to(expression, type) -%}
    try_cast({{ expression }} as {{ type }})
{%- endmacro %}
