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
        property_history.*,
        case
            when property_history.property = 'lifecyclestage'
                then coalesce(lifecycle_stages.meaning, property_history.value)
        end as lifecycle_stage
    from property_history
    left join lifecycle_stages on property_history.value = lifecycle_stages.stage_id

),

entries as (

    select
        contact_id,
        case
            when lifecycle_stage = 'lead' then 'lead'
            when lifecycle_stage = 'marketingqualifiedlead' then 'mql'
            when lifecycle_stage = 'salesqualifiedlead' then 'sql'
            when property = 'hs_lead_status' and upper(value) = 'UNQUALIFIED' then 'disqualified'
        end as stage,
        changed_at,
        recorded_at,
        loaded_at
    from named

),

ranked as (

    select
        *,
        row_number() over (
            partition by contact_id, stage
            order by changed_at, recorded_at
        ) as entry_number
    from entries
    where stage is not null

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(ranked.contact_id || ':' || ranked.stage as string) as source_id,
        cast('hubspot:' || ranked.contact_id || ':' || ranked.stage as string) as source_key,
        cast(ranked.loaded_at as timestamp) as loaded_at,
        cast(contacts.is_archived as boolean) as is_deleted,
        cast('hubspot:' || ranked.contact_id as string) as person_source_key,
        cast(ranked.stage as string) as stage,
        cast(ranked.changed_at as timestamp) as reached_at,
        cast(
            case when ranked.stage = 'disqualified' then contacts.disqualified_reason end as string
        ) as reason,
        cast(ranked.recorded_at as timestamp) as recorded_at
    from ranked
    inner join contacts on ranked.contact_id = contacts.contact_id
    left join merged_contacts on ranked.contact_id = merged_contacts.merged_id
    where
        ranked.entry_number = 1
        and merged_contacts.merged_id is null

)

select * from final
