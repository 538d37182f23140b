with schedules as (
    select * from {{ source('raw_zendesk', 'schedules') }}
),

-- Schedules are read whole: what the last reading did not bring is gone.
last_reading as (
    select max(_loaded_at) as loaded_at from schedules
),

final as (
    select
        cast(schedules.schedule_id as string) as schedule_id,
        cast(schedules.name as string) as name,
        cast(schedules.iana_time_zone as string) as time_zone,
        cast(schedules.position as bigint) as position,
        cast(schedules.start_time as bigint) as starts_at_minute,
        cast(schedules.end_time as bigint) as ends_at_minute,
        cast(schedules._loaded_at as timestamp) as loaded_at
    from schedules
    inner join last_reading on schedules._loaded_at = last_reading.loaded_at
)

select * from final
