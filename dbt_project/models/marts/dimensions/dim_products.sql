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

products as (
    select product_key, coalesce(max(product_name), product_key) as name
    from named
    where product_key <> 'unknown'
    group by product_key
    union all
    select 'unknown' as product_key, 'Unknown' as name
),

labelled as (
    select
        *,
        case
            when product_key = 'unknown' then {{ text(word_labels()['unknown'][1]) }}
            else name
        end as name_fr
    from products
),

final as (
    select
        product_key,
        name,
        {{ unambiguous('name', 'null', 'product_key') }} as label_en,
        {{ unambiguous('name_fr', 'null', 'product_key') }} as label_fr
    from labelled
)

select * from final
