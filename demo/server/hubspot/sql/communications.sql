-- Messages on social networks.
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
    'LINKEDIN_MESSAGE' as hs_communication_channel_type,
    'CRM' as hs_communication_logged_from,
    'Message' as hs_communication_body,
    side as activity_direction
from served_activities
where type = 'social'
