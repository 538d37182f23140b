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
        is_won
    from stages
)

select * from final
