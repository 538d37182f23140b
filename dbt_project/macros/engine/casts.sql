{#
    A cast that gives null where the text is not a value of the type. dbt's own `safe_cast` is a
    plain cast on DuckDB and Spark.
#}
{% macro safe_cast_to(expression, type) -%}
    {{ return(adapter.dispatch('safe_cast_to', 'accord')(expression, type)) }}
{%- endmacro %}

{% macro default__safe_cast_to(expression, type) -%}
    try_cast({{ expression }} as {{ type }})
{%- endmacro %}

{% macro bigquery__safe_cast_to(expression, type) -%}
    safe_cast({{ expression }} as {{ column_type(type) }})
{%- endmacro %}

{# A type of a contract by its name on this engine; contracts are written in DuckDB's and Spark's. #}
{% macro column_type(data_type) -%}
    {{ return(adapter.dispatch('column_type', 'accord')(data_type)) }}
{%- endmacro %}

{% macro default__column_type(data_type) -%}
    {{ return(data_type) }}
{%- endmacro %}

{% macro bigquery__column_type(data_type) -%}
    {{ return('float64' if data_type == 'double' else data_type) }}
{%- endmacro %}

{# The floating point number of 8 bytes; dbt's own `type_float` has 4 on DuckDB and Spark. #}
{% macro type_double() -%}
    {{ return(column_type('double')) }}
{%- endmacro %}
