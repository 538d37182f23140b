-- Tasks: logged when done.
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
    'Follow up' as hs_task_subject,
    'COMPLETED' as hs_task_status,
    'TODO' as hs_task_type,
    hs_timestamp as hs_task_completion_date
from served_activities
where type = 'task'
