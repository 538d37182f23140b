-- Activities of every type, with the properties that their types share.
create temp table served_activities as
select
    activities.*,
    activities.activity_id as id,
    iso(activities.recorded_at) as created,
    iso(greatest(
        activities.recorded_at, activities.outcome_recorded_at, activities.cancelled_at,
        activities.deleted_at, contact.merged_at, company.merged_at, deal.merged_at
    )) as updated,
    iso(activities.deleted_at) as archived_at,
    iso(activities.occurred_at) as hs_timestamp,
    iso(activities.recorded_at) as hs_createdate,
    reps.hubspot_owner_id,
    user_number(recorders.hubspot_user_id) as hs_created_by_user_id,
    case when activities.import_id is null then 'CRM_UI' else 'IMPORT' end as hs_object_source,
    activities.import_id as hs_object_source_id,
    upper(activities.direction) as side
from activities
left join contact_winners as contact on contact.loser_id = activities.contact_id
left join company_winners as company on company.loser_id = activities.company_record_id
left join deal_winners as deal on deal.loser_id = activities.deal_id
left join reps on reps.rep_id = activities.rep_id
left join reps as recorders on recorders.rep_id = activities.recorded_by
