{#
    The probability of an open deal at a time: its own where its history says one, else that of the
    stage it was in. Today's own value counts only in the stage that the deal is in today, and where
    that stage carries none: in earlier stages it would be hindsight.
#}
{% macro probability_then(own, of_stage, is_latest_stage, today) -%}
    coalesce({{ own }}, {{ of_stage }}, case when {{ is_latest_stage }} then {{ today }} end)
{%- endmacro %}
