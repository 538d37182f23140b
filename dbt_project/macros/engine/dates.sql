{# ISO weekday of a day: 1 for Monday to 7 for Sunday. #}
{% macro iso_weekday(day) -%}
    {{ return(adapter.dispatch('iso_weekday', 'accord')(day)) }}
{%- endmacro %}

{% macro default__iso_weekday(day) -%}
    {{ no_implementation('iso_weekday') }}
{%- endmacro %}

{% macro duckdb__iso_weekday(day) -%}
    cast(extract(isodow from {{ day }}) as bigint)
{%- endmacro %}

{% macro spark__iso_weekday(day) -%}
    cast(extract(dayofweek_iso from {{ day }}) as bigint)
{%- endmacro %}

{% macro bigquery__iso_weekday(day) -%}
    (mod(extract(dayofweek from {{ day }}) + 5, 7) + 1)
{%- endmacro %}

{% macro snowflake__iso_weekday(day) -%}
    cast(extract(dayofweekiso from {{ day }}) as bigint)
{%- endmacro %}

{# ISO week of a day: 1 to 53. #}
{% macro iso_week(day) -%}
    {{ return(adapter.dispatch('iso_week', 'accord')(day)) }}
{%- endmacro %}

{% macro default__iso_week(day) -%}
    {{ no_implementation('iso_week') }}
{%- endmacro %}

{% macro duckdb__iso_week(day) -%}
    cast(extract(week from {{ day }}) as bigint)
{%- endmacro %}

{% macro spark__iso_week(day) -%}
    cast(extract(week from {{ day }}) as bigint)
{%- endmacro %}

{% macro bigquery__iso_week(day) -%}
    extract(isoweek from {{ day }})
{%- endmacro %}

{% macro snowflake__iso_week(day) -%}
    cast(extract(weekiso from {{ day }}) as bigint)
{%- endmacro %}

{#
    A select of every `day` from `first_day` to `last_day`, columns of the one row of `relation`.
    dbt's own `date_spine` wants days that are known before the statement runs.
#}
{% macro days_between_columns(first_day, last_day, relation) -%}
    {{ return(adapter.dispatch('days_between_columns', 'accord')(first_day, last_day, relation)) }}
{%- endmacro %}

{% macro default__days_between_columns(first_day, last_day, relation) -%}
    {{ no_implementation('days_between_columns') }}
{%- endmacro %}

{% macro duckdb__days_between_columns(first_day, last_day, relation) -%}
    select cast(unnest(generate_series({{ first_day }}, {{ last_day }}, interval 1 day)) as date) as day
    from {{ relation }}
{%- endmacro %}

{% macro spark__days_between_columns(first_day, last_day, relation) -%}
    select explode(sequence({{ first_day }}, {{ last_day }}, interval 1 day)) as day
    from {{ relation }}
{%- endmacro %}

{% macro bigquery__days_between_columns(first_day, last_day, relation) -%}
    select day
    from {{ relation }}
    cross join unnest(generate_date_array({{ first_day }}, {{ last_day }})) as day
{%- endmacro %}

{% macro snowflake__days_between_columns(first_day, last_day, relation) -%}
    select dateadd(day, cast(numbers.value as integer), {{ first_day }}) as day
    from {{ relation }},
        lateral flatten(array_generate_range(0, datediff(day, {{ first_day }}, {{ last_day }}) + 1)) as numbers
{%- endmacro %}
