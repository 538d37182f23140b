-- Tickets that the portal keeps itself: one row per survivor of merges.
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

merged as (
    select
        winner_id,
        string_agg(loser_id, ';' order by loser_id) as ids,
        max(merged_at) as merged_at
    from ticket_winners
    group by winner_id
)

select
    own.ticket_id as id,
    iso(own.created_at) as created,
    iso(greatest(
        own.recorded_at, in_force.last_change_at, own.first_reply_at, own.deleted_at, merged.merged_at
    )) as updated,
    iso(own.deleted_at) as archived_at,
    in_force.pipeline as hs_pipeline,
    in_force.stage as hs_pipeline_stage,
    own.priority as hs_ticket_priority,
    own.category as hs_ticket_category,
    own.origin as source_type,
    iso(own.created_at) as createdate,
    iso(own.recorded_at) as hs_createdate,
    case when closed.stage is not null then iso(in_force.stage_since) end as closed_date,
    iso(own.first_reply_at) as first_agent_reply_date,
    case when closed.stage is not null
        then cast(date_diff('millisecond', own.created_at, in_force.stage_since) as varchar)
    end as time_to_close,
    cast(date_diff('millisecond', own.created_at, own.first_reply_at) as varchar)
        as time_to_first_agent_reply,
    reps.hubspot_owner_id,
    merged.ids as hs_merged_object_ids
from portal_tickets as own
left join values_in_force as in_force on in_force.ticket_id = own.ticket_id
left join closed_ticket_stages as closed on closed.stage = in_force.stage
left join reps on reps.rep_id = in_force.owner
left join merged on merged.winner_id = own.ticket_id
left join ticket_winners as winners on winners.loser_id = own.ticket_id
where winners.loser_id is null
