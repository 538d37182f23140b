{#
    One row per period and rep with a quota in it: what the rep sold against the quota of the whole
    period. A quota is spread over its days, so a rep who joins or leaves within a period owes only
    the days that the planning gives them.
#}
with periods as (
    select *, least(period_end, {{ as_of() }}) as ends_on
    from {{ ref('dim_periods') }}
    where grain in ('month', 'quarter', 'year')
),

quota_days as (
    select day_on, owner_key, sum(cast(quota_reporting as decimal(28, 9))) as quota
    from {{ ref('fct_quota_days') }}
    group by day_on, owner_key
),

sales_days as (
    select closed_on as day_on, owner_key, sum(won_amount) as won_amount
    from {{ ref('fct_opportunities') }}
    where is_won = 1
    group by closed_on, owner_key
),

reps as (
    select * from {{ ref('reps') }}
),

quotas as (
    select periods.grain, periods.period_start, quota_days.owner_key, sum(quota_days.quota) as quota
    from periods
    inner join quota_days on quota_days.day_on between periods.period_start and periods.period_end
    group by periods.grain, periods.period_start, quota_days.owner_key
),

sales as (
    select periods.grain, periods.period_start, sales_days.owner_key, sum(sales_days.won_amount) as won_amount
    from periods
    inner join sales_days on sales_days.day_on between periods.period_start and periods.ends_on
    group by periods.grain, periods.period_start, sales_days.owner_key
),

final as (
    select
        quotas.grain || ':' || cast(quotas.period_start as string) || ':' || quotas.owner_key
            as rep_quota_period_key,
        quotas.grain,
        quotas.period_start as period_start_on,
        quotas.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        -- To the cent, as it was planned: the days of a period are thirds and sevenths of it.
        cast(round(quotas.quota, 2) as decimal(18, 2)) as quota_reporting,
        cast(coalesce(sales.won_amount, 0) as decimal(18, 2)) as won_amount,
        cast(1 as bigint) as has_quota,
        {{ flag('sales.won_amount >= round(quotas.quota, 2)') }} as is_at_quota
    from quotas
    inner join periods on quotas.grain = periods.grain and quotas.period_start = periods.period_start
    left join sales
        on
            quotas.grain = sales.grain
            and quotas.period_start = sales.period_start
            and quotas.owner_key = sales.owner_key
    left join reps
        on
            quotas.owner_key = reps.rep_key
            and periods.ends_on between reps.valid_from and reps.valid_to
    where quotas.quota > 0
)

select * from final
