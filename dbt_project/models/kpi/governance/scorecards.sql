{#
    The KPIs of each scorecard in the order of its page. The scorecards are dbt exposures of type
    dashboard (models/scorecards). Figures are by the grain of the rhythm; those of a KPI that has none
    so fine, by the finest that it has.
#}
with listed as (
    {{ scorecard_rows() }}
),

catalog as (
    select
        kpi_id,
        grains,
        {{ dbt.split_part('grains', "','", 1) }} as finest_grain
    from {{ ref('kpi_catalog') }}
),

rhythms as (
    select
        listed.*,
        case listed.rhythm
            when 'D' then 'day' when 'W' then 'week' when 'M' then 'month' else 'quarter'
        end as rhythm_grain
    from listed
),

final as (
    select
        rhythms.scorecard,
        rhythms.label_en,
        rhythms.label_fr,
        rhythms.description_en,
        rhythms.description_fr,
        rhythms.kind,
        rhythms.role,
        rhythms.audience,
        rhythms.rhythm,
        rhythms.owner,
        rhythms.place,
        rhythms.kpi_id,
        rhythms.variant,
        rhythms.chart,
        case
            when ', ' || catalog.grains || ',' like '%, ' || rhythms.rhythm_grain || ',%'
                then rhythms.rhythm_grain
            else catalog.finest_grain
        end as grain
    from rhythms
    inner join catalog on rhythms.kpi_id = catalog.kpi_id
)

select * from final
