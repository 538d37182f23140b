{#
    How many of the customers first won in a month are still customers at the end of that month, of the
    next, and so on up to as_of.
#}
with spells as (
    select * from {{ ref('customer_spells') }}
),

owners as (
    select * from {{ ref('customer_owners') }}
),

months as (
    {{ customer_periods(['month']) }}
),

customers as (
    select customer_key, {{ first_day_of('month', 'first_won_on') }} as cohort_month_on
    from owners
    group by customer_key, first_won_on
),

observed as (
    select
        customers.cohort_month_on,
        months.period_start_on,
        months.period_end_on,
        customers.customer_key,
        max({{ flag(is_customer_at('months.period_end_on')) }}) as is_active
    from customers
    inner join months on customers.cohort_month_on <= months.period_start_on
    inner join spells on customers.customer_key = spells.customer_key
    group by customers.cohort_month_on, months.period_start_on, months.period_end_on, customers.customer_key
),

final as (
    select
        cast(cohort_month_on as string) || ':' || cast(period_start_on as string) as retention_cohort_key,
        cohort_month_on,
        cast(row_number() over (partition by cohort_month_on order by period_start_on) - 1 as bigint)
            as months_since,
        period_end_on as observed_on,
        count(*) as customers,
        cast(sum(is_active) as bigint) as active_customers
    from observed
    group by cohort_month_on, period_start_on, period_end_on
)

select * from final
