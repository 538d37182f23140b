{#
    One row per reference listed as dormant stock and day of listing: cleared on the day on which
    the quantity sold since then first reaches the quantity listed.
#}
with listed as (
    select
        {{ known('trim(sku)') }} as product_key,
        listed_on,
        sum(quantity) as quantity
    from {{ ref('int_dormant_stock__unioned') }}
    where not coalesce(is_deleted, false) and listed_on <= {{ as_of() }}
    group by {{ known('trim(sku)') }}, listed_on
),

sales_days as (
    select product_key, closed_on, sum(quantity) as quantity
    from {{ ref('fct_order_lines') }}
    where is_won = 1
    group by product_key, closed_on
),

sold as (
    select
        listed.product_key,
        listed.listed_on,
        sales_days.closed_on,
        sum(sales_days.quantity) over (
            partition by listed.product_key, listed.listed_on order by sales_days.closed_on
            rows between unbounded preceding and current row
        ) as sold_quantity
    from listed
    inner join sales_days
        on listed.product_key = sales_days.product_key and listed.listed_on <= sales_days.closed_on
),

totals as (
    select
        listed.product_key,
        listed.listed_on,
        listed.quantity,
        coalesce(max(sold.sold_quantity), 0) as sold_quantity,
        min(case when sold.sold_quantity >= listed.quantity then sold.closed_on end) as cleared_on
    from listed
    left join sold on listed.product_key = sold.product_key and listed.listed_on = sold.listed_on
    group by listed.product_key, listed.listed_on, listed.quantity
),

final as (
    select
        product_key || ':' || cast(listed_on as string) as dormant_reference_key,
        product_key,
        listed_on,
        quantity,
        sold_quantity,
        cleared_on,
        {{ flag('cleared_on is not null') }} as is_cleared
    from totals
)

select * from final
