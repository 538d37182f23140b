{#
    What each target asks of each period. A KPI that adds up over time is asked an amount per month:
    its periods add up their days, each its month's share, and a period that the target does not
    cover whole has none, nor has a day on which nothing is asked. Any other is asked the path at the
    period's end. The share of a day is that of the month's working days or, where the definition says
    so, of all its days.
      share_gone  what share of the period's target is due by as_of; null where it is all due at the end
      months_due  what an amount per month adds up to by then
#}
with targets as (
    select * from {{ ref('kpi__accepted_targets') }}
),

catalog as (
    select kpi_id, additivity, grains, target_days, is_by_pace from {{ ref('kpi_catalog') }}
),

periods as (
    select grain, period_start, period_end from {{ ref('dim_periods') }}
),

-- Periods of weeks and of those that run reach further than the targets and the data.
span as (
    select min(period_start) as first_on, max(period_end) as last_on from periods
),

days as (
    {{ days_between_columns('first_on', 'last_on', 'span') }}
),

business_calendar as (
    select day_on, is_business_day from {{ ref('business_calendar') }}
),

weighted_days as (
    select
        days.day as day_on,
        {{ first_day_of('month', 'days.day') }} as month_on,
        case when business_calendar.is_business_day then 1 else 0 end as business_weight
    from days
    left join business_calendar on days.day = business_calendar.day_on
),

month_shares as (
    select
        day_on,
        'business_days' as target_days,
        cast(business_weight as {{ type_double() }})
        / nullif(sum(business_weight) over (partition by month_on), 0) as month_share
    from weighted_days
    union all
    select
        day_on,
        'calendar' as target_days,
        cast(1.0 as {{ type_double() }}) / nullif({{ days_in_month('day_on') }}, 0) as month_share
    from weighted_days
),

period_months as (
    select
        periods.grain,
        periods.period_start,
        periods.period_end,
        month_shares.target_days,
        {{ whole_days_between('periods.period_start', 'periods.period_end') }} + 1 as day_count,
        sum(month_shares.month_share) as months,
        coalesce(sum(case when month_shares.day_on <= {{ as_of() }} then month_shares.month_share end), 0)
            as months_due
    from periods
    inner join month_shares on month_shares.day_on between periods.period_start and periods.period_end
    group by periods.grain, periods.period_start, periods.period_end, month_shares.target_days
),

asked as (
    select
        targets.*,
        catalog.additivity,
        catalog.target_days,
        catalog.is_by_pace,
        ', ' || catalog.grains || ',' as grains
    from targets
    inner join catalog on targets.kpi_id = catalog.kpi_id
),

daily as (
    select
        asked.kpi_id,
        asked.dimension,
        asked.dimension_value,
        asked.grains,
        asked.target_days,
        asked.start_on,
        month_shares.day_on,
        month_shares.month_share,
        asked.baseline_value,
        asked.target_value,
        {{ kpi_path_value('asked', 'month_shares.day_on') }} as path_value,
        row_number() over (
            partition by asked.kpi_id, asked.dimension, asked.dimension_value, month_shares.day_on
            order by asked.start_on desc
        ) as recency
    from asked
    inner join month_shares
        on
            asked.target_days = month_shares.target_days
            and month_shares.day_on between asked.start_on and asked.due_on
    where asked.additivity = 'full'
),

added_up as (
    select
        daily.kpi_id,
        daily.dimension,
        daily.dimension_value,
        period_months.grain,
        period_months.period_start,
        period_months.period_end,
        period_months.day_count,
        period_months.months_due,
        period_months.months,
        max(daily.start_on) as start_on,
        count(*) as days_asked,
        sum(daily.baseline_value * daily.month_share) as baseline_value,
        sum(daily.path_value * daily.month_share) as target_value,
        sum(case when daily.day_on <= {{ as_of() }} then daily.path_value * daily.month_share else 0 end)
            as target_due,
        sum((daily.target_value - daily.baseline_value) * daily.month_share) as whole_way
    from daily
    inner join period_months
        on
            daily.target_days = period_months.target_days
            and daily.day_on between period_months.period_start and period_months.period_end
            and daily.grains like '%, ' || period_months.grain || ',%'
    where daily.recency = 1
    group by
        daily.kpi_id,
        daily.dimension,
        daily.dimension_value,
        period_months.grain,
        period_months.period_start,
        period_months.period_end,
        period_months.day_count,
        period_months.months_due,
        period_months.months
),

at_the_end as (
    select
        asked.kpi_id,
        asked.dimension,
        asked.dimension_value,
        period_months.grain,
        period_months.period_start,
        period_months.period_end,
        period_months.months_due,
        asked.start_on,
        asked.baseline_value,
        {{ kpi_path_value('asked', 'period_months.period_end') }} as target_value,
        asked.target_value - asked.baseline_value as whole_way,
        -- A share of what is asked of the whole period is judged by pace, as amounts are.
        case when asked.is_by_pace then period_months.months_due / nullif(period_months.months, 0) end
            as share_gone,
        row_number() over (
            partition by
                asked.kpi_id, asked.dimension, asked.dimension_value,
                period_months.grain, period_months.period_start
            order by asked.start_on desc
        ) as recency
    from asked
    inner join period_months
        on
            asked.target_days = period_months.target_days
            and period_months.period_end between asked.start_on and asked.due_on
            and asked.grains like '%, ' || period_months.grain || ',%'
    where asked.additivity <> 'full'
),

final as (
    select
        kpi_id, dimension, dimension_value, grain, period_start, period_end, months_due, start_on,
        baseline_value, target_value, abs(whole_way) as whole_way,
        target_due / nullif(target_value, 0) as share_gone
    from added_up
    where days_asked = day_count and months > 0
    union all
    select
        kpi_id, dimension, dimension_value, grain, period_start, period_end, months_due, start_on,
        baseline_value, target_value, abs(whole_way) as whole_way,
        share_gone
    from at_the_end
    where recency = 1
)

select * from final
