{% set solved = sql_list(['solved', 'closed']) %}

with ticket_events as (
    select * from {{ ref('stg_zendesk__ticket_events') }}
),

metric_events as (
    select * from {{ ref('stg_zendesk__ticket_metric_events') }}
),

sla_targets as (
    select * from {{ ref('int_zendesk__sla_targets') }}
),

users as (
    select * from {{ ref('stg_zendesk__users') }}
),

tickets as (
    select * from {{ ref('stg_zendesk__tickets') }}
),

-- The comment with which a ticket is created is its description, not an answer.
without_descriptions as (
    select * from ticket_events where not (is_creation and is_public_comment is not null)
),

ticket_changes as (
    select
        event_id as source_id,
        ticket_id,
        updater_id,
        case
            when is_creation and status is not null then 'created'
            when is_public_comment then 'public_comment'
            when not is_public_comment then 'internal_note'
            when status in ({{ solved }}) and coalesce(previous_status, 'new') not in ({{ solved }})
                then 'solved'
            when status not in ({{ solved }}) and previous_status in ({{ solved }}) then 'reopened'
            when status is not null then 'status_changed'
            when priority is not null then 'priority_changed'
            else 'assigned'
        end as kind,
        status,
        priority,
        cast(null as string) as sla_metric,
        cast(null as string) as sla_instance,
        cast(null as timestamp) as due_at,
        occurred_at,
        false as is_deleted,
        loaded_at
    from without_descriptions
),

sla_set as (
    select
        'metric_event-' || metric_event_id as source_id,
        ticket_id,
        cast(null as string) as updater_id,
        'sla_set' as kind,
        cast(null as string) as status,
        cast(null as string) as priority,
        sla_metric,
        cast(instance_id as string) as sla_instance,
        due_at,
        set_at as occurred_at,
        false as is_deleted,
        loaded_at
    from sla_targets
),

sla_verdicts as (
    select
        'metric_event-' || metric_events.metric_event_id as source_id,
        metric_events.ticket_id,
        cast(null as string) as updater_id,
        case metric_events.type when 'breach' then 'sla_breached' else 'sla_fulfilled' end as kind,
        cast(null as string) as status,
        cast(null as string) as priority,
        sla_targets.sla_metric,
        cast(sla_targets.instance_id as string) as sla_instance,
        cast(null as timestamp) as due_at,
        metric_events.occurred_at,
        metric_events.is_deleted,
        metric_events.loaded_at
    from metric_events
    inner join sla_targets
        on
            metric_events.ticket_id = sla_targets.ticket_id
            and metric_events.instance_id = sla_targets.instance_id
            and metric_events.metric = case
                when sla_targets.sla_metric in ('first_reply_time', 'next_reply_time') then 'reply_time'
                when sla_targets.sla_metric = 'total_resolution_time' then 'resolution_time'
                else sla_targets.sla_metric
            end
    where metric_events.type in ('breach', 'fulfill')
),

all_events as (
    select * from ticket_changes
    union all
    select * from sla_set
    union all
    select * from sla_verdicts
),

final as (
    select
        'zendesk' as source,
        all_events.source_id,
        'zendesk:' || all_events.source_id as source_key,
        all_events.loaded_at,
        all_events.is_deleted or coalesce(tickets.is_deleted, false) as is_deleted,
        'zendesk:' || all_events.ticket_id as ticket_source_key,
        all_events.kind,
        coalesce(users.role, 'system') as actor_role,
        'zendesk:' || users.user_id as actor_source_key,
        all_events.status,
        cast(null as string) as substatus,
        all_events.sla_metric,
        all_events.due_at,
        all_events.occurred_at,
        all_events.priority,
        all_events.sla_instance
    from all_events
    left join tickets on all_events.ticket_id = tickets.ticket_id
    left join users on all_events.updater_id = users.user_id
)

select * from final
