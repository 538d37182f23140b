{# What the events of each ticket say: first and last event, first reply, solves and reopenings. #}
with events as (
    select * from {{ ref('ticket_events') }}
),

tickets as (
    select * from {{ ref('int_tickets__unioned') }} where not coalesce(is_deleted, false)
),

replies_made as (
    select events.ticket_key, events.occurred_at
    from events
    inner join tickets on events.ticket_key = tickets.source_key
    where
        events.kind = 'public_comment'
        and events.actor_role = 'agent'
        and (tickets.opened_at is null or events.occurred_at > tickets.opened_at)
),

replies as (
    select ticket_key, min(occurred_at) as first_reply_at, count(*) as agent_replies
    from replies_made
    group by ticket_key
),

states as (
    select
        ticket_key,
        occurred_at,
        is_solved_after,
        coalesce(
            lag(is_solved_after) over (partition by ticket_key order by occurred_at, ticket_event_key), false
        ) as is_solved_before
    from events
    where is_solved_after is not null
),

solves as (
    select
        ticket_key,
        min(case when is_solved_after and not is_solved_before then occurred_at end) as solved_at,
        max(case when is_solved_after and not is_solved_before then occurred_at end) as last_solved_at,
        count(case when not is_solved_after and is_solved_before then 1 end) as reopened_count
    from states
    group by ticket_key
),

-- A first solve that the source states holds, as in the ticket itself.
first_solves as (
    select tickets.source_key as ticket_key, coalesce(tickets.solved_at, solves.solved_at) as solved_at
    from tickets
    left join solves on tickets.source_key = solves.ticket_key
),

replies_until_solved as (
    select replies_made.ticket_key, count(*) as agent_replies_until_solved
    from replies_made
    inner join first_solves
        on
            replies_made.ticket_key = first_solves.ticket_key
            and replies_made.occurred_at <= first_solves.solved_at
    group by replies_made.ticket_key
),

spans as (
    select ticket_key, min(occurred_at) as first_event_at, max(occurred_at) as last_event_at
    from events
    group by ticket_key
),

final as (
    select
        spans.ticket_key,
        spans.first_event_at,
        spans.last_event_at,
        replies.first_reply_at,
        replies.agent_replies,
        replies_until_solved.agent_replies_until_solved,
        solves.solved_at,
        solves.last_solved_at,
        solves.reopened_count
    from spans
    left join replies on spans.ticket_key = replies.ticket_key
    left join replies_until_solved on spans.ticket_key = replies_until_solved.ticket_key
    left join solves on spans.ticket_key = solves.ticket_key
)

select * from final
