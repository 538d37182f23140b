with lifecycle_stages as (

    select * from {{ source('hubspot', 'lifecycle_stages') }}

),

final as (

    select
        id as stage_id,
        label,
        meaning,
        _loaded_at as loaded_at
    from lifecycle_stages

)

select * from final
