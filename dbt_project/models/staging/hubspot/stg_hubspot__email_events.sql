with email_events as (

    select * from {{ source('hubspot', 'email_events') }}

),

named as (

    select
        *,
        case
            when event_type = 'SENT' then 'sent'
            when event_type = 'DELIVERED' then 'delivered'
            when event_type = 'OPEN' then 'opened'
            when event_type = 'CLICK' then 'clicked'
            when event_type = 'BOUNCE' then 'bounced'
            -- Subscriptions also change back, and by somebody else's hand.
            when
                event_type = 'STATUSCHANGE'
                and by_recipient
                and (portal_status = 'UNSUBSCRIBED' or subscriptions like '%:UNSUBSCRIBED%')
                then 'unsubscribed'
        end as kind
    from email_events

),

final as (

    select
        -- An id is unique with its instant.
        id || ':' || cast(occurred_at as string) as event_id,
        kind,
        nullif(lower(trim(recipient)), '') as address,
        email_campaign_id,
        coalesce(is_filtered, false) as is_machine,
        occurred_at,
        _loaded_at as loaded_at
    from named
    where kind is not null

)

select * from final
