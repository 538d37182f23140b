{#
    Columns of a record with the fields `filled` ({field: condition}) of which the profile asks those in
    `required`: how many, how many are present and valid, and which are not.
#}
{% macro required_fields(required, filled) -%}
    cast({{ required | length }} as bigint) as required_fields,
    cast(0
        {%- for field in required %} + case when {{ filled[field] }} then 1 else 0 end
        {%- endfor %} as bigint) as filled_fields,
    {% if required -%}
    {{ dbt.concat(required_names(required, filled)) }} as missing_fields
    {%- else -%}
    '' as missing_fields
    {%- endif %}
{%- endmacro %}

{# For each required field its name and a comma where it is missing, else an empty text. #}
{% macro required_names(required, filled) -%}
    {%- set names = ["''"] -%}
    {%- for field in required -%}
        {%- do names.append("case when " ~ filled[field] ~ " then '' else '" ~ field ~ ", ' end") -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}
