{#
    Which periods this run computes, as `kpi__touched` found: {from, to, changing_from}. `from` is
    none when nothing changed, `to` is none when there is no upper bound. Before the model exists
    (dbt compile on an empty warehouse) the answer is everything.
#}
{% macro kpi_bounds() -%}
    {%- set touched = ref('kpi__touched') -%}
    {%- set everything = modules.datetime.date(1900, 1, 1) -%}
    {%- if not execute or load_relation(touched) is none -%}
        {{ return({'from': everything, 'to': none, 'changing_from': everything}) }}
    {%- endif -%}
    {%- set row = run_query('select measured_from, measured_to, changing_from from ' ~ touched).rows[0] -%}
    {{ return({'from': row[0], 'to': row[1], 'changing_from': row[2]}) }}
{%- endmacro %}

{# First day of the period of `grain` that holds `day`; quarters and years are fiscal. #}
{% macro kpi_period_start(day, grain) -%}
    {%- if grain == 'day' -%}
        {{ return(day) }}
    {%- elif grain == 'week' -%}
        {{ return(day - modules.datetime.timedelta(days=day.weekday())) }}
    {%- endif -%}
    {%- set into_year = (day.month - var('fiscal_year_start_month')) % 12 -%}
    {%- set back = {'month': 0, 'quarter': into_year % 3, 'year': into_year}[grain] -%}
    {%- set months = day.year * 12 + day.month - 1 - back -%}
    {{ return(modules.datetime.date(months // 12, months % 12 + 1, 1)) }}
{%- endmacro %}

{# Last day of the period of `grain` that holds `day`. #}
{% macro kpi_period_end(day, grain) -%}
    {%- set start = kpi_period_start(day, grain) -%}
    {%- set longest = {'day': 1, 'week': 7, 'month': 31, 'quarter': 92, 'year': 366}[grain] -%}
    {#- No period is longer, and the next one never ends within the days between. -#}
    {%- set next = kpi_period_start(start + modules.datetime.timedelta(days=longest), grain) -%}
    {{ return(next - modules.datetime.timedelta(days=1)) }}
{%- endmacro %}

{# A condition: the day `column` is in a period of `grain` that this run computes. #}
{% macro kpi_in_bounds(column, grain, bounds) -%}
    {%- if bounds['from'] is none -%}
        1 = 0
    {%- else -%}
        {{ column }} >= cast('{{ kpi_period_start(bounds["from"], grain) }}' as date)
        {%- if bounds['to'] is not none %}
            and {{ column }} <= cast('{{ kpi_period_end(bounds["to"], grain) }}' as date)
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{#
    The rows of a fact that count in the periods of `grain` that this run computes, each once in total
    and once for every dimension of `members`, which maps it to its column. `kpi_dimension` says for
    which, `kpi_member` with which member: one statement then answers for all of them.
#}
{% macro kpi_source(relation, time_column, grain, bounds, members) -%}
    (
    select
        facts.*,
        places.kpi_dimension,
        {% if members -%}
        case places.kpi_dimension
            {%- for dimension, column in members.items() %}
            when '{{ dimension }}' then facts.{{ column }}
            {%- endfor %}
            else 'total'
        end as kpi_member
        {%- else -%}
        'total' as kpi_member
        {%- endif %}
    from {{ relation }} as facts
    cross join
        {% call rows_of({'kpi_dimension': 'string'}, 'places') -%}
        ('total'){% for dimension in members %}, ('{{ dimension }}'){% endfor %}
        {%- endcall %}
    where {{ time_column }} is not null
    {%- if is_incremental() %} and {{ kpi_in_bounds(time_column, grain, bounds) }}{% endif %}
    )
{%- endmacro %}
