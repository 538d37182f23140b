{{ config(materialized='table', tags=['kpi']) }}
{#
    The figures that only a few may see: those of the integrity family and adjusted ones by rep, and by a
    team of fewer people than the profile says. They are in the restricted publication.
#}
with compared as (
    select * from {{ ref('kpi__compared') }} where dimension <> 'total'
),

catalog as (
    select kpi_id, family from {{ ref('kpi_catalog') }}
),

periods as (
    select grain, period_start, period_end from {{ ref('dim_periods') }}
),

reps as (
    select * from {{ ref('reps') }}
),

people as (
    select
        periods.grain,
        periods.period_start,
        reps.team_key,
        count(distinct reps.rep_key) as people
    from periods
    inner join reps on periods.period_end >= reps.valid_from and periods.period_start <= reps.valid_to
    group by periods.grain, periods.period_start, reps.team_key
),

large_teams as (
    select grain, period_start, team_key
    from people
    where people >= {{ var('integrity').min_people }} and team_key <> 'unknown'
),

final as (
    select
        compared.kpi_id,
        compared.variant,
        compared.grain,
        compared.period_start,
        compared.dimension,
        compared.dimension_value
    from compared
    inner join catalog on compared.kpi_id = catalog.kpi_id
    left join large_teams
        on
            compared.grain = large_teams.grain
            and compared.period_start = large_teams.period_start
            and compared.dimension_value = large_teams.team_key
    where
        -- Raw less adjusted is what the integrity rules observe.
        (
            catalog.family = 'integrity'
            or compared.variant = 'adjusted'
            or compared.variant like '%:adjusted'
        )
        and (compared.dimension <> 'team' or large_teams.team_key is null)
)

select * from final
