{#
    `figures` ({column: aggregate}) of the rows of `relation` by `keys`, overall and by each member of
    each of `slices`: rows (keys, slice, member, figures). What does not add up is asked so.
#}
{% macro by_slice(relation, keys, figures, slices) -%}
    {%- for slice in ['total'] + slices %}
    {{ 'union all' if not loop.first }}
    select
        {{ keys | join(', ') }},
        '{{ slice }}' as slice,
        {{ "'total'" if slice == 'total' else slice ~ '_key' }} as member
        {%- for column, aggregate in figures.items() %},
        {{ aggregate }} as {{ column }}
        {%- endfor %}
    from {{ relation }}
    group by {{ keys | join(', ') }}{{ ', ' ~ slice ~ '_key' if slice != 'total' }}
    {%- endfor %}
{%- endmacro %}

{# The dimension keys of a row that holds `member` of `slice`: its own, 'unknown' for the others. #}
{% macro slice_keys(slices) -%}
    {%- for slice in slices %}
    case when slice = '{{ slice }}' then member else 'unknown' end as {{ slice }}_key{{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{# Rows (grain, day_on, period_start_on): the period of each grain that holds each day of the calendar. #}
{% macro period_days(days) -%}
    {%- for grain in ['day', 'week', 'month', 'quarter', 'year'] %}
    {{ 'union all' if not loop.first }}
    select
        '{{ grain }}' as grain,
        day_on,
        {{ 'day_on' if grain == 'day' else grain ~ '_start_on' }} as period_start_on
    from {{ days }}
    {%- endfor %}
{%- endmacro %}
