{#
    The first time each lead reached each stage, on any of its records. What makes an MQL is the
    profile's choice: its lifecycle stage, or a score reached for the first time.
#}
{%- set mql = var('mql') %}
with people as (
    select * from {{ ref('people') }} where lead_at is not null
),

identity as (
    select * from {{ ref('identity_people') }} where is_record
),

stage_events as (
    select * from {{ ref('int_lead_stage_events__unioned') }} where not coalesce(is_deleted, false)
),

score_changes as (
    select * from {{ ref('int_person_changes__unioned') }}
    where field = 'score' and not coalesce(is_deleted, false)
),

reached as (
    select
        identity.person_key,
        stage_events.stage,
        stage_events.reached_at,
        stage_events.reason,
        stage_events.source_key
    from stage_events
    inner join identity on stage_events.person_source_key = identity.source_key
    -- An event that names no stage says nothing.
    where
        stage_events.stage is not null
        and (stage_events.stage <> 'mql' or '{{ mql.by }}' = 'lifecycle')
    union all
    select
        identity.person_key,
        'mql' as stage,
        score_changes.changed_at as reached_at,
        null as reason,
        score_changes.source_key
    from score_changes
    inner join identity on score_changes.person_source_key = identity.source_key
    where
        '{{ mql.by }}' = 'score'
        and {{ safe_cast_to('score_changes.new_value', 'double') }}
        >= cast({{ mql.threshold if mql.threshold is not none else 'null' }} as {{ type_double() }})
),

-- Two records may reach a stage at the same instant: the key says whose reason is the first.
ranked as (
    select
        reached.person_key,
        reached.stage,
        reached.reached_at,
        reached.reason,
        row_number() over (
            partition by reached.person_key, reached.stage order by reached.reached_at, reached.source_key
        ) as reach_rank
    from reached
    inner join people on reached.person_key = people.person_key
    where reached.reached_at < {{ as_of_end() }}
),

final as (
    select
        person_key,
        stage,
        min(reached_at) as reached_at,
        {{ first_known('reason', 'reach_rank') }} as reason
    from ranked
    group by person_key, stage
)

select * from final
