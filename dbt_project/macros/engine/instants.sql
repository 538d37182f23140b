{# Instants: timestamps without zone, in UTC. Days: dates of the business time zone. #}

{# The clock of the business time zone at the UTC instant `ts`. #}
{% macro local_timestamp(ts) -%}
    {{ return(adapter.dispatch('local_timestamp', 'accord')(ts)) }}
{%- endmacro %}

{% macro default__local_timestamp(ts) -%}
    from_utc_timestamp({{ ts }}, '{{ var("time_zone") }}')
{%- endmacro %}

{% macro duckdb__local_timestamp(ts) -%}
    timezone('{{ var("time_zone") }}', timezone('UTC', {{ ts }}))
{%- endmacro %}

{# The UTC instant at which the business clock shows `ts`. #}
{% macro utc_timestamp(ts) -%}
    {{ return(adapter.dispatch('utc_timestamp', 'accord')(ts)) }}
{%- endmacro %}

{% macro default__utc_timestamp(ts) -%}
    to_utc_timestamp({{ ts }}, '{{ var("time_zone") }}')
{%- endmacro %}

{% macro duckdb__utc_timestamp(ts) -%}
    timezone('UTC', timezone('{{ var("time_zone") }}', {{ ts }}))
{%- endmacro %}

{# The business day of the UTC instant `ts`. #}
{% macro business_date(ts) -%}
    cast({{ local_timestamp(ts) }} as date)
{%- endmacro %}

{# The UTC instant at which the business day `day` begins. #}
{% macro day_start(day) -%}
    {{ utc_timestamp('cast(' ~ day ~ ' as timestamp)') }}
{%- endmacro %}

{# Hours from `a` to `b`, with their fraction. #}
{% macro hours_between(a, b) -%}
    {{ return(adapter.dispatch('hours_between', 'accord')(a, b)) }}
{%- endmacro %}

{% macro default__hours_between(a, b) -%}
    (cast(unix_micros({{ b }}) - unix_micros({{ a }}) as double) / 3600000000)
{%- endmacro %}

{% macro duckdb__hours_between(a, b) -%}
    (cast(date_diff('microsecond', {{ a }}, {{ b }}) as double) / 3600000000)
{%- endmacro %}

{# Days of 24 hours from `a` to `b`, with their fraction. #}
{% macro days_between(a, b) -%}
    ({{ hours_between(a, b) }} / 24)
{%- endmacro %}

{# The instant `n` times 24 hours after `ts`. #}
{% macro add_days(ts, n) -%}
    {{ return(adapter.dispatch('add_days', 'accord')(ts, n)) }}
{%- endmacro %}

{% macro default__add_days(ts, n) -%}
    ({{ ts }} + {{ n }} * interval '24' hour)
{%- endmacro %}

{% macro duckdb__add_days(ts, n) -%}
    ({{ ts }} + to_hours(24 * cast({{ n }} as bigint)))
{%- endmacro %}
