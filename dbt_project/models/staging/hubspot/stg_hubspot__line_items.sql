with line_items as (

    select * from {{ source('hubspot', 'line_items') }}

),

named as (

    select
        *,
        coalesce(nullif(lower(trim(recurringbillingfrequency)), ''), 'one_off') as billing_period,
        replace(upper(hs_recurring_billing_period), ' ', '') as term,
        coalesce(hs_pre_discount_amount, price * quantity) as price_before_discount,
        coalesce(
            amount, hs_pre_discount_amount - coalesce(hs_total_discount, 0),
            price * quantity - coalesce(hs_total_discount, 0)
        ) as net_price
    from line_items

),

-- The term is an ISO 8601 duration, as P12M, P1Y6M, P52W or P10D.
known_terms as (

    select
        *,
        case when {{ is_duration('term') }} then term end as duration
    from named

),

counted as (

    select
        *,
        {{ duration_part('duration', 'Y') }} as years,
        {{ duration_part('duration', 'M') }} as months,
        {{ duration_part('duration', 'W') }} as weeks,
        {{ duration_part('duration', 'D') }} as days
    from known_terms

),

termed as (

    select
        *,
        case when duration is not null then coalesce(years, 0) * 12 + coalesce(months, 0) end as whole_months,
        case when duration is not null then coalesce(weeks, 0) * 7 + coalesce(days, 0) end as more_days,
        case
            when duration is not null
                then
                    coalesce(years, 0) * 12.0 + coalesce(months, 0)
                    + coalesce(weeks, 0) * 12.0 / 52 + coalesce(days, 0) * 12.0 / 365
        end as months_in_all,
        {{ months_of_billing_period('billing_period') }} as period_months
    from counted

),

-- What recurs has its price, discount, cost and net price per billing period; its amount, as that of the
-- deal, is of the whole term. Without a term and a total it is that of one period.
totalled as (

    select
        *,
        billing_period <> 'one_off' as is_recurring,
        coalesce(
            case when billing_period = 'one_off' then 1 end,
            months_in_all / nullif(period_months, 0),
            hs_tcv / nullif(net_price, 0),
            1
        ) as periods
    from termed

),

amounts as (

    select
        *,
        round(price_before_discount * periods, 2) as list_amount,
        coalesce(case when is_recurring then hs_tcv end, round(net_price * periods, 2)) as total_amount
    from totalled

),

final as (

    select
        id as line_item_id,
        hs_sku as sku,
        name as product_name,
        quantity,
        cast(list_amount as decimal(18, 2)) as list_amount,
        cast(
            coalesce(list_amount - total_amount, hs_total_discount * periods) as decimal(18, 2)
        ) as discount,
        cast(total_amount as decimal(18, 2)) as amount,
        cast(
            coalesce(mapped_cost, round(hs_cost_of_goods_sold * quantity * periods, 2)) as decimal(18, 2)
        ) as cost,
        hs_line_item_currency_code as currency,
        billing_period,
        cast(
            coalesce(mapped_recurring_amount, case when is_recurring then net_price end) as decimal(18, 2)
        ) as recurring_amount,
        hs_recurring_billing_start_date as starts_on,
        hs_recurring_billing_end_date as billing_ends_on,
        case when is_recurring then cast(whole_months as bigint) end as term_months,
        case when is_recurring then cast(more_days as bigint) end as term_days,
        cast(mapped_refund_amount as decimal(18, 2)) as refund_amount,
        mapped_refunded_at as refunded_at,
        archived as is_archived,
        coalesce(createdate, created_at) as created_at,
        _loaded_at as loaded_at
    from amounts

)

select * from final
