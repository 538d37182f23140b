with merged_records as (

    select * from {{ ref('stg_hubspot__merged_records') }}

),

contacts as (

    select * from {{ ref('stg_hubspot__contacts') }}

),

companies as (

    select * from {{ ref('stg_hubspot__companies') }}

),

deals as (

    select * from {{ ref('stg_hubspot__deals') }}

),

tickets as (

    select * from {{ ref('stg_hubspot__tickets') }}

),

contact_history as (

    select * from {{ ref('stg_hubspot__contact_property_history') }}

),

deal_history as (

    select * from {{ ref('stg_hubspot__deal_property_history') }}

),

beginnings as (

    select
        'contacts' as object_type,
        contact_id as record_id,
        created_at,
        created_at as recorded_at,
        false as is_history
    from contacts
    union all
    select
        'companies' as object_type,
        company_id as record_id,
        created_at,
        created_at as recorded_at,
        false as is_history
    from companies
    union all
    select
        'deals' as object_type,
        deal_id as record_id,
        created_at,
        recorded_created_at as recorded_at,
        false as is_history
    from deals
    union all
    select
        'tickets' as object_type,
        ticket_id as record_id,
        created_at,
        created_at as recorded_at,
        false as is_history
    from tickets
    union all
    select
        'contacts' as object_type,
        contact_id as record_id,
        changed_at as created_at,
        recorded_at,
        true as is_history
    from contact_history
    where property = 'lifecyclestage'
    union all
    select
        'deals' as object_type,
        deal_id as record_id,
        changed_at as created_at,
        recorded_at,
        true as is_history
    from deal_history
    where property = 'dealstage'

),

members as (

    select object_type, survivor_id, merged_id as record_id from merged_records
    union distinct
    select object_type, survivor_id, survivor_id as record_id from merged_records

),

final as (

    select
        members.object_type,
        members.survivor_id,
        cast(min(beginnings.created_at) as timestamp) as created_at,
        -- The new record's own is the day of the merge: its history tells, and those that it was made of.
        -- These alone would say another day by whether a load came before the merge.
        cast(
            coalesce(
                min(
                    case
                        when beginnings.is_history or members.record_id <> members.survivor_id
                            then beginnings.recorded_at
                    end
                ),
                min(beginnings.created_at)
            ) as timestamp
        ) as recorded_at
    from members
    inner join beginnings
        on
            members.object_type = beginnings.object_type
            and members.record_id = beginnings.record_id
    group by members.object_type, members.survivor_id

)

select * from final
