{#
    Why MRR changed: one row per customer and month at whose end it has MRR, had it a month or a year
    before. Its movements are MRR at the end less MRR at the end before, split by what happened.
#}
with lines as (
    select * from {{ ref('recurring_lines') }} where monthly_amount is not null
),

owners as (
    select * from {{ ref('customer_owners') }}
),

reps as (
    select * from {{ ref('reps') }}
),

days as (
    select * from {{ ref('calendar_days') }}
),

months as (
    {{ customer_periods(['month']) }}
),

cut_offs as (
    select period_start_on, period_end_on as cut_off_on, 'end' as side from months
    union all
    select period_start_on, previous_end_on as cut_off_on, 'start' as side from months
    union all
    select period_start_on, year_ago_on as cut_off_on, 'year_ago' as side from months
),

summed as (
    select
        lines.customer_key,
        cut_offs.period_start_on,
        coalesce(sum(case when cut_offs.side = 'end' then lines.monthly_amount end), 0) as mrr,
        coalesce(sum(case when cut_offs.side = 'start' then lines.monthly_amount end), 0) as previous_mrr,
        coalesce(sum(case when cut_offs.side = 'year_ago' then lines.monthly_amount end), 0) as year_ago_mrr
    from lines
    inner join cut_offs
        on
            lines.starts_on <= cut_offs.cut_off_on
            and (lines.effective_ends_on is null or lines.effective_ends_on > cut_offs.cut_off_on)
    group by lines.customer_key, cut_offs.period_start_on
),

first_months as (
    select customer_key, min(period_start_on) as first_period_start_on
    from summed
    where mrr <> 0 or previous_mrr <> 0
    group by customer_key
),

placed as (
    select
        summed.*,
        months.period_end_on,
        {{ add_months('days.quarter_start_on', 3) }} as next_quarter_on,
        {{ add_months('days.year_start_on', 12) }} as next_year_on,
        first_months.first_period_start_on = summed.period_start_on as is_first_month
    from summed
    inner join months on summed.period_start_on = months.period_start_on
    inner join days on months.period_end_on = days.day_on
    left join first_months on summed.customer_key = first_months.customer_key
),

final as (
    select
        placed.customer_key || ':' || cast(placed.period_start_on as string) as mrr_movement_key,
        placed.customer_key,
        owners.account_key,
        placed.period_start_on as month_start_on,
        placed.period_end_on as month_end_on,
        owners.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        owners.channel_key,
        owners.campaign_key,
        owners.market_key,
        owners.segment_key,
        owners.industry_key,
        cast(placed.mrr as decimal(18, 2)) as mrr,
        cast(placed.previous_mrr as decimal(18, 2)) as previous_mrr,
        cast(case
            when placed.previous_mrr = 0 and placed.mrr <> 0 and placed.is_first_month then placed.mrr
            else 0
        end as decimal(18, 2)) as new_mrr,
        cast(case
            when placed.previous_mrr <> 0 and placed.mrr <> 0
                then greatest(placed.mrr - placed.previous_mrr, 0)
            else 0
        end as decimal(18, 2)) as expansion_mrr,
        cast(case
            when placed.previous_mrr <> 0 and placed.mrr <> 0
                then greatest(placed.previous_mrr - placed.mrr, 0)
            else 0
        end as decimal(18, 2)) as contraction_mrr,
        cast(case when placed.mrr = 0 then placed.previous_mrr else 0 end as decimal(18, 2)) as churned_mrr,
        cast(case
            when placed.previous_mrr = 0 and placed.mrr <> 0 and not placed.is_first_month then placed.mrr
            else 0
        end as decimal(18, 2)) as reactivated_mrr,
        -- What the customers of a year ago paid then, pay now, and pay of it still.
        cast(case when placed.year_ago_mrr > 0 then placed.year_ago_mrr else 0 end as decimal(18, 2))
            as year_ago_mrr,
        cast(case when placed.year_ago_mrr > 0 then placed.mrr else 0 end as decimal(18, 2)) as retained_mrr,
        cast(case
            when placed.year_ago_mrr > 0 then least(placed.mrr, placed.year_ago_mrr) else 0
        end as decimal(18, 2)) as kept_mrr,
        {{ flag('placed.mrr > 0') }} as is_recurring_customer,
        cast(1 as bigint) as is_month_end,
        {{ is_period_end('placed.period_end_on', 'placed.next_quarter_on') }} as is_quarter_end,
        {{ is_period_end('placed.period_end_on', 'placed.next_year_on') }} as is_year_end
    from placed
    inner join owners
        on
            placed.customer_key = owners.customer_key
            and placed.period_end_on >= owners.from_on
            and placed.period_end_on < owners.to_on
    left join reps
        on
            owners.owner_key = reps.rep_key
            and placed.period_end_on between reps.valid_from and reps.valid_to
)

select * from final
