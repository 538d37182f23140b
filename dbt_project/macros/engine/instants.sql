{#
    Instants are timestamps whose clock is UTC; days are dates of the business time zone. On
    BigQuery both clocks are of type timestamp, so that they compare.
#}

{# The clock of the business time zone at the UTC instant `ts`. #}
{% macro local_timestamp(ts) -%}
    {{ return(adapter.dispatch('local_timestamp', 'accord')(ts)) }}
{%- endmacro %}

{% macro default__local_timestamp(ts) -%}
    {{ no_implementation('local_timestamp') }}
{%- endmacro %}

{% macro duckdb__local_timestamp(ts) -%}
    timezone('{{ var("time_zone") }}', timezone('UTC', {{ ts }}))
{%- endmacro %}

{% macro spark__local_timestamp(ts) -%}
    from_utc_timestamp({{ ts }}, '{{ var("time_zone") }}')
{%- endmacro %}

{% macro bigquery__local_timestamp(ts) -%}
    timestamp(datetime({{ ts }}, '{{ var("time_zone") }}'))
{%- endmacro %}

{% macro snowflake__local_timestamp(ts) -%}
    convert_timezone('UTC', '{{ var("time_zone") }}', {{ ts }})
{%- endmacro %}

{# The UTC instant at which the business clock shows `ts`. #}
{% macro utc_timestamp(ts) -%}
    {{ return(adapter.dispatch('utc_timestamp', 'accord')(ts)) }}
{%- endmacro %}

{% macro default__utc_timestamp(ts) -%}
    {{ no_implementation('utc_timestamp') }}
{%- endmacro %}

{% macro duckdb__utc_timestamp(ts) -%}
    timezone('UTC', timezone('{{ var("time_zone") }}', {{ ts }}))
{%- endmacro %}

{% macro spark__utc_timestamp(ts) -%}
    to_utc_timestamp({{ ts }}, '{{ var("time_zone") }}')
{%- endmacro %}

{% macro bigquery__utc_timestamp(ts) -%}
    timestamp(datetime({{ ts }}), '{{ var("time_zone") }}')
{%- endmacro %}

{% macro snowflake__utc_timestamp(ts) -%}
    convert_timezone('{{ var("time_zone") }}', 'UTC', {{ ts }})
{%- endmacro %}

{# The UTC instant at which the clock of `zone`, a column with an IANA name, shows `ts`. #}
{% macro utc_timestamp_in(ts, zone) -%}
    {{ return(adapter.dispatch('utc_timestamp_in', 'accord')(ts, zone)) }}
{%- endmacro %}

{% macro default__utc_timestamp_in(ts, zone) -%}
    {{ no_implementation('utc_timestamp_in') }}
{%- endmacro %}

{% macro duckdb__utc_timestamp_in(ts, zone) -%}
    timezone('UTC', timezone({{ zone }}, {{ ts }}))
{%- endmacro %}

{% macro spark__utc_timestamp_in(ts, zone) -%}
    to_utc_timestamp({{ ts }}, {{ zone }})
{%- endmacro %}

{% macro bigquery__utc_timestamp_in(ts, zone) -%}
    timestamp(datetime({{ ts }}), {{ zone }})
{%- endmacro %}

{% macro snowflake__utc_timestamp_in(ts, zone) -%}
    convert_timezone({{ zone }}, 'UTC', {{ ts }})
{%- endmacro %}

{# Microseconds from `a` to `b`; dbt's own `datediff` reads them from a text on Spark. #}
{% macro microseconds_between(a, b) -%}
    {{ return(adapter.dispatch('microseconds_between', 'accord')(a, b)) }}
{%- endmacro %}

{% macro default__microseconds_between(a, b) -%}
    {{ dbt.datediff(a, b, 'microsecond') }}
{%- endmacro %}

{% macro duckdb__microseconds_between(a, b) -%}
    date_diff('microsecond', {{ a }}, {{ b }})
{%- endmacro %}

{% macro spark__microseconds_between(a, b) -%}
    (unix_micros({{ b }}) - unix_micros({{ a }}))
{%- endmacro %}

{% macro bigquery__microseconds_between(a, b) -%}
    timestamp_diff({{ b }}, {{ a }}, microsecond)
{%- endmacro %}

{#
    The instant `n` seconds after `ts`. dbt's own `dateadd` cuts fractions of a second on Spark and
    makes a datetime of a timestamp on BigQuery.
#}
{% macro add_seconds(ts, n) -%}
    {{ return(adapter.dispatch('add_seconds', 'accord')(ts, n)) }}
{%- endmacro %}

{% macro default__add_seconds(ts, n) -%}
    {{ dbt.dateadd('second', n, ts) }}
{%- endmacro %}

{% macro duckdb__add_seconds(ts, n) -%}
    ({{ ts }} + to_seconds({{ n }}))
{%- endmacro %}

{% macro spark__add_seconds(ts, n) -%}
    ({{ ts }} + ({{ n }}) * interval 1 second)
{%- endmacro %}

{% macro bigquery__add_seconds(ts, n) -%}
    timestamp_add({{ ts }}, interval {{ n }} second)
{%- endmacro %}
