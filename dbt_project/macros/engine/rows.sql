{#
    Rows that are written down, to select from, as `listed`. `columns` maps names to types; the
    caller gives the rows, each in parentheses, with commas between them.
#}
{% macro rows_of(columns, name='listed') -%}
    {%- set rows = caller() | trim -%}
    {{ return(adapter.dispatch('rows_of', 'accord')(columns, name, rows)) }}
{%- endmacro %}

{% macro default__rows_of(columns, name, rows) -%}
    (values {{ rows }}) as {{ name }} ({{ columns | join(', ') }})
{%- endmacro %}

{# BigQuery takes a row of one column for the value itself. #}
{% macro bigquery__rows_of(columns, name, rows) -%}
    {%- if columns | length == 1 -%}
    (select {{ columns | first }} from unnest([{{ rows }}]) as {{ columns | first }}) as {{ name }}
    {%- else -%}
    unnest(array<struct<
        {%- for column, data_type in columns.items() -%}
            {{ column }} {{ column_type(data_type) }}{{ ', ' if not loop.last }}
        {%- endfor -%}
    >>[{{ rows }}]) as {{ name }}
    {%- endif -%}
{%- endmacro %}

{#
    A select of one row per part of the text `expression`, cut at `separator`: `columns` as they
    are, and the part as `part`. A null text gives no row.
#}
{% macro split_to_rows(columns, expression, separator, relation) -%}
    {{ return(adapter.dispatch('split_to_rows', 'accord')(columns, expression, separator, relation)) }}
{%- endmacro %}

{% macro default__split_to_rows(columns, expression, separator, relation) -%}
    {{ no_implementation('split_to_rows') }}
{%- endmacro %}

{% macro duckdb__split_to_rows(columns, expression, separator, relation) -%}
    select {{ columns | join(', ') }}, unnest(string_split({{ expression }}, '{{ separator }}')) as part
    from {{ relation }}
{%- endmacro %}

{% macro spark__split_to_rows(columns, expression, separator, relation) -%}
    select {{ columns | join(', ') }}, explode(split({{ expression }}, '[{{ separator }}]')) as part
    from {{ relation }}
{%- endmacro %}

{% macro bigquery__split_to_rows(columns, expression, separator, relation) -%}
    select {{ columns | join(', ') }}, part
    from {{ relation }}
    cross join unnest(split({{ expression }}, '{{ separator }}')) as part
{%- endmacro %}

{% macro snowflake__split_to_rows(columns, expression, separator, relation) -%}
    select {{ columns | join(', ') }}, parts.value as part
    from {{ relation }}, lateral split_to_table({{ expression }}, '{{ separator }}') as parts
{%- endmacro %}
