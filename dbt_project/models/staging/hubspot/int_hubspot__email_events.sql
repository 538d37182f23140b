with email_events as (

    select * from {{ ref('stg_hubspot__email_events') }}

),

marketing_emails as (

    select * from {{ ref('stg_hubspot__marketing_emails') }}

),

merged_contacts as (

    select * from {{ ref('stg_hubspot__merged_records') }} where object_type = 'contacts'

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(email_events.event_id as string) as source_id,
        cast('hubspot:' || email_events.event_id as string) as source_key,
        cast(email_events.loaded_at as timestamp) as loaded_at,
        cast(false as boolean) as is_deleted,
        cast(email_events.email_id as string) as email,
        cast(marketing_emails.utm_campaign as string) as campaign,
        cast(coalesce(marketing_emails.is_newsletter, false) as boolean) as is_newsletter,
        -- Events keep the contact of their time, who may have been merged since.
        cast(
            'hubspot:' || coalesce(merged_contacts.survivor_id, email_events.contact_id) as string
        ) as person_source_key,
        cast(email_events.kind as string) as kind,
        cast(email_events.is_machine as boolean) as is_machine,
        cast(email_events.occurred_at as timestamp) as occurred_at
    from email_events
    left join marketing_emails on email_events.email_id = marketing_emails.email_id
    left join merged_contacts on email_events.contact_id = merged_contacts.merged_id

)

select * from final
