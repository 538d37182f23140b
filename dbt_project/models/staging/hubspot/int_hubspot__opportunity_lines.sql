with line_items as (

    select * from {{ ref('stg_hubspot__line_items') }}

),

links as (

    select * from {{ ref('stg_hubspot__links') }} where from_type = 'line_items' and to_type = 'deals'

),

merged_deals as (

    select * from {{ ref('stg_hubspot__merged_records') }} where object_type = 'deals'

),

deals_of_lines as (

    select
        links.from_id as line_item_id,
        min(coalesce(merged_deals.survivor_id, links.to_id)) as deal_id
    from links
    left join merged_deals on links.to_id = merged_deals.merged_id
    group by links.from_id

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(line_items.line_item_id as string) as source_id,
        cast('hubspot:' || line_items.line_item_id as string) as source_key,
        cast(line_items.loaded_at as timestamp) as loaded_at,
        cast(line_items.is_archived as boolean) as is_deleted,
        cast('hubspot:' || deals_of_lines.deal_id as string) as opportunity_source_key,
        cast(line_items.sku as string) as product,
        cast(line_items.product_name as string) as product_name,
        cast(line_items.quantity as {{ type_double() }}) as quantity,
        cast(line_items.list_amount as decimal(18, 2)) as list_amount,
        cast(line_items.discount as decimal(18, 2)) as discount,
        cast(line_items.amount as decimal(18, 2)) as amount,
        cast(line_items.cost as decimal(18, 2)) as cost,
        cast(line_items.currency as string) as currency,
        cast(line_items.billing_period as string) as billing_period,
        cast(line_items.recurring_amount as decimal(18, 2)) as recurring_amount,
        cast(line_items.starts_on as date) as starts_on,
        cast(line_items.ends_on as date) as ends_on,
        cast(line_items.refund_amount as decimal(18, 2)) as refund_amount,
        cast(line_items.refunded_at as timestamp) as refunded_at,
        cast(line_items.created_at as timestamp) as created_at
    from line_items
    left join deals_of_lines on line_items.line_item_id = deals_of_lines.line_item_id

)

select * from final
