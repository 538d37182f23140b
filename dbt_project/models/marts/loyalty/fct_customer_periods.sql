{#
    The state of each customer in each month, quarter and year: at its start, at its end and a year before
    that, what it bought in these twelve months, and whether it was lost. A customer without any of
    these has no row.
#}
{%- set loyalty = var('loyalty') %}
with spells as (
    select * from {{ ref('customer_spells') }}
),

owners as (
    select * from {{ ref('customer_owners') }}
),

reps as (
    select * from {{ ref('reps') }}
),

wins as (
    select * from {{ ref('fct_opportunities') }} where is_won = 1
),

lines as (
    select * from {{ ref('fct_order_lines') }} where is_won = 1
),

periods as (
    {{ customer_periods(['month', 'quarter', 'year']) }}
),

states as (
    select
        spells.customer_key,
        periods.period_grain,
        periods.period_start_on,
        periods.period_end_on,
        periods.year_ago_on,
        max({{ flag(is_customer_at('periods.previous_end_on')) }}) as is_active_at_start,
        max({{ flag(is_customer_at('periods.period_end_on')) }}) as is_active_at_end,
        max({{ flag(is_customer_at('periods.year_ago_on')) }}) as is_active_year_ago,
        sum({{ flag('spells.lost_on between periods.period_start_on and periods.period_end_on') }}) as losses,
        sum({{ flag('spells.lost_on > periods.year_ago_on and spells.lost_on <= periods.period_end_on') }})
            as year_losses
    from spells
    inner join periods on spells.began_on <= periods.period_end_on
    group by
        spells.customer_key,
        periods.period_grain,
        periods.period_start_on,
        periods.period_end_on,
        periods.year_ago_on
),

kept as (
    select *
    from states
    where is_active_at_start + is_active_at_end + is_active_year_ago + losses + year_losses > 0
),

active_customers as (
    select customer_key, period_end_on, year_ago_on
    from kept
    where is_active_at_end = 1
    group by customer_key, period_end_on, year_ago_on
),

purchases as (
    select active_customers.customer_key, active_customers.period_end_on, count(*) as purchases
    from active_customers
    inner join wins
        on
            active_customers.customer_key = wins.customer_key
            and active_customers.period_end_on >= wins.closed_on
    group by active_customers.customer_key, active_customers.period_end_on
),

sales as (
    select
        active_customers.customer_key,
        active_customers.period_end_on,
        sum(lines.won_amount) as year_revenue,
        sum(lines.margin_amount) as year_margin,
        sum(case when lines.is_cost_missing = 1 then lines.won_amount else 0 end) as year_uncosted_revenue,
        max(lines.is_cost_missing) as lacks_cost,
        max(lines.is_won_fx_missing) as lacks_rate,
        max(lines.is_won_amount_missing) as lacks_amount
    from active_customers
    inner join lines
        on
            active_customers.customer_key = lines.customer_key
            and active_customers.year_ago_on < lines.closed_on
            and active_customers.period_end_on >= lines.closed_on
    group by active_customers.customer_key, active_customers.period_end_on
),

final as (
    select
        kept.customer_key || ':' || kept.period_grain || ':' || cast(kept.period_start_on as string)
            as customer_period_key,
        kept.customer_key,
        owners.account_key,
        kept.period_grain,
        kept.period_start_on,
        kept.period_end_on,
        owners.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        owners.channel_key,
        owners.campaign_key,
        owners.market_key,
        owners.segment_key,
        owners.industry_key,
        owners.first_won_on,
        kept.is_active_at_start,
        kept.is_active_at_end,
        kept.is_active_year_ago,
        cast(kept.losses as bigint) as losses,
        cast(kept.year_losses as bigint) as year_losses,
        coalesce(purchases.purchases, 0) as purchases,
        {{ flag('purchases.purchases >= ' ~ loyalty.min_purchases ~ ' and owners.first_won_on <= '
            ~ add_months('kept.period_end_on', -loyalty.min_months)) }} as is_loyal,
        cast(coalesce(sales.year_revenue, 0) as decimal(18, 2)) as year_revenue,
        cast(coalesce(sales.year_margin, 0) as decimal(18, 2)) as year_margin,
        cast(coalesce(sales.year_uncosted_revenue, 0) as decimal(18, 2)) as year_uncosted_revenue,
        cast(coalesce(sales.lacks_cost, 0) as bigint) as lacks_cost,
        cast(coalesce(sales.lacks_rate, 0) as bigint) as lacks_rate,
        cast(coalesce(sales.lacks_amount, 0) as bigint) as lacks_amount,
        cast(case
            when kept.is_active_at_end = 1
                then {{ whole_days_between('owners.first_won_on', 'kept.period_end_on') }}
            else 0
        end as bigint) as days_since_first_win
    from kept
    inner join owners
        on
            kept.customer_key = owners.customer_key
            and kept.period_end_on >= owners.from_on
            and kept.period_end_on < owners.to_on
    left join reps
        on
            owners.owner_key = reps.rep_key
            and kept.period_end_on between reps.valid_from and reps.valid_to
    left join purchases
        on kept.customer_key = purchases.customer_key and kept.period_end_on = purchases.period_end_on
    left join sales
        on kept.customer_key = sales.customer_key and kept.period_end_on = sales.period_end_on
)

select * from final
