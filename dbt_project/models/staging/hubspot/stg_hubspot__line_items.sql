with line_items as (

    select * from {{ source('hubspot', 'line_items') }}

),

final as (

    select
        id as line_item_id,
        hs_sku as sku,
        name as product_name,
        quantity,
        cast(hs_pre_discount_amount as decimal(18, 2)) as list_amount,
        cast(hs_total_discount as decimal(18, 2)) as discount,
        cast(amount as decimal(18, 2)) as amount,
        cast(mapped_cost as decimal(18, 2)) as cost,
        hs_line_item_currency_code as currency,
        case recurringbillingfrequency
            when 'annually' then 'annual'
            else coalesce(recurringbillingfrequency, 'one_off')
        end as billing_period,
        cast(mapped_recurring_amount as decimal(18, 2)) as recurring_amount,
        hs_recurring_billing_start_date as starts_on,
        hs_recurring_billing_end_date as ends_on,
        cast(mapped_refund_amount as decimal(18, 2)) as refund_amount,
        mapped_refunded_at as refunded_at,
        archived as is_archived,
        coalesce(createdate, created_at) as created_at,
        _loaded_at as loaded_at
    from line_items

)

select * from final
