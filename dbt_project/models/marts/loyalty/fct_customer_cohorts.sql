{#
    fct_retention_cohorts cut by what a customer was won with: how many of the customers first won in a month
    are still customers at the end of that month, of the next, and so on up to as_of.
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

-- What a customer was won with never changes, whoever owns it.
customers as (
    select
        customer_key,
        {{ first_day_of('month', 'first_won_on') }} as cohort_month_on,
        min(channel_key) as channel_key,
        min(campaign_key) as campaign_key,
        min(market_key) as market_key
    from owners
    group by customer_key, first_won_on
),

observed as (
    select
        customers.customer_key,
        customers.cohort_month_on,
        months.period_start_on,
        months.period_end_on,
        customers.channel_key,
        customers.campaign_key,
        customers.market_key,
        max({{ flag(is_customer_at('months.period_end_on')) }}) as is_active
    from customers
    inner join months on customers.cohort_month_on <= months.period_start_on
    inner join spells on customers.customer_key = spells.customer_key
    group by
        customers.customer_key,
        customers.cohort_month_on,
        months.period_start_on,
        months.period_end_on,
        customers.channel_key,
        customers.campaign_key,
        customers.market_key
),

final as (
    select
        customer_key || ':' || cast(period_start_on as string) as customer_cohort_key,
        customer_key,
        cohort_month_on,
        cast({{ month_number('period_start_on') }} - {{ month_number('cohort_month_on') }} as bigint)
            as months_since,
        period_end_on as observed_on,
        channel_key,
        campaign_key,
        market_key,
        cast(1 as bigint) as is_customer,
        cast(is_active as bigint) as is_active
    from observed
)

select * from final
