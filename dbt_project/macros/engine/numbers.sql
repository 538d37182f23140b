{# The value below which `share` (0 to 1) of a group lies, between its two neighbours; without nulls. #}
{% macro percentile(expression, share) -%}
    {{ return(adapter.dispatch('percentile', 'accord')(expression, share)) }}
{%- endmacro %}

{% macro default__percentile(expression, share) -%}
    percentile_cont({{ share }}) within group (order by {{ expression }})
{%- endmacro %}

{# BigQuery's percentile_cont is no aggregate. #}
{% macro bigquery__percentile(expression, share) -%}
    {%- set sorted = 'array_agg(' ~ expression ~ ' ignore nulls order by ' ~ expression ~ ')' -%}
    {%- set place = '(' ~ share ~ ' * (count(' ~ expression ~ ') - 1))' -%}
    {%- set below = 'cast(floor(' ~ place ~ ') as int64)' -%}
    {%- set above = 'cast(ceil(' ~ place ~ ') as int64)' -%}
    (
        {{ sorted }}[safe_offset({{ below }})]
        + ({{ sorted }}[safe_offset({{ above }})] - {{ sorted }}[safe_offset({{ below }})])
        * ({{ place }} - floor({{ place }}))
    )
{%- endmacro %}

{# A number from 0 up to, not with, 1 that only the text decides: its hash's first 8 digits. #}
{% macro hash_fraction(expression) -%}
    {{ return(adapter.dispatch('hash_fraction', 'accord')(expression)) }}
{%- endmacro %}

{% macro default__hash_fraction(expression) -%}
    {{ no_implementation('hash_fraction') }}
{%- endmacro %}

{% macro duckdb__hash_fraction(expression) -%}
    (cast(cast('0x' || substring(md5({{ expression }}), 1, 8) as bigint) as double) / 4294967296)
{%- endmacro %}

{% macro spark__hash_fraction(expression) -%}
    (cast(conv(substring(md5({{ expression }}), 1, 8), 16, 10) as double) / 4294967296)
{%- endmacro %}

{% macro bigquery__hash_fraction(expression) -%}
    (cast(cast('0x' || substring(to_hex(md5({{ expression }})), 1, 8) as int64) as float64) / 4294967296)
{%- endmacro %}

{% macro snowflake__hash_fraction(expression) -%}
    (cast(to_number(substring(md5({{ expression }}), 1, 8), 'XXXXXXXX') as double) / 4294967296)
{%- endmacro %}

{# A number that changes with any value, or with the number, of the rows of a group; order is free. #}
{% macro rows_fingerprint(expressions) -%}
    {{ return(adapter.dispatch('rows_fingerprint', 'accord')(expressions)) }}
{%- endmacro %}

{% macro default__rows_fingerprint(expressions) -%}
    {{ no_implementation('rows_fingerprint') }}
{%- endmacro %}

{% macro duckdb__rows_fingerprint(expressions) -%}
    cast(sum(cast(hash({{ expressions | join(', ') }}) as hugeint)) as string)
{%- endmacro %}

{# Spark's hash passes over nulls: which columns they are in counts too. #}
{% macro spark__rows_fingerprint(expressions) -%}
    cast(sum(cast(xxhash64(
        {%- for expression in expressions -%}
            {{ expression }}, {{ expression }} is null{{ ', ' if not loop.last }}
        {%- endfor -%}
    ) as decimal(38, 0))) as string)
{%- endmacro %}

{% macro bigquery__rows_fingerprint(expressions) -%}
    cast(sum(cast(farm_fingerprint(to_json_string(struct({{ expressions | join(', ') }}))) as bignumeric)) as string)
{%- endmacro %}

{% macro snowflake__rows_fingerprint(expressions) -%}
    cast(hash_agg({{ expressions | join(', ') }}) as string)
{%- endmacro %}
