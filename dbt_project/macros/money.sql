{# `amount` in the reporting currency at `rate`, to the cent; null without a rate. #}
{% macro in_reporting_currency(amount, rate) -%}
    cast(round({{ amount }} * {{ rate }}, 2) as decimal(18, 2))
{%- endmacro %}

{# 1 where there is an amount but no rate for its day. #}
{% macro fx_missing(amount, rate) -%}
    cast(case when {{ amount }} is not null and {{ rate }} is null then 1 else 0 end as bigint)
{%- endmacro %}

{# `amount` times `probability`, to the cent: exactly, for a double may round half a cent down. #}
{% macro weighted(amount, probability) -%}
    cast(round({{ amount }} * cast({{ probability }} as decimal(9, 6)), 2) as decimal(18, 2))
{%- endmacro %}

{#
    What is `share`, a double, of `amount`, to the cent. Through decimals: half a cent goes up, which a
    double may miss by a hair.
#}
{% macro part_of(amount, share) -%}
    round(cast(cast({{ amount }} as {{ type_double() }}) * {{ share }} as decimal(28, 8)), 2)
{%- endmacro %}
