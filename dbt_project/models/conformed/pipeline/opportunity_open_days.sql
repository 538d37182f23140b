{{ config(materialized='view') }}

{# One row per deal and business day at whose end it was open, in which stage. #}
with opportunities as (
    select * from {{ ref('opportunities') }}
),

stage_periods as (
    select * from {{ ref('opportunity_stage_periods') }} where is_open and from_on < to_on
),

days as (
    select * from {{ ref('calendar_days') }} where day_on <= {{ as_of() }}
),

final as (
    select
        opportunities.opportunity_key || ':' || cast(days.day_on as string) as opportunity_day_key,
        opportunities.opportunity_key,
        days.day_on,
        stage_periods.pipeline_key,
        stage_periods.stage_key,
        stage_periods.stage_probability,
        stage_periods.is_latest as is_latest_stage
    from opportunities
    inner join stage_periods on opportunities.opportunity_key = stage_periods.opportunity_key
    inner join days on stage_periods.from_on <= days.day_on and stage_periods.to_on > days.day_on
    where days.ends_at > opportunities.created_at
)

select * from final
