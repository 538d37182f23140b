-- MRR at the end of each month is MRR at the end of the one before plus its movements, to the cent,
-- in total and per market; per owner and team with what was transferred. Both ends are what the lines
-- active on those days are worth.
{{ config(meta={'dagster': {'ref': {'name': 'fct_mrr_movements'}}}) }}
{%- set slices = {
    'total': "'total'", 'market': 'market_key', 'owner': 'owner_key', 'team': 'team_key'
} %}
with periods as (
    select period_start, previous_start
    from {{ ref('dim_periods') }}
    where grain = 'month' and period_start <= {{ as_of() }}
),

-- With the first month there is nothing to compare.
months as (
    select periods.period_start, periods.previous_start
    from periods
    inner join periods as earlier on periods.previous_start = earlier.period_start
),

lines as (
    select * from {{ ref('fct_mrr') }} where period_grain = 'month'
),

movements as (
    select * from {{ ref('fct_mrr_movements') }}
),

changes as (
    {%- for slice, member in slices.items() %}
    {{ 'union all' if not loop.first }}
    select
        '{{ slice }}' as slice,
        {{ member }} as member,
        period_start_on,
        mrr,
        0 as previous_mrr,
        transferred_mrr as explained
    from lines
    union all
    -- What the month before ended with.
    select
        '{{ slice }}' as slice,
        {{ 'lines.' ~ member if slice != 'total' else member }} as member,
        months.period_start as period_start_on,
        0 as mrr,
        lines.mrr as previous_mrr,
        0 as explained
    from lines
    inner join months on lines.period_start_on = months.previous_start
    union all
    select
        '{{ slice }}' as slice,
        {{ member }} as member,
        month_start_on as period_start_on,
        0 as mrr,
        0 as previous_mrr,
        new_mrr + expansion_mrr - contraction_mrr - churned_mrr + reactivated_mrr as explained
    from movements
    {%- endfor %}
),

compared as (
    select
        changes.slice,
        changes.member,
        changes.period_start_on,
        sum(changes.mrr) as mrr,
        sum(changes.previous_mrr) as previous_mrr,
        sum(changes.explained) as explained
    from changes
    inner join months on changes.period_start_on = months.period_start
    group by changes.slice, changes.member, changes.period_start_on
)

select *
from compared
where mrr - previous_mrr <> explained
