-- Meetings. The end is the start and the minutes.
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
    coalesce(upper(meeting_kind[1]) || meeting_kind[2:], 'Meeting') as hs_meeting_title,
    hs_timestamp as hs_meeting_start_time,
    iso(occurred_at + to_seconds(coalesce(minutes, 30) * 60)) as hs_meeting_end_time,
    case outcome
        when 'held' then 'COMPLETED'
        when 'no_show' then 'NO_SHOW'
        when 'cancelled' then 'CANCELED'
        else 'SCHEDULED'
    end as hs_meeting_outcome,
    meeting_kind as hs_activity_type,
    side as activity_direction,
    iso(booked_at) as meeting_booked_at,
    iso(cancelled_at) as meeting_cancelled_at
from served_activities
where type = 'meeting'
