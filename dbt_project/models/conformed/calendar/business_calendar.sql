{#
    Opening hours of every day, holidays closed. `minutes_before` adds up the open minutes of all
    earlier days: open time between two instants is then a subtraction (macro business_hours_between).
#}
{%- set hours = var('business_hours') %}
with days as (
    select * from {{ ref('calendar_days') }}
),

holidays as (
    select distinct holiday_on
    from {{ ref('int_holidays__unioned') }}
    where not coalesce(is_deleted, false) and upper(trim(market)) = '{{ var("holiday_market") | upper }}'
),

clocks as (
    select
        days.day_on,
        days.starts_at,
        case
            when holidays.holiday_on is not null then null
            {%- for weekday, opening in hours.items() %}
            when days.iso_weekday = {{ weekday }}
                then cast(cast(days.day_on as string) || ' {{ opening[0] }}:00' as timestamp)
            {%- endfor %}
        end as opens_local,
        case
            when holidays.holiday_on is not null then null
            {%- for weekday, opening in hours.items() %}
            when days.iso_weekday = {{ weekday }}
                then cast(cast(days.day_on as string) || ' {{ opening[1] }}:00' as timestamp)
            {%- endfor %}
        end as closes_local
    from days
    left join holidays on days.day_on = holidays.holiday_on
),

instants as (
    select
        day_on,
        -- A closed day opens and closes at its start: it lasts no time.
        coalesce({{ utc_timestamp('opens_local') }}, starts_at) as opens_at,
        coalesce({{ utc_timestamp('closes_local') }}, starts_at) as closes_at
    from clocks
),

lengths as (
    select
        day_on,
        opens_at,
        closes_at,
        {{ hours_between('opens_at', 'closes_at') }} * 60 as business_minutes
    from instants
),

final as (
    select
        day_on,
        opens_at,
        closes_at,
        business_minutes,
        business_minutes > 0 as is_business_day,
        coalesce(
            sum(business_minutes) over (
                order by day_on rows between unbounded preceding and 1 preceding
            ), 0
        ) as minutes_before
    from lengths
)

select * from final
