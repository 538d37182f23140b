{# `figure` cut to 0 and 1; null where it is not known. #}
{% macro clamped(figure) -%}
    case when {{ figure }} is not null then least(greatest({{ figure }}, 0), 1) end
{%- endmacro %}

{# Weighted mean, from 0 to 100, of the columns `<part>_part` that are known; null where none is. #}
{% macro deal_quality_score(weights) -%}
    100 * (
        {%- for part, weight in weights.items() %}
        {{- ' + ' if not loop.first }}{{ weight }} * coalesce({{ part }}_part, 0)
        {%- endfor -%}
    ) / nullif(
        {%- for part, weight in weights.items() %}
        {{- ' + ' if not loop.first }}case when {{ part }}_part is null then 0 else {{ weight }} end
        {%- endfor -%}
        , 0
    )
{%- endmacro %}
