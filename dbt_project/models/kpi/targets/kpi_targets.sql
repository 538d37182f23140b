{#
    Every target that is accepted, FROM -> TO, with a warning where its value lies outside all that the
    history has: for a KPI that adds up over time by month, as its targets are, else by its finest
    grain from the month up. Periods that run, that begin before the history or whose cohort is open do
    not count.
#}
with targets as (
    select * from {{ ref('kpi__accepted_targets') }}
),

catalog as (
    select
        kpi_id,
        unit,
        additivity,
        case
            when ', ' || grains || ',' like '%, month,%' then 'month'
            when ', ' || grains || ',' like '%, quarter,%' then 'quarter'
            else 'year'
        end as grain
    from {{ ref('kpi_catalog') }}
),

definitions as (
    select kpi_id, window_days from {{ ref('kpi__definitions') }} where variant = ''
),

periods as (
    select grain, period_start, period_end from {{ ref('dim_periods') }} where is_complete
),

measured as (
    select * from {{ ref('kpi__measured') }} where variant = '' and value is not null
),

targeted as (
    select
        catalog.kpi_id,
        catalog.unit,
        catalog.additivity,
        catalog.grain,
        coalesce(definitions.window_days, 0) as window_days,
        targets.dimension,
        targets.dimension_value
    from targets
    inner join catalog on targets.kpi_id = catalog.kpi_id
    left join definitions on targets.kpi_id = definitions.kpi_id
    group by
        catalog.kpi_id,
        catalog.unit,
        catalog.additivity,
        catalog.grain,
        definitions.window_days,
        targets.dimension,
        targets.dimension_value
),

closed as (
    select targeted.*, periods.period_start
    from targeted
    inner join periods on targeted.grain = periods.grain
    where {{ add_days_to_date('periods.period_end', 'targeted.window_days') }} <= {{ as_of() }}
),

history as (
    select
        closed.kpi_id,
        closed.unit,
        closed.grain,
        closed.dimension,
        closed.dimension_value,
        -- A period without an event is one of nothing.
        min(case when closed.additivity = 'none' then measured.value else coalesce(measured.value, 0) end)
            as least,
        max(case when closed.additivity = 'none' then measured.value else coalesce(measured.value, 0) end)
            as most,
        count(measured.value) as periods_known
    from closed
    left join measured
        on
            closed.kpi_id = measured.kpi_id
            and closed.grain = measured.grain
            and closed.period_start = measured.period_start
            and closed.dimension = measured.dimension
            and closed.dimension_value = measured.dimension_value
    group by closed.kpi_id, closed.unit, closed.grain, closed.dimension, closed.dimension_value
),

final as (
    select
        targets.kpi_id,
        targets.variant,
        targets.dimension,
        targets.dimension_value,
        targets.baseline_value,
        targets.target_value,
        targets.start_on,
        targets.due_on,
        targets.owner,
        targets.path,
        targets.guardrail_kpi_id,
        targets.guardrail_min,
        targets.guardrail_count,
        {{ target_warning('en') }} as warning,
        {{ target_warning('fr') }} as warning_fr
    from targets
    left join history
        on
            targets.kpi_id = history.kpi_id
            and targets.dimension = history.dimension
            and targets.dimension_value = history.dimension_value
)

select * from final
