{#
    A condition: a company meets the ideal-customer rules of the profile. A rule that is not given
    asks nothing; a company of which nobody knows what a rule asks does not meet it.
#}
{% macro is_ideal_customer(employees, industry_key, market_key) -%}
    {%- set asked = ideal_customer_rules(employees, industry_key, market_key).values() | list -%}
    ({{ asked | join(' and ') if asked else '1 = 1' }})
{%- endmacro %}

{# A condition: nobody knows whether a company meets the rules, for it may, by all that is known of it. #}
{% macro may_be_ideal_customer(employees, industry_key, market_key) -%}
    {%- set unknown = {
        'employees': employees ~ ' is null',
        'industry': industry_key ~ " = 'unknown'",
        'market': market_key ~ " = 'unknown'",
    } -%}
    {%- set asked = [] -%}
    {%- for name, rule in ideal_customer_rules(employees, industry_key, market_key).items() -%}
        {%- do asked.append('(' ~ unknown[name] ~ ' or ' ~ rule ~ ')') -%}
    {%- endfor -%}
    (not coalesce({{ is_ideal_customer(employees, industry_key, market_key) }}, false)
    and {{ asked | join(' and ') if asked else '1 = 1' }})
{%- endmacro %}

{# The rules that the profile gives, as conditions, by what they ask of a company. #}
{% macro ideal_customer_rules(employees, industry_key, market_key) -%}
    {%- set rules = var('ideal_customer') -%}
    {%- set asked = {} -%}
    {%- set sizes = [] -%}
    {%- if rules.min_employees is not none -%}
        {%- do sizes.append(employees ~ ' >= ' ~ rules.min_employees) -%}
    {%- endif -%}
    {%- if rules.max_employees is not none -%}
        {%- do sizes.append(employees ~ ' <= ' ~ rules.max_employees) -%}
    {%- endif -%}
    {%- if sizes -%}
        {%- do asked.update({'employees': '(' ~ sizes | join(' and ') ~ ')'}) -%}
    {%- endif -%}
    {%- if rules.industries -%}
        {%- do asked.update({'industry': industry_key ~ ' in (' ~ sql_list(rules.industries) ~ ')'}) -%}
    {%- endif -%}
    {%- if rules.markets -%}
        {%- do asked.update({'market': market_key ~ ' in (' ~ sql_list(rules.markets) ~ ')'}) -%}
    {%- endif -%}
    {{ return(asked) }}
{%- endmacro %}
