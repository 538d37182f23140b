{{ config(materialized='table') }}

{#
    Opening hours of the account, with the open time of all that came before: open time between two
    instants is then a subtraction. An account with several schedules gives each ticket one, and does not
    export which: it has no row here.
#}
with schedules as (
    select * from {{ ref('stg_zendesk__schedules') }}
),

holidays as (
    select * from {{ ref('stg_zendesk__schedule_holidays') }}
),

metric_events as (
    select * from {{ ref('stg_zendesk__ticket_metric_events') }}
),

only_schedule as (
    select min(schedule_id) as schedule_id from schedules having count(distinct schedule_id) = 1
),

-- From a week before the first clock to a year ahead, for targets that are not due yet.
span as (
    select
        {{ add_days_to_date('cast(min(occurred_at) as date)', -7) }} as first_on,
        {{ add_days_to_date(as_of(), 366) }} as last_on
    from metric_events
    having min(occurred_at) is not null
),

days as (
    {{ days_between_columns('first_on', 'last_on', 'span') }}
),

weekdays as (
    -- The vendor counts minutes from Sunday on.
    select
        day,
        case when {{ iso_weekday('day') }} = 7 then 0 else {{ iso_weekday('day') }} * 1440 end as first_minute
    from days
),

open_intervals as (
    select
        schedules.schedule_id,
        schedules.time_zone,
        weekdays.day,
        {{ add_seconds(
            'cast(weekdays.day as timestamp)', '(schedules.starts_at_minute - weekdays.first_minute) * 60'
        ) }} as opens_local,
        {{ add_seconds(
            'cast(weekdays.day as timestamp)', '(schedules.ends_at_minute - weekdays.first_minute) * 60'
        ) }} as closes_local
    from schedules
    inner join only_schedule on schedules.schedule_id = only_schedule.schedule_id
    inner join weekdays
        on
            schedules.starts_at_minute >= weekdays.first_minute
            and schedules.starts_at_minute < weekdays.first_minute + 1440
    left join holidays
        on
            schedules.schedule_id = holidays.schedule_id
            and weekdays.day between holidays.starts_on and holidays.ends_on
    where holidays.holiday_id is null and schedules.time_zone is not null
),

instants as (
    select
        {{ utc_timestamp_in('opens_local', 'time_zone') }} as opens_at,
        {{ utc_timestamp_in('closes_local', 'time_zone') }} as closes_at
    from open_intervals
),

lengths as (
    select opens_at, closes_at, {{ microseconds_between('opens_at', 'closes_at') }} as open_us
    from instants
),

final as (
    select
        opens_at,
        closes_at,
        open_us,
        cast(coalesce(sum(open_us) over (
            order by opens_at rows between unbounded preceding and 1 preceding
        ), 0) as bigint) as open_us_before,
        coalesce(lead(opens_at) over (order by opens_at), cast('9999-12-31' as timestamp)) as next_opens_at
    from lengths
)

select * from final
