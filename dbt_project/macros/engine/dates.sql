{# The day `n` days after the day `day`. #}
{% macro add_days_to_date(day, n) -%}
    {{ return(adapter.dispatch('add_days_to_date', 'accord')(day, n)) }}
{%- endmacro %}

{% macro default__add_days_to_date(day, n) -%}
    date_add({{ day }}, {{ n }})
{%- endmacro %}

{% macro duckdb__add_days_to_date(day, n) -%}
    ({{ day }} + cast({{ n }} as integer))
{%- endmacro %}

{# The day `n` months after the day `day`; the last of the month where that day does not exist. #}
{% macro add_months(day, n) -%}
    {{ return(adapter.dispatch('add_months', 'accord')(day, n)) }}
{%- endmacro %}

{% macro default__add_months(day, n) -%}
    add_months({{ day }}, {{ n }})
{%- endmacro %}

{% macro duckdb__add_months(day, n) -%}
    cast({{ day }} + to_months(cast({{ n }} as integer)) as date)
{%- endmacro %}

{# Whole days from the day `a` to the day `b`. #}
{% macro whole_days_between(a, b) -%}
    {{ return(adapter.dispatch('whole_days_between', 'accord')(a, b)) }}
{%- endmacro %}

{% macro default__whole_days_between(a, b) -%}
    datediff({{ b }}, {{ a }})
{%- endmacro %}

{% macro duckdb__whole_days_between(a, b) -%}
    date_diff('day', {{ a }}, {{ b }})
{%- endmacro %}

{# ISO weekday of a day: 1 for Monday to 7 for Sunday. #}
{% macro iso_weekday(day) -%}
    {{ return(adapter.dispatch('iso_weekday', 'accord')(day)) }}
{%- endmacro %}

{% macro default__iso_weekday(day) -%}
    cast(extract(dayofweek_iso from {{ day }}) as bigint)
{%- endmacro %}

{% macro duckdb__iso_weekday(day) -%}
    cast(extract(isodow from {{ day }}) as bigint)
{%- endmacro %}

{# ISO week of a day: 1 to 53. #}
{% macro iso_week(day) -%}
    cast(extract(week from {{ day }}) as bigint)
{%- endmacro %}

{# Year of the ISO week of a day: that of its Thursday. #}
{% macro iso_year(day) -%}
    cast(extract(year from {{ add_days_to_date(day, '4 - ' ~ iso_weekday(day)) }}) as bigint)
{%- endmacro %}

{# A select of every `day` from `first_day` to `last_day`, columns of the one row of `relation`. #}
{% macro date_spine(first_day, last_day, relation) -%}
    {{ return(adapter.dispatch('date_spine', 'accord')(first_day, last_day, relation)) }}
{%- endmacro %}

{% macro default__date_spine(first_day, last_day, relation) -%}
    select explode(sequence({{ first_day }}, {{ last_day }}, interval 1 day)) as day from {{ relation }}
{%- endmacro %}

{% macro duckdb__date_spine(first_day, last_day, relation) -%}
    select cast(unnest(generate_series({{ first_day }}, {{ last_day }}, interval 1 day)) as date) as day
    from {{ relation }}
{%- endmacro %}
