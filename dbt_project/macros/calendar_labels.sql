{# Names of the months, from January on, in `language` (en or fr). #}
{% macro month_names(language) -%}
    {{ return({
        'en': ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September',
            'October', 'November', 'December'],
        'fr': ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre',
            'octobre', 'novembre', 'décembre'],
    }[language]) }}
{%- endmacro %}

{# Names of the weekdays, from Monday on, in `language` (en or fr). #}
{% macro weekday_names(language) -%}
    {{ return({
        'en': ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
        'fr': ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
    }[language]) }}
{%- endmacro %}

{# The name at place `number`, from 1, of `names`. #}
{% macro nth_name(number, names) -%}
    case {{ number }}
        {%- for name in names %}
        when {{ loop.index }} then '{{ name }}'
        {%- endfor %}
    end
{%- endmacro %}

{# A part of a day or instant as a number: year, month, day or hour. #}
{% macro part_of_day(part, day) -%}
    cast(extract({{ part }} from {{ day }}) as bigint)
{%- endmacro %}

{# Number of a (fiscal) year that begins on `year_start`: that of the calendar year in which it ends. #}
{% macro fiscal_year(year_start) -%}
    {{ part_of_day('year', add_months(year_start, 11)) }}
{%- endmacro %}

{# Number of the (fiscal) month, from 1, that begins on `month_start` in the year from `year_start` on. #}
{% macro fiscal_month(month_start, year_start) -%}
    cast({{ month_number(month_start) }} - {{ month_number(year_start) }} as bigint) + 1
{%- endmacro %}

{# Number of the (fiscal) quarter, from 1, that begins on `quarter_start` in the year from `year_start` on. #}
{% macro fiscal_quarter(quarter_start, year_start) -%}
    cast(floor(({{ month_number(quarter_start) }} - {{ month_number(year_start) }}) / 3.0) as bigint) + 1
{%- endmacro %}
