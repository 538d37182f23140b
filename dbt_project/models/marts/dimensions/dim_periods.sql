{#
    Every period of every grain that data can fall in, with the one before and the one a year
    before: days and weeks by ISO week and weekday, the others by the calendar or fiscal year.
#}
with days as (
    select * from {{ ref('calendar_days') }}
),

span as (
    select * from {{ ref('data_span') }}
),

data_days as (
    select days.*, span.history_from
    from days
    inner join span on days.day_on between span.first_on and span.last_on
),

iso_counterparts as (
    select
        data_days.day_on,
        data_days.week_start_on,
        data_days.iso_weekday,
        data_days.history_from,
        earlier.day_on as previous_year_day_on,
        earlier.week_start_on as previous_year_week_start_on
    from data_days
    left join days as earlier
        on
            data_days.iso_year - 1 = earlier.iso_year
            and data_days.iso_week = earlier.iso_week
            and data_days.iso_weekday = earlier.iso_weekday
),

periods as (
    select
        'day' as grain,
        day_on as period_start,
        day_on as period_end,
        {{ add_days_to_date('day_on', -1) }} as previous_start,
        previous_year_day_on as previous_year_start,
        history_from
    from iso_counterparts
    union all
    select
        'week' as grain,
        week_start_on as period_start,
        {{ add_days_to_date('week_start_on', 6) }} as period_end,
        {{ add_days_to_date('week_start_on', -7) }} as previous_start,
        min(previous_year_week_start_on) as previous_year_start,
        history_from
    from iso_counterparts
    group by week_start_on, history_from
    {%- for grain, months in [('month', 1), ('quarter', 3), ('year', 12)] %}
    union all
    select distinct
        '{{ grain }}' as grain,
        {{ grain }}_start_on as period_start,
        {{ add_days_to_date(add_months(grain ~ '_start_on', months), -1) }} as period_end,
        {{ add_months(grain ~ '_start_on', -months) }} as previous_start,
        {{ add_months(grain ~ '_start_on', -12) }} as previous_year_start,
        history_from
    from data_days
    {%- endfor %}
),

numbered as (
    select
        periods.*,
        {{ part_of_day('year', 'periods.period_start') }} as calendar_year,
        {{ part_of_day('month', 'periods.period_start') }} as calendar_month,
        days.iso_year,
        days.iso_week,
        {{ fiscal_year('days.year_start_on') }} as fiscal_year,
        {{ fiscal_quarter('days.quarter_start_on', 'days.year_start_on') }} as fiscal_quarter
    from periods
    left join days on periods.period_start = days.day_on
),

final as (
    select
        grain,
        period_start,
        period_end,
        previous_start,
        previous_year_start,
        case
            when previous_year_start is null then 'no week 53 in the year before'
        end as previous_year_reason,
        period_end <= {{ as_of() }} and period_start >= history_from as is_complete,
        history_from,
        grain || ':' || cast(period_start as string) as period_key,
        case grain
            when 'day' then cast(period_start as string)
            when 'week' then 'Week ' || cast(iso_week as string) || ', ' || cast(iso_year as string)
            when 'month'
                then
                    {{ nth_name('calendar_month', month_names('en')) }}
                    || ' ' || cast(calendar_year as string)
            when 'quarter'
                then 'Q' || cast(fiscal_quarter as string) || ' ' || cast(fiscal_year as string)
            else cast(fiscal_year as string)
        end as label_en,
        case grain
            when 'day' then cast(period_start as string)
            when 'week' then 'Semaine ' || cast(iso_week as string) || ', ' || cast(iso_year as string)
            when 'month'
                then
                    {{ nth_name('calendar_month', month_names('fr')) }}
                    || ' ' || cast(calendar_year as string)
            when 'quarter'
                then 'T' || cast(fiscal_quarter as string) || ' ' || cast(fiscal_year as string)
            else cast(fiscal_year as string)
        end as label_fr
    from numbered
)

select * from final
