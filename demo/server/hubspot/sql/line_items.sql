-- Order lines. As in HubSpot, what recurs has its price, discount and net amount per billing period,
-- and its worth over the whole term in hs_tcv.
with
termed as (
    select
        order_lines.*,
        case when recurring_amount is null then 1 else
            datediff('month', starts_on, ends_on + 1) / billing_months(billing_period)
        end as periods,
        datediff('month', starts_on, ends_on + 1) as months
    from order_lines
)

select
    lines.line_id as id,
    iso(lines.recorded_at) as created,
    iso(greatest(lines.recorded_at, lines.refund_recorded_at, deal.merged_at)) as updated,
    cast(null as varchar) as archived_at,
    products.name,
    products.sku as hs_sku,
    lines.product_id as hs_product_id,
    cast(lines.quantity as varchar) as quantity,
    money(lines.unit_price) as price,
    printf('%.6f', lines.cost / lines.quantity / lines.periods) as hs_cost_of_goods_sold,
    money(lines.list_amount / lines.periods) as hs_pre_discount_amount,
    money(lines.list_amount / lines.periods - coalesce(lines.recurring_amount, lines.amount))
        as hs_total_discount,
    money(coalesce(lines.recurring_amount, lines.amount)) as amount,
    money(lines.amount) as hs_tcv,
    money(lines.cost) as line_cost,
    lines.currency as hs_line_item_currency_code,
    frequency_of(lines.billing_period) as recurringbillingfrequency,
    case when lines.recurring_amount is not null then 'P' || lines.months || 'M' end
        as hs_recurring_billing_period,
    money(lines.recurring_amount) as recurring_amount,
    cast(lines.starts_on as varchar) as hs_recurring_billing_start_date,
    cast(lines.ends_on as varchar) as hs_recurring_billing_end_date,
    money(lines.refund_amount) as refund_amount,
    iso(lines.refunded_at) as refunded_at,
    iso(lines.recorded_at) as createdate,
    iso(lines.recorded_at) as hs_createdate
from termed as lines
left join products on products.product_id = lines.product_id
left join deal_winners as deal on deal.loser_id = lines.deal_id
