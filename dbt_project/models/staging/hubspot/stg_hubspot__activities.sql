with calls as (

    select
        'calls' as object_type,
        id,
        'call' as type,
        cast(null as string) as meeting_kind,
        case upper(hs_call_direction)
            when 'OUTBOUND' then 'outbound'
            when 'INBOUND' then 'inbound'
        end as direction,
        cast(null as timestamp) as booked_at,
        hs_timestamp as occurred_at,
        cast(null as timestamp) as cancelled_at,
        hs_call_duration / 60000 as minutes,
        -- The vendor's standard dispositions; the same identifiers in every portal.
        case hs_call_disposition
            when 'f240bbac-87c9-4f6e-bf70-924b57d47db7' then 'connected'
            when 'a4c4c377-d246-4b32-a13b-75a56a4cd0ff' then 'connected'
            when '73a0d17f-1163-4015-bdd5-ec830791da20' then 'no_answer'
            when '17b47fee-58de-441e-a44c-c6300d46f273' then 'no_answer'
            when 'b2cf5968-551e-4856-9783-52b3da59a7d0' then 'voicemail'
            when '9d9162e7-6cf3-4944-bf63-4dff82258764' then 'busy'
            else hs_call_disposition
        end as outcome,
        hs_createdate,
        created_at,
        hs_created_by_user_id,
        hs_object_source,
        hs_object_source_id,
        hubspot_owner_id,
        archived,
        _loaded_at
    from {{ source('hubspot', 'calls') }}

),

emails as (

    select
        'emails' as object_type,
        id,
        'email' as type,
        cast(null as string) as meeting_kind,
        case
            when hs_email_direction = 'INCOMING_EMAIL' then 'inbound'
            when hs_email_direction is not null then 'outbound'
        end as direction,
        cast(null as timestamp) as booked_at,
        hs_timestamp as occurred_at,
        cast(null as timestamp) as cancelled_at,
        cast(null as {{ type_double() }}) as minutes,
        cast(null as string) as outcome,
        hs_createdate,
        created_at,
        hs_created_by_user_id,
        hs_object_source,
        hs_object_source_id,
        hubspot_owner_id,
        archived,
        _loaded_at
    from {{ source('hubspot', 'emails') }}

),

communications as (

    select
        'communications' as object_type,
        id,
        -- A text message is none of the touches that are counted.
        case hs_communication_channel_type when 'SMS' then 'message' else 'social' end as type,
        cast(null as string) as meeting_kind,
        lower(mapped_direction) as direction,
        cast(null as timestamp) as booked_at,
        hs_timestamp as occurred_at,
        cast(null as timestamp) as cancelled_at,
        cast(null as {{ type_double() }}) as minutes,
        cast(null as string) as outcome,
        hs_createdate,
        created_at,
        hs_created_by_user_id,
        hs_object_source,
        hs_object_source_id,
        hubspot_owner_id,
        archived,
        _loaded_at
    from {{ source('hubspot', 'communications') }}

),

meetings as (

    select
        'meetings' as object_type,
        id,
        'meeting' as type,
        lower(hs_activity_type) as meeting_kind,
        lower(mapped_direction) as direction,
        mapped_booked_at as booked_at,
        coalesce(hs_meeting_start_time, hs_timestamp) as occurred_at,
        mapped_cancelled_at as cancelled_at,
        {{ hours_between('hs_meeting_start_time', 'hs_meeting_end_time') }} * 60 as minutes,
        case hs_meeting_outcome
            when 'COMPLETED' then 'held'
            when 'NO_SHOW' then 'no_show'
            when 'CANCELED' then 'cancelled'
            -- The new date is a meeting of its own.
            when 'RESCHEDULED' then 'cancelled'
            when 'SCHEDULED' then 'scheduled'
            else hs_meeting_outcome
        end as outcome,
        hs_createdate,
        created_at,
        hs_created_by_user_id,
        hs_object_source,
        hs_object_source_id,
        hubspot_owner_id,
        archived,
        _loaded_at
    from {{ source('hubspot', 'meetings') }}

),

tasks as (

    select
        'tasks' as object_type,
        id,
        'task' as type,
        cast(null as string) as meeting_kind,
        cast(null as string) as direction,
        cast(null as timestamp) as booked_at,
        hs_timestamp as occurred_at,
        cast(null as timestamp) as cancelled_at,
        cast(null as {{ type_double() }}) as minutes,
        cast(null as string) as outcome,
        hs_createdate,
        created_at,
        hs_created_by_user_id,
        hs_object_source,
        hs_object_source_id,
        hubspot_owner_id,
        archived,
        _loaded_at
    from {{ source('hubspot', 'tasks') }}

),

notes as (

    select
        'notes' as object_type,
        id,
        'note' as type,
        cast(null as string) as meeting_kind,
        cast(null as string) as direction,
        cast(null as timestamp) as booked_at,
        hs_timestamp as occurred_at,
        cast(null as timestamp) as cancelled_at,
        cast(null as {{ type_double() }}) as minutes,
        cast(null as string) as outcome,
        hs_createdate,
        created_at,
        hs_created_by_user_id,
        hs_object_source,
        hs_object_source_id,
        hubspot_owner_id,
        archived,
        _loaded_at
    from {{ source('hubspot', 'notes') }}

),

unioned as (

    select * from calls
    union all
    select * from emails
    union all
    select * from communications
    union all
    select * from meetings
    union all
    select * from tasks
    union all
    select * from notes

),

final as (

    select
        object_type,
        id as activity_id,
        type,
        meeting_kind,
        direction,
        booked_at,
        occurred_at,
        cancelled_at,
        coalesce(hs_createdate, created_at) as recorded_at,
        hs_created_by_user_id as recorded_by_user_id,
        case when hs_object_source = 'IMPORT' then hs_object_source_id end as import_id,
        minutes,
        outcome,
        hubspot_owner_id as owner_id,
        archived as is_archived,
        _loaded_at as loaded_at
    from unioned

)

select * from final
