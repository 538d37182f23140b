{# How many intervals a day has at most, by the profile: lunch breaks make two. #}
{% macro intervals_of_a_day() -%}
    {%- set counts = [1] -%}
    {%- for intervals in var('business_hours').values() -%}
        {%- do counts.append(intervals | length) -%}
    {%- endfor -%}
    {{ return(counts | max) }}
{%- endmacro %}

{# The business clock's `reading` (HH:MM) of a day; 24:00 is the end of the day. #}
{% macro clock_reading(day, reading) -%}
    {%- if reading == '24:00' -%}
    cast({{ add_days_to_date(day, 1) }} as timestamp)
    {%- else -%}
    cast(cast({{ day }} as string) || ' {{ reading }}:00' as timestamp)
    {%- endif -%}
{%- endmacro %}

{#
    Open minutes up to the instant `ts`, where `day` is the row of business_calendar for its day.
    The difference of two such counts is the open time between two instants.
#}
{% macro business_minutes_until(ts, day) -%}
    ({{ day }}.minutes_before
    {%- if intervals_of_a_day() == 1 %} + greatest(0, least(
        {{ day }}.business_minutes, {{ hours_between(day ~ '.opens_at', ts) }} * 60
    ))
    {%- else %}
    {%- for number in range(1, intervals_of_a_day() + 1) %} + greatest(0, least(
        {{ day }}.minutes_{{ number }}, {{ hours_between(day ~ '.opens_' ~ number ~ '_at', ts) }} * 60
    ))
    {%- endfor %}
    {%- endif %})
{%- endmacro %}

{# Open hours from `a` to `b`, given their rows of business_calendar; null where either is. #}
{% macro business_hours_between(a, day_a, b, day_b) -%}
    (({{ business_minutes_until(b, day_b) }} - {{ business_minutes_until(a, day_a) }}) / 60)
{%- endmacro %}
