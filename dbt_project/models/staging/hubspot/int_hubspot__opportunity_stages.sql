with stages as (

    select * from {{ ref('stg_hubspot__pipeline_stages') }} where object_type = 'deals'

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(pipeline_id || ':' || stage_id as string) as source_id,
        cast('hubspot:' || pipeline_id || ':' || stage_id as string) as source_key,
        cast(loaded_at as timestamp) as loaded_at,
        cast(is_archived as boolean) as is_deleted,
        cast(pipeline_id as string) as pipeline,
        cast(stage_id as string) as stage,
        cast(label as string) as label,
        cast(
            row_number() over (
                partition by pipeline_id
                order by display_order, stage_id
            ) as bigint
        ) as position,
        cast(probability as {{ type_double() }}) as probability,
        cast(is_closed as boolean) as is_closed,
        cast(is_won as boolean) as is_won
    from stages

)

select * from final
