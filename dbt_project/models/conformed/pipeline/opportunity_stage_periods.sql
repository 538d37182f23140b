{#
    In which stage each deal was from when to when, and what that stage means in the pipeline that the
    deal was in then: a deal that moved to another pipeline is judged by the old one until it moved.
#}
with history as (
    select * from {{ ref('opportunity_history') }} where field = 'stage'
),

pipelines as (
    select
        opportunity_key,
        {{ known(slug('field_value')) }} as pipeline_key,
        valid_from,
        valid_to
    from {{ ref('opportunity_history') }}
    where field = 'pipeline'
),

opportunities as (
    select * from {{ ref('opportunities') }}
),

stages as (
    select * from {{ ref('stage_meanings') }}
),

named as (
    select
        history.opportunity_key,
        {{ known(stage_key('history.field_value')) }} as stage_key,
        history.valid_from,
        history.valid_to,
        history.from_on,
        history.to_on
    from history
),

-- Stage and pipeline change in one act, which systems may write a moment apart: the stage's pipeline is
-- the one that lists it, else the one that it shared most of its time with.
piped as (
    select
        named.*,
        pipelines.pipeline_key,
        row_number() over (
            partition by named.opportunity_key, named.valid_from
            order by
                case when stages.stage_key is null then 1 else 0 end,
                {{ days_between(
                    'greatest(named.valid_from, pipelines.valid_from)',
                    'least(named.valid_to, pipelines.valid_to)'
                ) }} desc,
                pipelines.valid_from
        ) as pipeline_rank
    from named
    inner join pipelines
        on
            named.opportunity_key = pipelines.opportunity_key
            and named.valid_from < pipelines.valid_to
            and named.valid_to > pipelines.valid_from
    left join stages
        on pipelines.pipeline_key = stages.pipeline_key and named.stage_key = stages.stage_key
),

final as (
    select
        piped.opportunity_key,
        piped.pipeline_key,
        piped.stage_key,
        stages.position,
        case
            when not coalesce(stages.is_closed, anywhere.is_closed)
                then coalesce(stages.probability, anywhere.probability)
        end as stage_probability,
        -- Where the source does not list its stages, today's stage says what it means.
        not coalesce(
            stages.is_closed,
            anywhere.is_closed,
            piped.stage_key = opportunities.stage_key and opportunities.outcome <> 'open'
        ) as is_open,
        coalesce(
            stages.is_won,
            anywhere.is_won,
            piped.stage_key = opportunities.stage_key and opportunities.outcome = 'won'
        ) as is_won,
        -- Reopening undoes a win: only the last one has passed any stage.
        piped.valid_to = cast('9999-12-31' as timestamp) as is_latest,
        piped.valid_from,
        piped.valid_to,
        piped.from_on,
        piped.to_on
    from piped
    inner join opportunities on piped.opportunity_key = opportunities.opportunity_key
    left join stages on piped.pipeline_key = stages.pipeline_key and piped.stage_key = stages.stage_key
    left join stages as anywhere on anywhere.pipeline_key = '*' and piped.stage_key = anywhere.stage_key
    where piped.pipeline_rank = 1
)

select * from final
