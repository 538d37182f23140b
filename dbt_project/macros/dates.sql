{# Days and instants in the project's words, by dbt's macros and those of engine/. #}

{# The day `n` days after the day `day`. #}
{% macro add_days_to_date(day, n) -%}
    cast({{ dbt.dateadd('day', '(' ~ n ~ ')', day) }} as date)
{%- endmacro %}

{# The day `n` months after the day `day`; the last of the month where that day does not exist. #}
{% macro add_months(day, n) -%}
    cast({{ dbt.dateadd('month', '(' ~ n ~ ')', day) }} as date)
{%- endmacro %}

{# Whole days from the day `a` to the day `b`. #}
{% macro whole_days_between(a, b) -%}
    cast({{ dbt.datediff(a, b, 'day') }} as bigint)
{%- endmacro %}

{# The first day of the calendar week, month, quarter or year that holds `day`. #}
{% macro first_day_of(period, day) -%}
    cast({{ dbt.date_trunc(period, day) }} as date)
{%- endmacro %}

{# Year of the ISO week of a day: that of its Thursday. #}
{% macro iso_year(day) -%}
    cast(extract(year from {{ add_days_to_date(day, '4 - ' ~ iso_weekday(day)) }}) as bigint)
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
    (cast({{ microseconds_between(a, b) }} as {{ type_double() }}) / 3600000000)
{%- endmacro %}

{# Days of 24 hours from `a` to `b`, with their fraction. #}
{% macro days_between(a, b) -%}
    ({{ hours_between(a, b) }} / 24)
{%- endmacro %}

{# The instant `n` times 24 hours after `ts`. #}
{% macro add_days(ts, n) -%}
    {{ add_seconds(ts, 'cast(' ~ n ~ ' as bigint) * 86400') }}
{%- endmacro %}

{# Months since year 0 of a day: the difference of two counts the month ends between them. #}
{% macro month_number(day) -%}
    (extract(year from {{ day }}) * 12 + extract(month from {{ day }}))
{%- endmacro %}
