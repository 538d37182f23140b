{#
    Opening hours of every day, holidays closed: each interval of a day, and the day as a whole.
    `minutes_before` adds up the open minutes of all earlier days: open time between two instants is
    then a subtraction (macro business_hours_between).
#}
{%- set hours = var('business_hours') %}
{%- set numbers = range(1, intervals_of_a_day() + 1) | list %}
with days as (
    select * from {{ ref('planned_days') }}
),

holidays as (
    select distinct holiday_on
    from {{ ref('int_holidays__unioned') }}
    where not coalesce(is_deleted, false) and upper(trim(market)) = '{{ var("holiday_market") | upper }}'
),

clocks as (
    select
        days.day_on,
        days.starts_at
        {%- for number in numbers %}
        {%- for name in ('opens', 'closes') %},
        case
            when holidays.holiday_on is not null then null
            {%- for weekday, intervals in hours.items() if intervals | length >= number %}
            {%- set reading = intervals[number - 1][0 if name == 'opens' else 1] %}
            when days.iso_weekday = {{ weekday }}
                then {{ clock_reading('days.day_on', reading) }}
            {%- endfor %}
        end as {{ name }}_{{ number }}_local
        {%- endfor %}{%- endfor %}
    from days
    left join holidays on days.day_on = holidays.holiday_on
),

instants as (
    select
        day_on
        {%- for number in numbers %},
        -- What is closed opens and closes at the day's start: it lasts no time.
        coalesce({{ utc_timestamp('opens_' ~ number ~ '_local') }}, starts_at) as opens_{{ number }}_at,
        coalesce({{ utc_timestamp('closes_' ~ number ~ '_local') }}, starts_at) as closes_{{ number }}_at
    {%- endfor %}
    from clocks
),

lengths as (
    select
        *
        {%- for number in numbers %},
        {{ hours_between('opens_' ~ number ~ '_at', 'closes_' ~ number ~ '_at') }}
        * 60 as minutes_{{ number }}
    {%- endfor %}
    from instants
),

whole_days as (
    select
        *,
        opens_1_at as opens_at,
        {% if numbers | length > 1 -%}
        greatest({% for number in numbers %}closes_{{ number }}_at{{ ', ' if not loop.last }}{% endfor %})
        {%- else -%}
        closes_1_at
        {%- endif %} as closes_at,
        {% for number in numbers %}minutes_{{ number }}{{ ' + ' if not loop.last }}{% endfor %}
            as business_minutes
    from lengths
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
        {%- for number in numbers %},
        opens_{{ number }}_at,
        minutes_{{ number }}
    {%- endfor %}
    from whole_days
)

select * from final
