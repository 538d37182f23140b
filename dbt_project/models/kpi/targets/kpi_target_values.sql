{#
    Every measured figure that has a target, as two terms whose ratio says how far it is reached:
    value over target or, where lower is better, target over value. A row per KPI, grain, period,
    slice and member: the member is in the key of its slice.
#}
with targets as (
    select * from {{ ref('kpi__period_targets') }}
),

definitions as (
    select kpi_id, is_zero_without_event
    from {{ ref('kpi__definitions') }}
    where variant = '' and inactive_reason is null
),

catalog as (
    select kpi_id, direction from {{ ref('kpi_catalog') }}
),

measured as (
    select * from {{ ref('kpi__measured') }} where variant = ''
),

periods as (
    select grain, period_start from {{ ref('dim_periods') }}
),

valued as (
    select
        targets.kpi_id,
        targets.grain,
        targets.period_start,
        targets.dimension,
        targets.dimension_value,
        targets.target_value,
        catalog.direction,
        {{ kpi_or_zero('measured.value', 'definitions.is_zero_without_event') }} as value
    from targets
    inner join periods on targets.grain = periods.grain and targets.period_start = periods.period_start
    inner join definitions on targets.kpi_id = definitions.kpi_id
    inner join catalog on targets.kpi_id = catalog.kpi_id
    left join measured
        on
            targets.kpi_id = measured.kpi_id
            and targets.grain = measured.grain
            and targets.period_start = measured.period_start
            and targets.dimension = measured.dimension
            and targets.dimension_value = measured.dimension_value
),

final as (
    select
        kpi_id || ':' || grain || ':' || cast(period_start as string)
        || ':' || dimension || ':' || dimension_value as target_value_key,
        kpi_id,
        grain,
        period_start,
        dimension as slice,
        {%- for slice in [
            'owner', 'team', 'channel', 'campaign', 'market', 'segment', 'industry', 'product', 'pipeline'
        ] %}
        case when dimension = '{{ slice }}' then dimension_value else 'unknown' end as {{ slice }}_key,
        {%- endfor %}
        case when direction = 'lower_is_better' then target_value else value end as attained,
        case when direction = 'lower_is_better' then value else target_value end as asked
    from valued
    where value is not null
)

select * from final
