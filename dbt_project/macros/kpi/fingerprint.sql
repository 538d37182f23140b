{# A number that changes with any value, or with the number, of the rows of a group; order is free. #}
{% macro rows_fingerprint(expressions) -%}
    {{ return(adapter.dispatch('rows_fingerprint', 'accord')(expressions)) }}
{%- endmacro %}

{% macro default__rows_fingerprint(expressions) -%}
    cast(sum(cast(xxhash64({{ expressions | join(', ') }}) as decimal(38, 0))) as string)
{%- endmacro %}

{% macro duckdb__rows_fingerprint(expressions) -%}
    cast(sum(cast(hash({{ expressions | join(', ') }}) as hugeint)) as varchar)
{%- endmacro %}

{# What the figures depend on beside facts and definitions: another value recomputes everything. #}
{% macro kpi_settings() -%}
    {{ return(tojson({
        'fiscal_year_start_month': var('fiscal_year_start_month'),
        'windows': var('windows'),
        'trend': var('trend'),
        'entities': var('entity_sources').keys() | sort,
    }, sort_keys=true) | replace("'", "''")) }}
{%- endmacro %}
