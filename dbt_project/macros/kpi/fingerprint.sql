{# What the figures depend on beside facts and definitions: another value recomputes everything. #}
{% macro kpi_settings() -%}
    {{ return(tojson({
        'fiscal_year_start_month': var('fiscal_year_start_month'),
        'windows': var('windows'),
        'trend': var('trend'),
        'entities': var('entity_sources').keys() | sort,
    }, sort_keys=true)) }}
{%- endmacro %}
