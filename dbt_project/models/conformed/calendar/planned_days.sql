{#
    Every day that anything asks for, from two years before the first data day (what N-1 looks back to) to
    the end of the (fiscal) year that is two years ahead of as_of (what plans are made for).
#}
{%- set shift = var('fiscal_year_start_month') - 1 %}
with span as (
    select
        {{ first_day_of('year', add_months('first_on', -24)) }} as first_on,
        {{ add_months('last_on', 36) }} as last_on,
        {{ add_months('last_on', 24) }} as planned_on
    from {{ ref('data_span') }}
),

days as (
    {{ days_between_columns('first_on', 'last_on', 'span') }}
),

shifted as (
    select
        day,
        {{ iso_weekday('day') }} as iso_weekday,
        {{ iso_week('day') }} as iso_week,
        {{ iso_year('day') }} as iso_year,
        -- The calendar period of the shifted day is the fiscal period of the day.
        {{ add_months(first_day_of('month', 'day'), -shift) }} as fiscal_month
    from days
),

numbered as (
    select
        day as day_on,
        iso_year,
        iso_week,
        iso_weekday,
        {{ first_day_of('week', 'day') }} as week_start_on,
        {{ first_day_of('month', 'day') }} as month_start_on,
        {{ add_months(first_day_of('quarter', 'fiscal_month'), shift) }} as quarter_start_on,
        {{ add_months(first_day_of('year', 'fiscal_month'), shift) }} as year_start_on,
        {{ day_start('day') }} as starts_at,
        {{ day_start(add_days_to_date('day', 1)) }} as ends_at
    from shifted
),

last_planned as (
    select numbered.year_start_on
    from numbered
    inner join span on numbered.day_on = span.planned_on
),

final as (
    select numbered.*
    from numbered
    cross join last_planned
    where numbered.year_start_on <= last_planned.year_start_on
)

select * from final
