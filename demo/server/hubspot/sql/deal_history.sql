-- Every version of the tracked deal properties, newest first. `closedate` is overloaded as in
-- HubSpot: the expected day while the deal is open (calculated), the closing instant after.
with
changes as (
    select deal_changes.*, tracked.property, false as is_calculated
    from deal_changes
    inner join tracked on tracked.field = deal_changes.field

    union all

    select deal_changes.*, 'closedate' as property, true as is_calculated
    from deal_changes
    where field = 'expected_close_on'
)

select
    changes.deal_id as id,
    changes.property,
    iso(changes.changed_at) as changed,
    case
        when changes.field = 'owner' then reps.hubspot_owner_id
        when changes.property = 'closedate' then iso(cast(changes.new_value as timestamp))
        else changes.new_value
    end as value,
    case when changes.recorded_at <> changes.changed_at then iso(changes.recorded_at) end as recorded,
    case
        when changes.is_calculated then 'CALCULATED'
        when changes.recorded_at > changes.changed_at + interval 1 day then 'IMPORT'
        else 'CRM_UI'
    end as source_type
from changes
left join reps on reps.rep_id = changes.new_value
order by 1, 2, changes.changed_at desc, changes.recorded_at desc, changes.change_id desc
