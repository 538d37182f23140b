{# One row per stage of a pipeline, in the profile's words. #}
with stages as (
    select * from {{ ref('int_opportunity_stages__unioned') }} where not coalesce(is_deleted, false)
),

named as (
    select
        {{ known(slug('pipeline')) }} as pipeline_key,
        {{ stage_key('stage') }} as stage_key,
        label,
        position,
        source_key,
        probability,
        coalesce(is_closed, false) as is_closed,
        coalesce(is_won, false) as is_won
    from stages
),

-- Two stages of one word may be at the same place of two pipelines of one name.
ranked as (
    select
        *,
        row_number() over (
            partition by pipeline_key, stage_key order by position nulls last, source_key
        ) as stage_rank
    from named
    where stage_key is not null
),

final as (
    select
        pipeline_key,
        stage_key,
        {{ first_known('label', 'stage_rank') }} as label,
        min(position) as position,
        max(probability) as probability,
        max(case when is_closed then 1 else 0 end) = 1 as is_closed,
        max(case when is_won then 1 else 0 end) = 1 as is_won
    from ranked
    group by pipeline_key, stage_key
)

select * from final
