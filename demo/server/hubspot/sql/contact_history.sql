-- Every version of the tracked contact properties, newest first. A survivor of merges has the
-- lifecycle of all its records, and only its own versions of the rest.
select
    case when changes.field = 'lifecycle_stage' then coalesce(winners.winner_id, changes.contact_id)
        else changes.contact_id
    end as id,
    tracked.property,
    iso(changes.changed_at) as changed,
    case changes.field
        when 'owner' then reps.hubspot_owner_id
        when 'subscribed' then
            case changes.new_value when 'true' then 'false' when 'false' then 'true' end
        else changes.new_value
    end as value,
    case when changes.recorded_at <> changes.changed_at then iso(changes.recorded_at) end as recorded,
    case when changes.recorded_at > changes.changed_at + interval 1 day then 'IMPORT' else 'CRM_UI' end
        as source_type
from contact_changes as changes
inner join tracked on tracked.field = changes.field
left join contact_winners as winners on winners.loser_id = changes.contact_id
left join reps on reps.rep_id = changes.new_value
order by 1, 2, changes.changed_at desc, changes.recorded_at desc, changes.change_id desc
