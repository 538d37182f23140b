{#
    A condition: a company meets the ideal-customer rules of the profile. A rule that is not given
    asks nothing; a company of which nobody knows what a rule asks does not meet it.
#}
{% macro is_ideal_customer(employees, industry_key, market_key) -%}
    {%- set rules = var('ideal_customer') -%}
    {%- set asked = [] -%}
    {%- if rules.min_employees is not none -%}
        {%- do asked.append(employees ~ ' >= ' ~ rules.min_employees) -%}
    {%- endif -%}
    {%- if rules.max_employees is not none -%}
        {%- do asked.append(employees ~ ' <= ' ~ rules.max_employees) -%}
    {%- endif -%}
    {%- if rules.industries -%}
        {%- do asked.append(industry_key ~ ' in (' ~ sql_list(rules.industries) ~ ')') -%}
    {%- endif -%}
    {%- if rules.markets -%}
        {%- do asked.append(market_key ~ ' in (' ~ sql_list(rules.markets) ~ ')') -%}
    {%- endif -%}
    ({{ asked | join(' and ') if asked else '1 = 1' }})
{%- endmacro %}
