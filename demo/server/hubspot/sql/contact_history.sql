-- Every version of the tracked contact properties, newest first, each with the instant of its save.
-- What merges made has the lifecycle of all its records, and of the rest the primary record's versions.
select
    case
        when changes.field = 'lifecycle_stage' or winners.primary_id = changes.contact_id
            then coalesce(winners.winner_id, changes.contact_id)
        else changes.contact_id
    end as id,
    tracked.property,
    iso(changes.recorded_at) as saved,
    case changes.field
        when 'owner' then reps.hubspot_owner_id
        when 'lead_status' then upper(changes.new_value)
        when 'consent' then legal_basis_of(changes.new_value)
        when 'subscribed' then
            case changes.new_value when 'true' then 'false' when 'false' then 'true' end
        else changes.new_value
    end as value,
    case when changes.recorded_at > changes.changed_at + interval 1 day then 'IMPORT' else 'CRM_UI' end
        as source_type
from contact_changes as changes
inner join tracked on tracked.field = changes.field
left join contact_winners as winners on winners.loser_id = changes.contact_id
left join reps on reps.rep_id = changes.new_value
order by 1, 2, changes.recorded_at desc, changes.changed_at desc, changes.change_id desc
