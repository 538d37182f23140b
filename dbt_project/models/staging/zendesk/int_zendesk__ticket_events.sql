{% set solved = sql_list(['solved', 'closed']) %}

with ticket_events as (
    select * from {{ ref('stg_zendesk__ticket_events') }}
),

metric_events as (
    select * from {{ ref('stg_zendesk__ticket_metric_events') }}
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
            else 'assigned'
        end as kind,
        status,
        cast(null as string) as sla_metric,
        cast(null as timestamp) as due_at,
        occurred_at,
        false as is_deleted,
        loaded_at
    from without_descriptions
),

clocks as (
    select
        ticket_id,
        metric,
        min(occurred_at) as started_at
    from metric_events
    where type = 'activate' and instance_id = 1
    group by ticket_id, metric
),

sla as (
    select
        'metric_event-' || metric_events.metric_event_id as source_id,
        metric_events.ticket_id,
        cast(null as string) as updater_id,
        case metric_events.type
            when 'apply_sla' then 'sla_set'
            when 'breach' then 'sla_breached'
            else 'sla_fulfilled'
        end as kind,
        cast(null as string) as status,
        case metric_events.metric
            when 'reply_time' then 'first_reply_time'
            else 'requester_wait_time'
        end as sla_metric,
        -- A target in business hours is due by the account's schedule, which the API does not give.
        case
            when metric_events.type = 'apply_sla' and not metric_events.is_sla_in_business_hours
                then {{ add_seconds('clocks.started_at', 'metric_events.sla_target_seconds') }}
        end as due_at,
        metric_events.occurred_at,
        metric_events.is_deleted,
        metric_events.loaded_at
    from metric_events
    left join clocks
        on metric_events.ticket_id = clocks.ticket_id and metric_events.metric = clocks.metric
    where
        metric_events.type in ('apply_sla', 'breach', 'fulfill')
        and (
            metric_events.metric = 'requester_wait_time'
            -- Later instances of the reply clock are next replies.
            or (metric_events.metric = 'reply_time' and metric_events.instance_id = 1)
        )
),

all_events as (
    select * from ticket_changes
    union all
    select * from sla
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
        all_events.occurred_at
    from all_events
    left join tickets on all_events.ticket_id = tickets.ticket_id
    left join users on all_events.updater_id = users.user_id
)

select * from final
