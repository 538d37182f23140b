{# One row per product reference sold or held as dormant stock. #}
with lines as (
    select * from {{ ref('opportunity_lines') }}
),

dormant_stock as (
    select * from {{ ref('int_dormant_stock__unioned') }} where not coalesce(is_deleted, false)
),

named as (
    select product_key, product_name from lines
    union all
    select {{ known('trim(sku)') }} as product_key, cast(null as string) as product_name
    from dormant_stock
),

final as (
    select product_key, coalesce(max(product_name), product_key) as name
    from named
    where product_key <> 'unknown'
    group by product_key
    union all
    select 'unknown' as product_key, 'Unknown' as name
)

select * from final
