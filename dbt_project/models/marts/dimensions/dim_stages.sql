{# One row per stage of a pipeline, as the source lists them. #}
with stages as (
    select * from {{ ref('opportunity_stages') }}
),

final as (
    select
        pipeline_key,
        stage_key,
        label,
        position,
        is_closed,
        is_won,
        pipeline_key || ':' || stage_key as pipeline_stage_key,
        {{ unambiguous('coalesce(label, stage_key)', spelled_out('pipeline_key'), 'stage_key') }} as label_en,
        {{ unambiguous('coalesce(label, stage_key)', spelled_out('pipeline_key'), 'stage_key') }} as label_fr
    from stages
)

select * from final
