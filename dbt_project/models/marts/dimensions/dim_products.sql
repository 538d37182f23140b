{# One row per product reference sold. #}
with lines as (
    select * from {{ ref('opportunity_lines') }}
),

final as (
    select product_key, coalesce(max(product_name), product_key) as name
    from lines
    where product_key <> 'unknown'
    group by product_key
    union all
    select 'unknown' as product_key, 'Unknown' as name
)

select * from final
