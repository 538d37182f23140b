{#
    What customers bring and what winning them costs, side by side: one row per quarter or year and
    market. Lifetime value over acquisition cost reads both, and the period's grain picks its rows.
#}
with customers as (
    select * from {{ ref('fct_customer_periods') }} where period_grain in ('quarter', 'year')
),

spend as (
    select * from {{ ref('fct_spend') }}
),

first_wins as (
    select * from {{ ref('fct_opportunities') }} where is_new_customer = 1
),

periods as (
    {{ customer_periods(['quarter', 'year']) }}
),

parts as (
    select
        period_grain,
        period_start_on,
        period_end_on,
        market_key,
        year_revenue,
        is_active_at_end,
        is_active_year_ago,
        year_losses,
        days_since_first_win,
        0 as acquisition_cost,
        0 as new_customers
    from customers
    union all
    select
        periods.period_grain,
        periods.period_start_on,
        periods.period_end_on,
        spend.market_key,
        0 as year_revenue,
        0 as is_active_at_end,
        0 as is_active_year_ago,
        0 as year_losses,
        0 as days_since_first_win,
        -- Exact sums: a sum of doubles depends on the order in which the rows come.
        cast(spend.marketing_cost + spend.sales_cost as decimal(28, 9)) as acquisition_cost,
        0 as new_customers
    from spend
    inner join periods on spend.day_on between periods.period_start_on and periods.period_end_on
    union all
    select
        periods.period_grain,
        periods.period_start_on,
        periods.period_end_on,
        first_wins.market_key,
        0 as year_revenue,
        0 as is_active_at_end,
        0 as is_active_year_ago,
        0 as year_losses,
        0 as days_since_first_win,
        0 as acquisition_cost,
        first_wins.is_new_customer as new_customers
    from first_wins
    inner join periods on first_wins.closed_on between periods.period_start_on and periods.period_end_on
),

final as (
    select
        period_grain || ':' || cast(period_start_on as string) || ':' || market_key as customer_value_key,
        period_grain,
        period_start_on,
        period_end_on,
        market_key,
        cast(sum(year_revenue) as decimal(18, 2)) as year_revenue,
        cast(sum(is_active_at_end) as bigint) as active_customers,
        cast(sum(is_active_year_ago) as bigint) as year_ago_customers,
        cast(sum(year_losses) as bigint) as year_losses,
        cast(sum(days_since_first_win) as bigint) as customer_days,
        cast(sum(acquisition_cost) as {{ type_double() }}) as acquisition_cost,
        cast(sum(new_customers) as bigint) as new_customers
    from parts
    group by period_grain, period_start_on, period_end_on, market_key
)

select * from final
