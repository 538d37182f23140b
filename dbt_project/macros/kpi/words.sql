{# `figure` with `places` decimals, as a text of `language` ('en' or 'fr'). #}
{% macro kpi_number(figure, places, language) -%}
    {%- set text = 'cast(cast(round(' ~ figure ~ ', ' ~ places ~ ') as decimal(28, ' ~ places ~ ')) as string)' -%}
    {%- if language == 'fr' -%}
        replace({{ text }}, '.', ',')
    {%- else -%}
        {{ text }}
    {%- endif -%}
{%- endmacro %}

{# A value in the unit of its KPI, in words: `12.3 %`, `1234 EUR`, `4.5 hours`. #}
{% macro kpi_amount(figure, unit, language) -%}
    {%- set words = {
        'en': {'months': 'months', 'days': 'days', 'hours': 'hours', 'minutes': 'minutes', 'seconds': 'seconds'},
        'fr': {'months': 'mois', 'days': 'jours', 'hours': 'heures', 'minutes': 'minutes', 'seconds': 'secondes'},
    }[language] -%}
    case {{ unit }}
        when 'rate' then {{ kpi_number(figure ~ ' * 100', 1, language) }} || ' %'
        when 'money' then {{ kpi_number(figure, 0, language) }} || ' {{ var("reporting_currency") }}'
        {%- for unit_of_time, word in words.items() %}
        when '{{ unit_of_time }}' then {{ kpi_number(figure, 1, language) }} || ' {{ word }}'
        {%- endfor %}
        when 'count' then {{ kpi_number(figure, 1, language) }}
        else {{ kpi_number(figure, 2, language) }}
    end
{%- endmacro %}

{#
    How a running period does against what of its target is due by now: 'on pace: 48 % reached after
    45 % of the working days'. `status` is the colour, `target_days` what its target is spread over.
#}
{% macro kpi_pace_words(status, reached, gone, target_days, language) -%}
    {%- set words = {
        'en': {
            'green': 'on pace: ', 'orange': 'just behind pace: ', 'red': 'behind pace: ',
            'after': ' % reached after ', 'of': ' % of the ', 'business_days': 'working days', 'calendar': 'days',
        },
        'fr': {
            'green': 'dans le rythme : ', 'orange': 'juste sous le rythme : ', 'red': 'sous le rythme : ',
            'after': ' % atteints après ', 'of': ' % des ', 'business_days': 'jours ouvrés', 'calendar': 'jours',
        },
    }[language] -%}
    case {{ status }}
        when 'green' then {{ text(words.green) }}
        when 'orange' then {{ text(words.orange) }}
        else {{ text(words.red) }}
    end
    || {{ reached }} || {{ text(words.after) }} || {{ gone }} || {{ text(words.of) }}
    || case {{ target_days }}
        when 'calendar' then {{ text(words.calendar) }} else {{ text(words.business_days) }}
    end
{%- endmacro %}

{#
    Where the history begins on `day`, in words: `begins` is 'in' the period, in the 'previous' one or
    in that of the 'previous_year'; null gives null.
#}
{% macro kpi_history_words(begins, day, language) -%}
    {%- set head, places = {
        'en': ['the history begins on ', {
            'in': ', within this period',
            'previous': ', within the period before',
            'previous_year': ', within the same period a year before',
        }],
        'fr': ["l'historique commence le ", {
            'in': ', dans cette période',
            'previous': ', dans la période précédente',
            'previous_year': ", dans la même période de l'année précédente",
        }],
    }[language] -%}
    {{ text(head) }} || cast({{ day }} as string) || case {{ begins }}
        {%- for place, words in places.items() %}
        when '{{ place }}' then {{ text(words) }}
        {%- endfor %}
    end
{%- endmacro %}

{#
    Whether `figure` is at or past `bound` on the good side of a KPI, give or take `tolerance`. What
    only rounding keeps from it is there. `target_is_best` has no far side: it is within `tolerance`.
#}
{% macro kpi_is_good(figure, bound, direction, tolerance='0') -%}
    {%- set slack = '(' ~ tolerance ~ ' + 1e-9 * abs(' ~ bound ~ '))' -%}
    case {{ direction }}
        when 'lower_is_better' then {{ figure }} <= {{ bound }} + {{ slack }}
        when 'higher_is_better' then {{ figure }} >= {{ bound }} - {{ slack }}
        else abs({{ figure }} - {{ bound }}) <= {{ slack }}
    end
{%- endmacro %}
