{# A number that changes with any value, or with the number, of the rows of a group; order is free. #}
{% macro rows_fingerprint(expressions) -%}
    {{ return(adapter.dispatch('rows_fingerprint', 'accord')(expressions)) }}
{%- endmacro %}

{% macro default__rows_fingerprint(expressions) -%}
    cast(sum(cast(xxhash64({{ expressions | join(', ') }}) as decimal(38, 0))) as string)
{%- endmacro %}

{% macro duckdb__rows_fingerprint(expressions) -%}
    cast(sum(cast(hash({{ expressions | join(', ') }}) as hugeint)) as string)
{%- endmacro %}
