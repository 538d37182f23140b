with owners as (

    select * from {{ ref('stg_hubspot__owners') }}

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(owner_id as string) as source_id,
        cast('hubspot:' || owner_id as string) as source_key,
        cast(loaded_at as timestamp) as loaded_at,
        -- Who left still owns what they did.
        cast(false as boolean) as is_deleted,
        cast(email as string) as email,
        cast(full_name as string) as full_name,
        cast(null as string) as role,
        cast(primary_team as string) as team,
        cast(null as date) as active_from,
        cast(null as date) as active_to
    from owners

)

select * from final
