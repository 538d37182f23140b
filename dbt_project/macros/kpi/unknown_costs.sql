{#
    The periods of KPIs made of costs that end after their costs are known: rows (kpi_id, variant, grain,
    period_start, is_previous_unknown, is_previous_year_unknown, reason_en, reason_fr). Of a period that
    is still running the days up to as_of must be known, of a cohort those of its window, too. `used`
    lists (kpi_id, variant, kind, grains).
#}
{% macro kpi_unknown_costs(used) -%}
{%- if not used %}
select
    cast(null as string) as kpi_id,
    cast(null as string) as variant,
    cast(null as string) as grain,
    cast(null as date) as period_start,
    cast(null as boolean) as is_previous_unknown,
    cast(null as boolean) as is_previous_year_unknown,
    cast(null as string) as reason_en,
    cast(null as string) as reason_fr
from (select 1 as nothing) as nothing
where 1 = 0
{%- else %}
with periods as (
    select * from {{ ref('dim_periods') }}
),

definitions as (
    select * from {{ ref('kpi__definitions') }} where inactive_reason is null
),

cost_kinds as (
    select * from {{ ref('cost_kinds') }}
),

grains as (
    select distinct grain from periods
),

used as (
    select kpi_id, variant, kind, grains
    from
        {% call rows_of({'kpi_id': 'string', 'variant': 'string', 'kind': 'string', 'grains': 'string'}) -%}
        {%- for row in used %}('{{ row | join("', '") }}'){{ ', ' if not loop.last }}{% endfor -%}
        {%- endcall %}
),

waiting as (
    select
        used.kpi_id,
        used.variant,
        used.kind,
        grains.grain,
        cost_kinds.known_on,
        definitions.window_days
    from used
    inner join cost_kinds on used.kind = cost_kinds.kind
    inner join definitions on used.kpi_id = definitions.kpi_id and used.variant = definitions.variant
    inner join grains on used.grains like '%|' || grains.grain || '|%'
),

unknown as (
    select
        waiting.kpi_id,
        waiting.variant,
        waiting.grain,
        periods.period_start,
        periods.previous_start,
        periods.previous_year_start,
        min(waiting.known_on) as known_on,
        {{ string_list_agg('waiting.kind', ', ', 'waiting.kind') }} as kinds
    from waiting
    inner join periods on waiting.grain = periods.grain
    where
        waiting.known_on < least(
            {{ as_of() }}, {{ add_days_to_date('periods.period_end', 'waiting.window_days') }}
        )
    group by
        waiting.kpi_id,
        waiting.variant,
        waiting.grain,
        periods.period_start,
        periods.previous_start,
        periods.previous_year_start
),

figures as (
    select
        unknown.kpi_id,
        unknown.variant,
        unknown.grain,
        unknown.period_start,
        previous.kpi_id is not null as is_previous_unknown,
        previous_year.kpi_id is not null as is_previous_year_unknown,
        'costs known to ' || cast(unknown.known_on as string) || ' (' || unknown.kinds || ')' as reason_en,
        {{ text("coûts connus jusqu'au ") }} || cast(unknown.known_on as string)
        || ' (' || unknown.kinds || ')' as reason_fr
    from unknown
    left join unknown as previous
        on
            unknown.kpi_id = previous.kpi_id
            and unknown.variant = previous.variant
            and unknown.grain = previous.grain
            and unknown.previous_start = previous.period_start
    left join unknown as previous_year
        on
            unknown.kpi_id = previous_year.kpi_id
            and unknown.variant = previous_year.variant
            and unknown.grain = previous_year.grain
            and unknown.previous_year_start = previous_year.period_start
)

select * from figures
union all
-- A variant that is a KPI's id is made of that KPI's values.
select
    definitions.kpi_id,
    figures.kpi_id as variant,
    figures.grain,
    figures.period_start,
    figures.is_previous_unknown,
    figures.is_previous_year_unknown,
    figures.reason_en,
    figures.reason_fr
from figures
inner join definitions on definitions.variant_is_kpi
where figures.variant = ''
{%- endif %}
{%- endmacro %}
