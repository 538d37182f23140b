{# One row per pipeline that has stages or deals. #}
with final as (
    select pipeline_key from {{ ref('opportunity_stages') }}
    union distinct
    select pipeline_key from {{ ref('opportunities') }}
    union distinct
    select 'unknown' as pipeline_key
)

select * from final
