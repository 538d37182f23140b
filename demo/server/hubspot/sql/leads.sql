-- Leads: one per contact that has a lead status. A merge of contacts leaves the lead its id.
with
first_status as (
    select contact_id, min(changed_at) as created_at
    from contact_changes
    where field = 'lead_status'
    group by contact_id
)

select
    first_status.contact_id as id,
    iso(first_status.created_at) as created,
    contacts.updated,
    contacts.archived_at,
    concat_ws(' ', contacts.firstname, contacts.lastname) as hs_lead_name,
    upper(contacts.lead_temperature) as hs_lead_label,
    'leads' as hs_pipeline,
    lower(contacts.hs_lead_status) as hs_pipeline_stage,
    contacts.hubspot_owner_id,
    iso(first_status.created_at) as hs_createdate,
    contacts.id as hs_primary_contact_id
from served_contacts as contacts
left join contact_winners as winners
    on winners.winner_id = contacts.id and winners.loser_id = winners.primary_id
inner join first_status on first_status.contact_id = coalesce(winners.primary_id, contacts.id)
where contacts.hs_lead_status is not null
