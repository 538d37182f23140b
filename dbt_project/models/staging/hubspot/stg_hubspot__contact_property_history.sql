with property_history as (

    select * from {{ source('hubspot', 'contacts_property_history') }}

),

final as (

    select
        object_id as contact_id,
        property,
        nullif(value, '') as value,
        changed_at,
        -- An entry recorded after the event says in its source when it was recorded.
        coalesce(
            case
                when source_id like 'recorded:%'
                    then {{ safe_cast_to("replace(substring(source_id, 10), 'Z', '')", 'timestamp') }}
            end,
            changed_at
        ) as recorded_at,
        source_type,
        _loaded_at as loaded_at
    from property_history

)

select * from final
