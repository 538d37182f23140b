{# One row per stage of a pipeline, in the profile's words. #}
with stages as (
    select * from {{ ref('base_opportunity_stages') }} where not coalesce(is_deleted, false)
),

named as (
    select
        {{ known(slug('pipeline')) }} as pipeline_key,
        {{ stage_key('stage') }} as stage_key,
        label,
        position,
        probability,
        coalesce(is_closed, false) as is_closed,
        coalesce(is_won, false) as is_won
    from stages
),

final as (
    select
        pipeline_key,
        stage_key,
        min_by(label, position) as label,
        min(position) as position,
        max(probability) as probability,
        max(case when is_closed then 1 else 0 end) = 1 as is_closed,
        max(case when is_won then 1 else 0 end) = 1 as is_won
    from named
    where stage_key is not null
    group by pipeline_key, stage_key
)

select * from final
