{# The last business day that the figures know. #}
{% macro as_of() -%}
    cast('{{ var("as_of") }}' as date)
{%- endmacro %}

{# The UTC instant at which the day after as_of begins: what happens from then on is not known yet. #}
{% macro as_of_end() -%}
    {{ day_start(add_days_to_date(as_of(), 1)) }}
{%- endmacro %}
