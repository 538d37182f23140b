{#
    Open minutes up to the instant `ts`, where `day` is the row of business_calendar for its day.
    The difference of two such counts is the open time between two instants.
#}
{% macro business_minutes_until(ts, day) -%}
    ({{ day }}.minutes_before + greatest(0, least(
        {{ day }}.business_minutes, {{ hours_between(day ~ '.opens_at', ts) }} * 60
    )))
{%- endmacro %}

{# Open hours from `a` to `b`, given their rows of business_calendar; null where either is. #}
{% macro business_hours_between(a, day_a, b, day_b) -%}
    (({{ business_minutes_until(b, day_b) }} - {{ business_minutes_until(a, day_a) }}) / 60)
{%- endmacro %}
