with property_history as (

    select * from {{ ref('stg_hubspot__contact_property_history') }}

),

contacts as (

    select * from {{ ref('stg_hubspot__contacts') }}

),

merged_contacts as (

    select * from {{ ref('stg_hubspot__merged_records') }} where object_type = 'contacts'

),

lifecycle_stages as (

    select * from {{ ref('stg_hubspot__lifecycle_stages') }}

),

named as (

    select
        contact_id,
        case property
            when 'hubspot_owner_id' then 'owner'
            when 'mapped_lead_score' then 'score'
            when 'hs_email_optout' then 'subscribed'
            when 'hs_legal_basis' then 'consent'
            when 'lifecyclestage' then 'lifecycle_stage'
            when 'hs_lead_status' then 'lead_status'
            when 'mapped_temperature' then 'temperature'
        end as field,
        case
            when property = 'hubspot_owner_id' then 'hubspot:' || value
            -- A cleared opt-out is none.
            when property = 'hs_email_optout' and value = 'true' then 'false'
            when property = 'hs_email_optout' then 'true'
            when property = 'lifecyclestage' then coalesce(lifecycle_stages.meaning, value)
            else value
        end as new_value,
        changed_at,
        recorded_at,
        property || ':' || cast(changed_at as string) || ':' || coalesce(value, '') as version,
        property_history.loaded_at
    from property_history
    left join lifecycle_stages on property_history.value = lifecycle_stages.stage_id

),

changes as (

    select
        *,
        lag(new_value) over (
            partition by contact_id, field
            order by changed_at, recorded_at, version
        ) as old_value
    from named
    where field is not null

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(changes.contact_id || ':' || changes.version as string) as source_id,
        cast('hubspot:' || changes.contact_id || ':' || changes.version as string) as source_key,
        cast(changes.loaded_at as timestamp) as loaded_at,
        cast(contacts.is_archived as boolean) as is_deleted,
        cast('hubspot:' || changes.contact_id as string) as person_source_key,
        cast(changes.field as string) as field,
        cast(changes.old_value as string) as old_value,
        cast(changes.new_value as string) as new_value,
        cast(changes.changed_at as timestamp) as changed_at,
        cast(changes.recorded_at as timestamp) as recorded_at
    from changes
    inner join contacts on changes.contact_id = contacts.contact_id
    left join merged_contacts on changes.contact_id = merged_contacts.merged_id
    where merged_contacts.merged_id is null

)

select * from final
