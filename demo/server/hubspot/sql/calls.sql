-- Calls. Dispositions are HubSpot's own ids.
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
    'Call' as hs_call_title,
    side as hs_call_direction,
    case outcome
        when 'connected' then 'f240bbac-87c9-4f6e-bf70-924b57d47db7'
        when 'no_answer' then '73a0d17f-1163-4015-bdd5-ec830791da20'
        when 'voicemail' then 'b2cf5968-551e-4856-9783-52b3da59a7d0'
        when 'busy' then '9d9162e7-6cf3-4944-bf63-4dff82258764'
    end as hs_call_disposition,
    case outcome
        when 'no_answer' then 'NO_ANSWER'
        when 'busy' then 'BUSY'
        else 'COMPLETED'
    end as hs_call_status,
    cast(cast(round(minutes * 60000) as bigint) as varchar) as hs_call_duration
from served_activities
where type = 'call'
