{# In which stage each deal was from when to when, and what that stage means. #}
with history as (
    select * from {{ ref('opportunity_history') }} where field = 'stage'
),

opportunities as (
    select * from {{ ref('opportunities') }}
),

stages as (
    select * from {{ ref('opportunity_stages') }}
),

named as (
    select
        history.opportunity_key,
        opportunities.pipeline_key,
        {{ known(stage_key('history.field_value')) }} as stage_key,
        opportunities.stage_key as last_stage_key,
        opportunities.outcome,
        history.valid_from,
        history.valid_to,
        history.from_on,
        history.to_on
    from history
    inner join opportunities on history.opportunity_key = opportunities.opportunity_key
),

final as (
    select
        named.opportunity_key,
        named.pipeline_key,
        named.stage_key,
        stages.position,
        -- Where the source does not list its stages, today's stage says what it means.
        not coalesce(
            stages.is_closed, named.stage_key = named.last_stage_key and named.outcome <> 'open'
        ) as is_open,
        coalesce(
            stages.is_won, named.stage_key = named.last_stage_key and named.outcome = 'won'
        ) as is_won,
        -- Reopening undoes a win: only the last one has passed any stage.
        named.valid_to = cast('9999-12-31' as timestamp) as is_latest,
        named.valid_from,
        named.valid_to,
        named.from_on,
        named.to_on
    from named
    left join stages on named.pipeline_key = stages.pipeline_key and named.stage_key = stages.stage_key
)

select * from final
