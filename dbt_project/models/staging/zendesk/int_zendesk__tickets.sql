with tickets as (
    select * from {{ ref('stg_zendesk__tickets') }}
),

ticket_events as (
    select * from {{ ref('int_zendesk__ticket_events') }}
),

changes as (
    select * from {{ ref('stg_zendesk__ticket_events') }}
),

merged_tickets as (
    select ticket_id, max(merged_into_id) as merged_into_id
    from changes
    where merged_into_id is not null
    group by ticket_id
),

ticket_tags as (
    {{ split_to_rows(['ticket_id'], 'tags', '|', 'tickets') }}
),

ticket_words as (
    select ticket_id, part as word from ticket_tags
    union all
    select ticket_id, type as word from tickets
),

complaints as (
    select ticket_id
    from ticket_words
    where word <> '' and lower(trim(word)) in ({{ sql_list(var('complaint_tags')) }})
    group by ticket_id
),

-- An agent may log a ticket that is solved at its creation: that is a solve too.
milestones as (
    select
        ticket_source_key,
        min(case
            when kind = 'public_comment' and actor_role = 'agent' then occurred_at
        end) as first_reply_at,
        min(case
            when kind = 'solved' or (kind = 'created' and status in ('solved', 'closed')) then occurred_at
        end) as solved_at,
        max(case
            when kind = 'solved' or (kind = 'created' and status in ('solved', 'closed')) then occurred_at
        end) as last_solved_at,
        count(case when kind = 'reopened' then 1 end) as reopened_count
    from ticket_events
    group by ticket_source_key
),

final as (
    select
        'zendesk' as source,
        tickets.ticket_id as source_id,
        'zendesk:' || tickets.ticket_id as source_key,
        tickets.loaded_at,
        tickets.is_deleted,
        tickets.type,
        complaints.ticket_id is not null as is_complaint,
        tickets.priority,
        'zendesk:' || tickets.requester_id as requester_source_key,
        'zendesk:' || tickets.organization_id as account_source_key,
        'zendesk:' || tickets.assignee_id as assignee_source_key,
        tickets.created_at as opened_at,
        milestones.first_reply_at,
        milestones.solved_at,
        milestones.last_solved_at,
        cast(coalesce(milestones.reopened_count, 0) as bigint) as reopened_count,
        tickets.status,
        tickets.updated_at,
        (tickets.is_merged or merged_tickets.ticket_id is not null) as is_merged,
        'zendesk:' || merged_tickets.merged_into_id as merged_into_source_key
    from tickets
    left join merged_tickets on tickets.ticket_id = merged_tickets.ticket_id
    left join milestones on 'zendesk:' || tickets.ticket_id = milestones.ticket_source_key
    left join complaints on tickets.ticket_id = complaints.ticket_id
)

select * from final
