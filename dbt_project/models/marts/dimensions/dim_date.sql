{#
    One row per day, from the start of the first data day's year to the end of the year that is two years ahead
    of as_of: a quota or a target is asked of days to come, too.
#}
with days as (
    select * from {{ ref('planned_days') }}
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

holidays as (
    select date_day, {{ string_list_agg('market_key', ', ', 'market_key') }} as holiday_markets
    from {{ ref('dim_holidays') }}
    group by date_day
),

company_holidays as (
    select date_day, holiday_name
    from {{ ref('dim_holidays') }}
    where market_key = {{ text(var('holiday_market') | upper) }}
),

numbered as (
    select
        days.*,
        {{ part_of_day('year', 'days.day_on') }} as calendar_year,
        {{ part_of_day('month', 'days.day_on') }} as calendar_month,
        {{ part_of_day('day', 'days.day_on') }} as day_of_month,
        {{ fiscal_year('days.year_start_on') }} as fiscal_year,
        {{ fiscal_quarter('days.quarter_start_on', 'days.year_start_on') }} as fiscal_quarter,
        {{ fiscal_month('days.month_start_on', 'days.year_start_on') }} as fiscal_month
    from days
    cross join first_days
    where days.year_start_on >= first_days.year_start_on
),

named as (
    select
        *,
        {{ nth_name('iso_weekday', weekday_names('en')) }} as weekday_en,
        {{ nth_name('iso_weekday', weekday_names('fr')) }} as weekday_fr,
        {{ nth_name('calendar_month', month_names('en')) }} as month_en,
        {{ nth_name('calendar_month', month_names('fr')) }} as month_fr
    from numbered
),

final as (
    select
        named.day_on as date_day,
        named.iso_year,
        named.iso_week,
        named.iso_weekday,
        named.week_start_on,
        named.month_start_on,
        named.quarter_start_on,
        named.year_start_on,
        calendar.is_business_day,
        named.weekday_en || ', ' || cast(named.day_of_month as string) || ' ' || named.month_en
        || ' ' || cast(named.calendar_year as string) as label_en,
        named.weekday_fr || ' ' || cast(named.day_of_month as string) || ' ' || named.month_fr
        || ' ' || cast(named.calendar_year as string) as label_fr,
        named.calendar_year,
        named.calendar_month,
        named.day_of_month,
        named.month_en,
        named.month_fr,
        named.weekday_en,
        named.weekday_fr,
        named.fiscal_year,
        named.fiscal_quarter,
        named.fiscal_month,
        named.iso_weekday >= 6 as is_weekend,
        company_holidays.date_day is not null as is_holiday,
        company_holidays.holiday_name,
        holidays.holiday_markets,
        named.day_on <= {{ as_of() }} as is_known
    from named
    inner join calendar on named.day_on = calendar.day_on
    left join holidays on named.day_on = holidays.date_day
    left join company_holidays on named.day_on = company_holidays.date_day
)

select * from final
