-- The product library.
select
    product_id as id,
    iso(recorded_at) as created,
    iso(recorded_at) as updated,
    cast(null as varchar) as archived_at,
    name,
    sku as hs_sku,
    money(price) as price,
    money(cost) as hs_cost_of_goods_sold,
    frequency_of(billing_period) as recurringbillingfrequency,
    iso(recorded_at) as createdate,
    iso(recorded_at) as hs_createdate
from products
