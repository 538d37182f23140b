with email_events as (

    select * from {{ ref('stg_hubspot__email_events') }}

),

email_campaigns as (

    select * from {{ ref('stg_hubspot__email_campaigns') }}

),

marketing_emails as (

    select * from {{ ref('stg_hubspot__marketing_emails') }}

),

addresses as (

    select * from {{ ref('int_hubspot__addresses') }}

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(email_events.event_id as string) as source_id,
        cast('hubspot:' || email_events.event_id as string) as source_key,
        cast(email_events.loaded_at as timestamp) as loaded_at,
        cast(false as boolean) as is_deleted,
        -- A sending whose e-mail the portal no longer has is a message of its own.
        cast(
            coalesce(email_campaigns.email_id, 'campaign:' || email_events.email_campaign_id) as string
        ) as email,
        cast(marketing_emails.utm_campaign as string) as campaign,
        cast(coalesce(marketing_emails.is_newsletter, false) as boolean) as is_newsletter,
        cast(addresses.person_source_key as string) as person_source_key,
        cast({{ dbt.hash('email_events.address') }} as string) as recipient,
        cast(email_events.kind as string) as kind,
        cast(email_events.is_machine as boolean) as is_machine,
        cast(email_events.occurred_at as timestamp) as occurred_at
    from email_events
    left join email_campaigns on email_events.email_campaign_id = email_campaigns.email_campaign_id
    left join marketing_emails on email_campaigns.email_id = marketing_emails.email_id
    left join addresses on email_events.address = addresses.email

)

select * from final
