{# A hook for a long statement that nothing runs beside: profiles.yml gives each of two a core. #}
{% macro use_all_cores() -%}
    {{ return(adapter.dispatch('use_all_cores', 'accord')()) }}
{%- endmacro %}

{% macro default__use_all_cores() -%}
{%- endmacro %}

{% macro duckdb__use_all_cores() -%}
    reset threads
{%- endmacro %}
