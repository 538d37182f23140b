{# One row per industry that data has. #}
with industries as (
    select industry_key from {{ ref('accounts') }}
    union distinct
    select 'unknown' as industry_key
),

final as (
    select industry_key, replace(industry_key, '_', ' ') as label from industries
)

select * from final
