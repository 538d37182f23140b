{#
    One row per ticket, with its person and account. A milestone that the source states is used; otherwise the
    ticket's events give it. What was merged into another ticket counts no more by itself.
#}
with tickets as (
    select *
    from {{ ref('int_tickets__unioned') }}
    where not coalesce(is_deleted, false) and not coalesce(is_merged, false)
),

milestones as (
    select * from {{ ref('ticket_milestones') }}
),

reps as (
    select * from {{ ref('identity_reps') }}
),

person_identity as (
    select * from {{ ref('identity_people') }}
),

account_identity as (
    select * from {{ ref('identity_accounts') }}
),

people as (
    select * from {{ ref('people') }}
),

accounts as (
    select * from {{ ref('accounts') }}
),

final as (
    select
        tickets.source_key as ticket_key,
        {{ known('people.person_key') }} as person_key,
        coalesce(account_identity.account_key, people.account_key, 'unknown') as account_key,
        {{ known('reps.rep_key') }} as owner_key,
        tickets.type,
        coalesce(tickets.is_complaint, false) as is_complaint,
        tickets.priority,
        tickets.status,
        coalesce(tickets.opened_at, milestones.first_event_at) as opened_at,
        -- The events are exact to the second; a vendor's metric may be rounded to the minute.
        coalesce(milestones.first_reply_at, tickets.first_reply_at) as first_reply_at,
        coalesce(tickets.solved_at, milestones.solved_at) as solved_at,
        coalesce(tickets.last_solved_at, milestones.last_solved_at, tickets.solved_at) as last_solved_at,
        coalesce(tickets.reopened_count, milestones.reopened_count, 0) as reopened_count,
        -- A source may say when the first reply was given, and not list the replies.
        case
            when milestones.agent_replies is not null or tickets.first_reply_at is null
                then coalesce(milestones.agent_replies, 0)
        end as agent_replies,
        case
            when milestones.agent_replies is not null or tickets.first_reply_at is null
                then coalesce(milestones.agent_replies_until_solved, 0)
        end as agent_replies_until_solved,
        milestones.first_event_at,
        milestones.last_event_at,
        coalesce(people.channel_key, 'unknown') as channel_key,
        coalesce(people.campaign_key, 'unknown') as campaign_key,
        coalesce(nullif(people.market_key, 'unknown'), accounts.market_key, 'unknown') as market_key,
        coalesce(nullif(people.segment_key, 'unknown'), accounts.segment_key, 'unknown') as segment_key,
        coalesce(nullif(people.industry_key, 'unknown'), accounts.industry_key, 'unknown') as industry_key
    from tickets
    left join milestones on tickets.source_key = milestones.ticket_key
    left join reps on tickets.assignee_source_key = reps.source_key
    left join person_identity on tickets.requester_source_key = person_identity.source_key
    left join people on person_identity.person_key = people.person_key
    left join account_identity on tickets.account_source_key = account_identity.source_key
    left join accounts on account_identity.account_key = accounts.account_key
)

select * from final
