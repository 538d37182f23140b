{#
    What is to come, month by month from the one that runs: open deals by the month in which they are
    expected to close, and quotas. A deal whose day has gone by is due in the month that runs, and says so.
#}
with deals as (
    select * from {{ ref('fct_opportunities') }} where is_open = 1
),

quotas as (
    select * from {{ ref('quotas') }}
),

dates as (
    select * from {{ ref('dim_date') }}
),

reps as (
    select owner_key, team_key from {{ ref('dim_reps') }}
),

today as (
    select month_start_on from dates where date_day = {{ as_of() }}
),

-- A deal that nobody expects on any day is in no month.
expected as (
    select
        deals.owner_key,
        greatest({{ first_day_of('month', 'deals.expected_close_on') }}, today.month_start_on)
            as month_start_on,
        deals.expected_close_on <= {{ as_of() }} as is_overdue,
        deals.amount_reporting,
        deals.amount_reporting * coalesce(deals.probability, 0) as weighted_amount,
        case when deals.amount_reporting is null then 1 else 0 end as is_amount_missing
    from deals
    cross join today
    where deals.expected_close_on is not null
),

pieces as (
    select
        owner_key,
        month_start_on,
        count(*) as open_deals,
        sum(coalesce(amount_reporting, 0)) as open_amount,
        sum(coalesce(weighted_amount, 0)) as weighted_amount,
        sum(case when is_overdue then coalesce(amount_reporting, 0) else 0 end) as overdue_amount,
        sum(is_amount_missing) as deals_without_amount,
        0 as quota
    from expected
    group by owner_key, month_start_on
    union all
    select
        quotas.owner_key,
        dates.month_start_on,
        0 as open_deals,
        0 as open_amount,
        0 as weighted_amount,
        0 as overdue_amount,
        0 as deals_without_amount,
        sum(coalesce(quotas.quota_reporting, 0)) as quota
    from quotas
    inner join dates on quotas.day_on = dates.date_day
    cross join today
    where dates.month_start_on >= today.month_start_on
    group by quotas.owner_key, dates.month_start_on
),

added as (
    select
        owner_key,
        month_start_on,
        cast(sum(open_deals) as bigint) as open_deals,
        cast(sum(open_amount) as {{ type_double() }}) as open_amount,
        cast(sum(weighted_amount) as {{ type_double() }}) as weighted_amount,
        cast(sum(overdue_amount) as {{ type_double() }}) as overdue_amount,
        cast(sum(deals_without_amount) as bigint) as deals_without_amount,
        cast(sum(quota) as {{ type_double() }}) as quota
    from pieces
    group by owner_key, month_start_on
),

final as (
    select
        added.owner_key || ':' || cast(added.month_start_on as string) as outlook_key,
        added.month_start_on,
        dates.quarter_start_on,
        dates.year_start_on,
        added.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        added.open_deals,
        added.open_amount,
        added.weighted_amount,
        added.overdue_amount,
        added.deals_without_amount,
        added.quota
    from added
    left join dates on added.month_start_on = dates.date_day
    left join reps on added.owner_key = reps.owner_key
)

select * from final
