with property_history as (

    select * from {{ source('hubspot', 'contacts_property_history') }}

),

mapped_fields as (

    select * from {{ source('hubspot', 'mapped_fields') }} where object_type = 'contacts'

),

-- A property that the profile maps is found under the name of its field, too.
named as (

    select
        property_history.property as field_or_property,
        property_history.*
    from property_history

    union all

    select
        'mapped_' || mapped_fields.field as field_or_property,
        property_history.*
    from property_history
    inner join mapped_fields on property_history.property = mapped_fields.property

),

final as (

    select
        object_id as contact_id,
        field_or_property as property,
        nullif(value, '') as value,
        changed_at,
        -- The vendor dates a version by its save: it knows no other time of the change.
        changed_at as recorded_at,
        source_type,
        _loaded_at as loaded_at
    from named

)

select * from final
