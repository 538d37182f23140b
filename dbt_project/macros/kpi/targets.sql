{# The number of days of the month that holds `day`. #}
{% macro days_in_month(day) -%}
    {%- set month_start = first_day_of('month', day) -%}
    {{ whole_days_between(month_start, add_months(month_start, 1)) }}
{%- endmacro %}

{#
    What share of the way from baseline to target is asked on `day`. Linear: the days gone of all
    days. Stepped: equal steps, one at each month end in between and the last on the due day.
    A target that is due on its first day asks for all of it.
#}
{% macro kpi_share_of_way(targets, day) -%}
    {%- set steps = month_number(targets ~ '.due_on') ~ ' - ' ~ month_number(targets ~ '.start_on') -%}
    {%- set stepped = month_number(add_days_to_date(day, 1)) ~ ' - ' ~ month_number(targets ~ '.start_on') -%}
    case
        when {{ day }} >= {{ targets }}.due_on then 1.0
        when {{ targets }}.path = 'stepped'
            then cast({{ stepped }} as {{ type_double() }}) / nullif({{ steps }} + 1, 0)
        else
            cast({{ whole_days_between(targets ~ '.start_on', day) }} as {{ type_double() }})
            / nullif({{ whole_days_between(targets ~ '.start_on', targets ~ '.due_on') }}, 0)
    end
{%- endmacro %}

{# What the path of a row of `targets` asks on `day`. #}
{% macro kpi_path_value(targets, day) -%}
    {{ targets }}.baseline_value
    + ({{ targets }}.target_value - {{ targets }}.baseline_value) * {{ kpi_share_of_way(targets, day) }}
{%- endmacro %}

{# The name part of an e-mail address, in lower case; any other text as it is. #}
{% macro work_name(text) -%}
    case
        when {{ text }} like '%_@_%' then {{ dbt.split_part('lower(trim(' ~ text ~ '))', "'@'", 1) }}
        else nullif(trim({{ text }}), '')
    end
{%- endmacro %}

{# '; ' and `reason` where `condition` holds, else nothing: reasons are strung together. #}
{% macro reason_if(condition, reason) -%}
    case when {{ condition }} then '; ' || {{ reason }} else '' end
{%- endmacro %}

{# What speaks against a target of `targets`, given what its `history` has, as a text of `language`. #}
{% macro target_warning(language) -%}
    {%- set words = {
        'en': {
            'month': 'month', 'quarter': 'quarter', 'year': 'year',
            'none': 'no complete period in the history to hold it against',
            'no': 'outside all of the history: no complete ', 'between': ' had such a value, they lie between ',
            'and': ' and ',
        },
        'fr': {
            'month': 'mois', 'quarter': 'trimestre', 'year': 'année',
            'none': "aucune période complète dans l'historique à laquelle la comparer",
            'no': "hors de tout l'historique : une telle valeur n'a été celle d'aucune période complète (",
            'between': '), elles vont de ', 'and': ' à ',
        },
    }[language] -%}
    case
        when coalesce(history.periods_known, 0) = 0 then {{ text(words.none) }}
        when targets.target_value > history.most or targets.target_value < history.least
            then {{ text(words.no) }}
                || case history.grain
                    {%- for grain in ('month', 'quarter', 'year') %}
                    when '{{ grain }}' then {{ text(words[grain]) }}
                    {%- endfor %}
                end
                || {{ text(words.between) }} || {{ kpi_amount('history.least', 'history.unit', language) }}
                || {{ text(words['and']) }} || {{ kpi_amount('history.most', 'history.unit', language) }}
    end
{%- endmacro %}
