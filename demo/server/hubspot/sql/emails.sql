-- One-to-one e-mails.
select
    id,
    created,
    updated,
    archived_at,
    hs_timestamp,
    hs_createdate,
    hubspot_owner_id,
    hs_created_by_user_id,
    hs_object_source,
    hs_object_source_id,
    'Follow-up' as hs_email_subject,
    case side when 'INBOUND' then 'INCOMING_EMAIL' else 'EMAIL' end as hs_email_direction,
    'SENT' as hs_email_status
from served_activities
where type = 'email'
