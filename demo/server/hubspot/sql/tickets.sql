-- Tickets that the portal keeps itself: one row per ticket that was never merged, or that merges made.
with
values_in_force as (
    select
        ticket_id,
        max(value) filter (where field = 'pipeline') as pipeline,
        max(value) filter (where field = 'stage') as stage,
        max(changed_at) filter (where field = 'stage') as stage_since,
        max(value) filter (where field = 'owner') as owner,
        max(recorded_at) as last_change_at
    from ticket_latest
    group by ticket_id
),

passed_on as (
    select
        coalesce(winners.winner_id, tickets.ticket_id) as survivor_id,
        min(tickets.created_at) as created_at
    from portal_tickets as tickets
    left join ticket_winners as winners on winners.loser_id = tickets.ticket_id
    group by 1
)

select
    passed_on.survivor_id as id,
    iso(passed_on.created_at) as created,
    iso(greatest(
        own.recorded_at, in_force.last_change_at, own.first_reply_at, own.deleted_at, winners.merged_at
    )) as updated,
    iso(own.deleted_at) as archived_at,
    in_force.pipeline as hs_pipeline,
    in_force.stage as hs_pipeline_stage,
    own.priority as hs_ticket_priority,
    own.category as hs_ticket_category,
    own.origin as source_type,
    iso(passed_on.created_at) as createdate,
    iso(coalesce(winners.merged_at, own.recorded_at)) as hs_createdate,
    case when closed.stage is not null then iso(in_force.stage_since) end as closed_date,
    iso(own.first_reply_at) as first_agent_reply_date,
    case when closed.stage is not null
        then cast(date_diff('millisecond', own.created_at, in_force.stage_since) as varchar)
    end as time_to_close,
    cast(date_diff('millisecond', own.created_at, own.first_reply_at) as varchar)
        as time_to_first_agent_reply,
    reps.hubspot_owner_id,
    winners.merged_ids as hs_merged_object_ids
from portal_tickets as own
left join values_in_force as in_force on in_force.ticket_id = own.ticket_id
left join closed_ticket_stages as closed on closed.stage = in_force.stage
left join reps on reps.rep_id = in_force.owner
left join ticket_winners as winners on winners.loser_id = own.ticket_id
inner join passed_on on passed_on.survivor_id = coalesce(winners.winner_id, own.ticket_id)
where own.ticket_id = coalesce(winners.primary_id, own.ticket_id)
