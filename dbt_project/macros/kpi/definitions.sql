{#
    Why a KPI has no rows: a SQL text, or null where it has. A KPI needs every base entity that its
    facts name, and an entity is there when an active source feeds it; of `a|b` either is enough.
#}
{% macro kpi_inactive_reason(entities) -%}
    {%- set missing = [] -%}
    {%- set fed = var('entity_sources').keys() -%}
    {%- for entity in entities if not fed | select('in', entity.split('|')) | list -%}
        {%- do missing.append(entity | replace('|', ' or ')) -%}
    {%- endfor -%}
    {%- if missing -%}
        'no active source feeds {{ missing | join(", ") }}'
    {%- else -%}
        cast(null as string)
    {%- endif -%}
{%- endmacro %}

{# Days of a window of the company profile; 0 for a KPI that waits for none. #}
{% macro kpi_window_days(setting) -%}
    {%- if not setting -%}
        0
    {%- elif setting in var('windows') -%}
        {{ var('windows')[setting] }}
    {%- else -%}
        {%- set known = var('windows').keys() | join(', ') -%}
        {{ exceptions.raise_compiler_error(
            "window '" ~ setting ~ "' of a metric file is not in the profile: name one of " ~ known
        ) }}
    {%- endif -%}
{%- endmacro %}

{# `figure`, or 0 where it is null and `condition` says that no event means none. #}
{% macro kpi_or_zero(figure, condition) -%}
    case when {{ figure }} is null and {{ condition }} then 0 else {{ figure }} end
{%- endmacro %}
