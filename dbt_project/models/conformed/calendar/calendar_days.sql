{# The days of planned_days up to a year after as_of: what figures are made of. #}
with span as (
    select {{ add_months('last_on', 12) }} as last_on from {{ ref('data_span') }}
),

final as (
    select
        planned_days.day_on,
        planned_days.iso_year,
        planned_days.iso_week,
        planned_days.iso_weekday,
        planned_days.week_start_on,
        planned_days.month_start_on,
        planned_days.quarter_start_on,
        planned_days.year_start_on,
        planned_days.starts_at,
        planned_days.ends_at
    from {{ ref('planned_days') }} as planned_days
    inner join span on planned_days.day_on <= span.last_on
)

select * from final
