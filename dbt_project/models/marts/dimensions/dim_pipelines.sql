{# One row per pipeline that has stages or deals. #}
with pipelines as (
    select pipeline_key from {{ ref('opportunity_stages') }}
    union distinct
    select pipeline_key from {{ ref('opportunities') }}
    union distinct
    select 'unknown' as pipeline_key
),

final as (
    select
        pipeline_key,
        {{ label_of('pipeline_key', 'en', word_labels()) }} as label_en,
        {{ label_of('pipeline_key', 'fr', word_labels()) }} as label_fr
    from pipelines
)

select * from final
