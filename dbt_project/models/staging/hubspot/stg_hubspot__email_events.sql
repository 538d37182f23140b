with email_events as (

    select * from {{ source('hubspot', 'email_events') }}

),

final as (

    select
        id as event_id,
        case event_type
            when 'e_mta_sent_email_v2' then 'sent'
            when 'e_mta_delivered_email_v2' then 'delivered'
            when 'e_opened_email_v2' then 'opened'
            when 'e_clicked_link_in_email_v2' then 'clicked'
            when 'e_unsubscribed_email_v2' then 'unsubscribed'
            when 'e_mta_bounced_email_v2' then 'bounced'
            when 'e_replied_email_v2' then 'replied'
        end as kind,
        contact_id,
        email_id,
        coalesce(is_bot, false) as is_machine,
        occurred_at,
        _loaded_at as loaded_at
    from email_events

)

select * from final
