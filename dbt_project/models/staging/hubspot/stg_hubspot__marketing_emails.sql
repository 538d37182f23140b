with marketing_emails as (

    select * from {{ source('hubspot', 'marketing_emails') }}

),

final as (

    select
        id as email_id,
        name,
        campaign as campaign_id,
        campaign_utm as utm_campaign,
        coalesce(lower(subscription_name) = 'newsletter', false) as is_newsletter,
        publish_date as published_at,
        archived as is_archived,
        _loaded_at as loaded_at
    from marketing_emails

)

select * from final
