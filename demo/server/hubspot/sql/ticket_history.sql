-- Every version of the tracked ticket properties, newest first.
select
    changes.ticket_id as id,
    tracked.property,
    iso(changes.changed_at) as changed,
    case when changes.field = 'owner' then reps.hubspot_owner_id else changes.new_value end as value,
    cast(null as varchar) as recorded,
    'CRM_UI' as source_type
from portal_ticket_changes as changes
inner join tracked on tracked.field = changes.field
left join reps on reps.rep_id = changes.new_value
order by 1, 2, changes.changed_at desc, changes.change_id desc
