{#
    Every business day, from two years before the first data day (what N-1 looks back to) to a year
    after as_of (what planning looks ahead to).
#}
{%- set shift = var('fiscal_year_start_month') - 1 %}
with span as (
    select
        cast(date_trunc('year', {{ add_months('first_on', -24) }}) as date) as first_on,
        {{ add_months('last_on', 12) }} as last_on
    from {{ ref('data_span') }}
),

days as (
    {{ date_spine('first_on', 'last_on', 'span') }}
),

shifted as (
    select
        day,
        {{ iso_weekday('day') }} as iso_weekday,
        {{ iso_week('day') }} as iso_week,
        {{ iso_year('day') }} as iso_year,
        -- The calendar period of the shifted day is the fiscal period of the day.
        {{ add_months("cast(date_trunc('month', day) as date)", -shift) }} as fiscal_month
    from days
),

final as (
    select
        day as day_on,
        iso_year,
        iso_week,
        iso_weekday,
        cast(date_trunc('week', day) as date) as week_start_on,
        cast(date_trunc('month', day) as date) as month_start_on,
        {{ add_months("cast(date_trunc('quarter', fiscal_month) as date)", shift) }} as quarter_start_on,
        {{ add_months("cast(date_trunc('year', fiscal_month) as date)", shift) }} as year_start_on,
        {{ day_start('day') }} as starts_at,
        {{ day_start(add_days_to_date('day', 1)) }} as ends_at
    from shifted
)

select * from final
