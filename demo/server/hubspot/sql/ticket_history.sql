-- Every version of the tracked ticket properties, newest first.
select
    case when winners.primary_id = changes.ticket_id then winners.winner_id else changes.ticket_id end
        as id,
    tracked.property,
    iso(changes.recorded_at) as saved,
    case when changes.field = 'owner' then reps.hubspot_owner_id else changes.new_value end as value,
    'CRM_UI' as source_type
from portal_ticket_changes as changes
inner join tracked on tracked.field = changes.field
left join ticket_winners as winners on winners.loser_id = changes.ticket_id
left join reps on reps.rep_id = changes.new_value
order by 1, 2, changes.recorded_at desc, changes.change_id desc
