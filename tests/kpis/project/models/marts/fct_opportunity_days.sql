with days as (
    select
        date_day, week_start_on, month_start_on, quarter_start_on, year_start_on,
        lead(date_day) over (order by date_day) as next_day
    from {{ ref('dim_date') }}
    where date_day <= cast('{{ var("as_of") }}' as date)
),

ends as (
    select
        days.date_day,
        case when days.next_day is null or next.week_start_on <> days.week_start_on then 1 else 0 end as is_week_end,
        case when days.next_day is null or next.month_start_on <> days.month_start_on then 1 else 0 end as is_month_end,
        case when days.next_day is null or next.quarter_start_on <> days.quarter_start_on then 1 else 0 end as is_quarter_end,
        case when days.next_day is null or next.year_start_on <> days.year_start_on then 1 else 0 end as is_year_end
    from days
    left join days as next on days.next_day = next.date_day
)

select
    ends.date_day || ':' || i as opportunity_day_key, ends.date_day as day_on, 'rep' || (i % 2) as owner_key, 'team0' as team_key,
    'email' as channel_key, 'unknown' as campaign_key, 'FR' as market_key, 'small' as segment_key, 'retail' as industry_key,
    'sales' as pipeline_key, cast(50 + i as decimal(18, 2)) as amount_reporting, 1 as is_open,
    is_week_end, is_month_end, is_quarter_end, is_year_end
from ends
-- Deal i is open for i weeks; none is open from mid-February to the end of March.
inner join range(6) as t(i) on ends.date_day < cast('2025-01-01' as date) + cast(7 * i as integer) or ends.date_day >= cast('2025-04-01' as date)
