with days as (
    select * from {{ ref('dim_date') }} where date_day between cast('2025-01-01' as date) and cast('{{ var("as_of") }}' as date)
),

starts as (
    select distinct 'day' as grain, date_day as period_start from days
    union
    select 'week', week_start_on from days
    union
    select 'month', month_start_on from days
    union
    select 'quarter', quarter_start_on from days
    union
    select 'year', year_start_on from days
),

bounds as (
    select
        grain, period_start,
        cast(case grain
            when 'day' then period_start when 'week' then period_start + 6
            when 'month' then period_start + interval 1 month - interval 1 day
            when 'quarter' then period_start + interval 3 months - interval 1 day
            else period_start + interval 1 year - interval 1 day end as date) as period_end,
        cast(case grain
            when 'day' then period_start - 1 when 'week' then period_start - 7
            when 'month' then period_start - interval 1 month
            when 'quarter' then period_start - interval 3 months
            else period_start - interval 1 year end as date) as previous_start,
        cast(case when grain in ('day', 'week') then period_start - 364 else period_start - interval 1 year end as date)
            as previous_year_start
    from starts
)

select
    *,
    cast(null as varchar) as previous_year_reason,
    period_end <= cast('{{ var("as_of") }}' as date) as is_complete,
    cast('{{ var("history_from") or "2025-01-01" }}' as date) as history_from
from bounds
