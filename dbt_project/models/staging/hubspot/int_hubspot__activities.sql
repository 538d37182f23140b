with activities as (

    select * from {{ ref('stg_hubspot__activities') }}

),

links as (

    select * from {{ ref('stg_hubspot__links') }}

),

merged_records as (

    select * from {{ ref('stg_hubspot__merged_records') }}

),

owners as (

    select * from {{ ref('stg_hubspot__owners') }}

),

-- An activity of several people, companies or deals counts for the one with the lowest identifier.
linked as (

    select
        links.from_type,
        links.from_id,
        min(case
            when links.to_type = 'contacts' then coalesce(merged_records.survivor_id, links.to_id)
        end) as contact_id,
        min(case
            when links.to_type = 'companies' then coalesce(merged_records.survivor_id, links.to_id)
        end) as company_id,
        min(case
            when links.to_type = 'deals' then coalesce(merged_records.survivor_id, links.to_id)
        end) as deal_id
    from links
    left join merged_records
        on
            links.to_type = merged_records.object_type
            and links.to_id = merged_records.merged_id
    group by links.from_type, links.from_id

),

users as (

    select
        user_id,
        min(owner_id) as owner_id
    from owners
    group by user_id

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(activities.activity_id as string) as source_id,
        cast('hubspot:' || activities.activity_id as string) as source_key,
        cast(activities.loaded_at as timestamp) as loaded_at,
        cast(activities.is_archived as boolean) as is_deleted,
        cast(activities.type as string) as type,
        cast(activities.meeting_kind as string) as meeting_kind,
        cast(activities.direction as string) as direction,
        cast(activities.booked_at as timestamp) as booked_at,
        cast(activities.occurred_at as timestamp) as occurred_at,
        cast(activities.cancelled_at as timestamp) as cancelled_at,
        cast(activities.recorded_at as timestamp) as recorded_at,
        cast(
            'hubspot:' || coalesce(users.owner_id, 'user:' || activities.recorded_by_user_id) as string
        ) as recorded_by,
        cast(activities.import_id as string) as import_id,
        cast(activities.minutes as {{ type_double() }}) as minutes,
        cast(activities.outcome as string) as outcome,
        cast('hubspot:' || activities.owner_id as string) as rep_source_key,
        cast('hubspot:' || linked.contact_id as string) as person_source_key,
        cast('hubspot:' || linked.company_id as string) as account_source_key,
        cast('hubspot:' || linked.deal_id as string) as opportunity_source_key
    from activities
    left join linked
        on
            activities.object_type = linked.from_type
            and activities.activity_id = linked.from_id
    left join users on activities.recorded_by_user_id = users.user_id

)

select * from final
