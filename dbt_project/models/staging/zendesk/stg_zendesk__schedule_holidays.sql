with schedule_holidays as (
    select * from {{ source('raw_zendesk', 'schedule_holidays') }}
),

schedules as (
    select schedule_id, max(loaded_at) as loaded_at
    from {{ ref('stg_zendesk__schedules') }}
    group by schedule_id
),

-- A holiday that the last reading of its schedule did not bring is gone.
final as (
    select
        cast(schedule_holidays.id as string) as holiday_id,
        cast(schedule_holidays.schedule_id as string) as schedule_id,
        cast(schedule_holidays.name as string) as name,
        cast(schedule_holidays.start_date as date) as starts_on,
        cast(schedule_holidays.end_date as date) as ends_on,
        cast(schedule_holidays._loaded_at as timestamp) as loaded_at
    from schedule_holidays
    inner join schedules
        on
            cast(schedule_holidays.schedule_id as string) = schedules.schedule_id
            and cast(schedule_holidays._loaded_at as timestamp) = schedules.loaded_at
)

select * from final
