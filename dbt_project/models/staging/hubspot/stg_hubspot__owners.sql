with owners as (

    select * from {{ source('hubspot', 'owners') }}

),

final as (

    select
        id as owner_id,
        user_id,
        email,
        nullif(trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), '') as full_name,
        primary_team,
        archived as is_archived,
        created_at,
        updated_at,
        _loaded_at as loaded_at
    from owners

)

select * from final
