with property_history as (

    select * from {{ source('hubspot', 'tickets_property_history') }}

),

final as (

    select
        object_id as ticket_id,
        property,
        nullif(value, '') as value,
        changed_at,
        source_type,
        _loaded_at as loaded_at
    from property_history

)

select * from final
