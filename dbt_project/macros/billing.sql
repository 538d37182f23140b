{#
    The billing periods that a recurring line may have, whatever its source: word -> how many months
    one period lasts, as a fraction (a month is 52/12 weeks). The only place that knows them.
#}
{% macro billing_periods() -%}
    {{ return({
        'weekly': (12, 52),
        'biweekly': (12, 26),
        'monthly': (1, 1),
        'quarterly': (3, 1),
        'per_six_months': (6, 1),
        'annually': (12, 1),
        'per_two_years': (24, 1),
        'per_three_years': (36, 1),
        'per_four_years': (48, 1),
        'per_five_years': (60, 1),
    }) }}
{%- endmacro %}

{# The billing period that a source's word means: 'one_off', a recurring one, or 'unknown' for another word. #}
{% macro billing_period(word) -%}
    {%- set written = 'lower(trim(' ~ word ~ '))' -%}
    case
        when nullif({{ written }}, '') is null then null
        when {{ written }} in ('annual', 'yearly') then 'annually'
        when {{ written }} in ({{ sql_list(['one_off'] + billing_periods().keys() | list) }}) then {{ written }}
        else 'unknown'
    end
{%- endmacro %}

{# How many months one billing period of a source's word lasts; null for one that does not recur. #}
{% macro months_of_billing_period(word) -%}
    case {{ billing_period(word) }}
        {%- for name, (months, parts) in billing_periods().items() %}
        when '{{ name }}' then {{ months }}.0 / {{ parts }}
        {%- endfor %}
    end
{%- endmacro %}

{#
    What `amount` of every `period` is worth a month in the reporting currency, to the cent; null
    without a rate or a known period. In cents before the division: half a cent is exact in a double.
#}
{% macro monthly_amount(amount, rate, period) -%}
    case {{ period }}
        {%- for word, (months, parts) in billing_periods().items() %}
        when '{{ word }}'
            then {%- if months == parts %} {{ in_reporting_currency(amount, rate) }}
            {%- else %} cast(round(
                cast({{ amount }} * {{ rate }} * {{ 100 * parts }} as {{ type_double() }}) / {{ months }}
            ) / 100 as decimal(18, 2))
            {%- endif %}
        {%- endfor %}
    end
{%- endmacro %}

{# Whether `text` is an ISO 8601 duration of whole years, months, weeks and days, as P1Y6M or P10D. #}
{% macro is_duration(text) -%}
    (
        {{ text }} <> 'P'
        and {{ replace_pattern(text, '^P([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?$', '') }} = ''
    )
{%- endmacro %}

{# How many of a unit (Y, M, W, D) an ISO 8601 duration has, as 6 M of P1Y6M; null where it has none. #}
{% macro duration_part(text, unit) -%}
    case
        when {{ text }} like '%{{ unit }}%'
            then {{ safe_cast_to(replace_pattern(replace_pattern(text, unit ~ '.*$', ''), '^.*[^0-9]', ''), 'bigint') }}
    end
{%- endmacro %}
