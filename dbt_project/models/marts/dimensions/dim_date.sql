{#
    One row per day, from the start of the first data day's year to the end of the year of as_of: what is asked of
    a quarter or a year, as a quota, is asked of its days to come, too.
#}
with days as (
    select * from {{ ref('calendar_days') }}
),

calendar as (
    select * from {{ ref('business_calendar') }}
),

span as (
    select * from {{ ref('data_span') }}
),

first_days as (
    select days.year_start_on
    from days
    inner join span on days.day_on = span.first_on
),

last_days as (
    select days.year_start_on
    from days
    inner join span on days.day_on = span.last_on
),

final as (
    select
        days.day_on as date_day,
        days.iso_year,
        days.iso_week,
        days.iso_weekday,
        days.week_start_on,
        days.month_start_on,
        days.quarter_start_on,
        days.year_start_on,
        calendar.is_business_day
    from days
    inner join calendar on days.day_on = calendar.day_on
    cross join first_days
    cross join last_days
    where days.year_start_on between first_days.year_start_on and last_days.year_start_on
)

select * from final
