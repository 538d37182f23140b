-- Leads: one per contact that has a lead status.
with
first_status as (
    select contact_id, min(changed_at) as created_at
    from contact_changes
    where field = 'lead_status'
    group by contact_id
)

select
    contacts.id,
    iso(first_status.created_at) as created,
    contacts.updated,
    contacts.archived_at,
    concat_ws(' ', contacts.firstname, contacts.lastname) as hs_lead_name,
    upper(contacts.lead_temperature) as hs_lead_label,
    'leads' as hs_pipeline,
    contacts.hs_lead_status as hs_pipeline_stage,
    contacts.hubspot_owner_id,
    iso(first_status.created_at) as hs_createdate,
    contacts.id as hs_primary_contact_id
from served_contacts as contacts
inner join first_status on first_status.contact_id = contacts.id
where contacts.hs_lead_status is not null
