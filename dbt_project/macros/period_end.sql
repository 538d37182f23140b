{# 1 where `day` is the last day of the period before `next_start`, or the last day known. #}
{% macro is_period_end(day, next_start) -%}
    cast(case
        when {{ day }} = least({{ add_days_to_date(next_start, -1) }}, {{ as_of() }}) then 1 else 0
    end as bigint)
{%- endmacro %}
