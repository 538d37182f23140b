{#
    A select of the periods of `grains` up to as_of, as customers are counted in them: `period_end_on`
    is the last day or as_of, `previous_end_on` the day before the first, `year_ago_on` twelve months
    before the end.
#}
{% macro customer_periods(grains) -%}
    select
        grain as period_grain,
        period_start as period_start_on,
        least(period_end, {{ as_of() }}) as period_end_on,
        {{ add_days_to_date('period_start', -1) }} as previous_end_on,
        {{ add_months('least(period_end, ' ~ as_of() ~ ')', -12) }} as year_ago_on
    from {{ ref('dim_periods') }}
    where grain in ({{ sql_list(grains) }}) and period_start <= {{ as_of() }}
{%- endmacro %}

{# A condition: the row of `spells` (customer_spells) holds at the end of `day`. #}
{% macro is_customer_at(day) -%}
    spells.began_on <= {{ day }} and coalesce(spells.lost_on > {{ day }}, true)
{%- endmacro %}
