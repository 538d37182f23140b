{# One row per industry that data has. #}
with industries as (
    select industry_key from {{ ref('accounts') }}
    union distinct
    select 'unknown' as industry_key
),

final as (
    select
        industry_key,
        replace(industry_key, '_', ' ') as label,
        {{ label_of('industry_key', 'en', word_labels()) }} as label_en,
        {{ label_of('industry_key', 'fr', word_labels()) }} as label_fr
    from industries
)

select * from final
