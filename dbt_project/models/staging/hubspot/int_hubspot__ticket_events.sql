with tickets as (

    select * from {{ ref('stg_hubspot__tickets') }}

),

property_history as (

    select * from {{ ref('stg_hubspot__ticket_property_history') }}

),

stages as (

    select * from {{ ref('stg_hubspot__pipeline_stages') }} where object_type = 'tickets'

),

merged_tickets as (

    select * from {{ ref('stg_hubspot__merged_records') }} where object_type = 'tickets'

),

survivors as (

    select tickets.*
    from tickets
    left join merged_tickets on tickets.ticket_id = merged_tickets.merged_id
    where merged_tickets.merged_id is null

),

stage_versions as (

    select * from property_history where property = 'hs_pipeline_stage' and value is not null

),

pipeline_versions as (

    select * from property_history where property = 'hs_pipeline'

),

-- A stage means what it does in the pipeline of its time: a ticket may have moved since.
placed as (

    select
        survivors.ticket_id,
        stage_versions.value as stage_id,
        coalesce(pipeline_versions.value, survivors.pipeline_id) as pipeline_id,
        stage_versions.changed_at,
        stage_versions.source_type,
        stage_versions.loaded_at,
        survivors.is_archived,
        row_number() over (
            partition by survivors.ticket_id, stage_versions.changed_at, stage_versions.value
            order by pipeline_versions.changed_at desc
        ) as pipeline_rank
    from survivors
    inner join stage_versions on survivors.ticket_id = stage_versions.ticket_id
    left join pipeline_versions
        on
            survivors.ticket_id = pipeline_versions.ticket_id
            and stage_versions.changed_at >= pipeline_versions.changed_at

),

judged as (

    select
        placed.ticket_id,
        placed.stage_id,
        placed.changed_at,
        placed.source_type,
        placed.loaded_at,
        placed.is_archived,
        coalesce(stages.is_closed, false) as is_closed
    from placed
    left join stages
        on
            placed.pipeline_id = stages.pipeline_id
            and placed.stage_id = stages.stage_id
    where placed.pipeline_rank = 1

),

-- A ticket without a history of stages was closed once, if it is closed, when the portal says.
without_history as (

    select survivors.*
    from survivors
    left join judged on survivors.ticket_id = judged.ticket_id
    where judged.ticket_id is null

),

all_states as (

    select
        ticket_id,
        stage_id,
        changed_at,
        source_type,
        loaded_at,
        is_archived,
        is_closed
    from judged
    union all
    select
        ticket_id,
        'created' as stage_id,
        created_at as changed_at,
        cast(null as string) as source_type,
        loaded_at,
        is_archived,
        false as is_closed
    from without_history
    union all
    select
        ticket_id,
        'closed' as stage_id,
        closed_at as changed_at,
        cast(null as string) as source_type,
        loaded_at,
        is_archived,
        true as is_closed
    from without_history
    where closed_at is not null

),

ordered as (

    select
        *,
        lag(is_closed) over (partition by ticket_id order by changed_at, stage_id) as was_closed
    from all_states

),

state_events as (

    select
        ticket_id,
        'stage:' || stage_id || ':' || cast(changed_at as string) as version,
        case
            when was_closed is null then 'created'
            when is_closed and not was_closed then 'solved'
            when was_closed and not is_closed then 'reopened'
            else 'status_changed'
        end as kind,
        case when is_closed then 'closed' else 'open' end as status,
        source_type,
        changed_at,
        loaded_at,
        is_archived
    from ordered

),

assignments as (

    select
        survivors.ticket_id,
        'owner:' || property_history.value || ':' || cast(property_history.changed_at as string)
            as version,
        'assigned' as kind,
        cast(null as string) as status,
        property_history.source_type,
        property_history.changed_at,
        property_history.loaded_at,
        survivors.is_archived
    from survivors
    inner join property_history on survivors.ticket_id = property_history.ticket_id
    where
        property_history.property = 'hubspot_owner_id'
        and property_history.value is not null

),

all_events as (

    select * from state_events
    union all
    select * from assignments

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(ticket_id || ':' || version as string) as source_id,
        cast('hubspot:' || ticket_id || ':' || version as string) as source_key,
        cast(loaded_at as timestamp) as loaded_at,
        cast(is_archived as boolean) as is_deleted,
        cast('hubspot:' || ticket_id as string) as ticket_source_key,
        cast(kind as string) as kind,
        cast(
            case when source_type like 'CRM_UI%' or source_type like 'MOBILE%' then 'agent' else 'system' end
            as string
        ) as actor_role,
        cast(null as string) as actor_source_key,
        cast(status as string) as status,
        cast(null as string) as substatus,
        cast(null as string) as sla_metric,
        cast(null as timestamp) as due_at,
        cast(changed_at as timestamp) as occurred_at,
        cast(null as string) as priority,
        cast(null as string) as sla_instance
    from all_events

)

select * from final
