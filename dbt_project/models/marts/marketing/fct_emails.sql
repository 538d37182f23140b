{{
    config(
        materialized='incremental',
        incremental_strategy='delete+insert',
        unique_key='email_event_key',
        on_schema_change='append_new_columns',
        post_hook="{{ delete_vanished(
            ref('int_email_events__unioned'),
            'email_event_key',
            'source_key',
            'not coalesce(kept.is_deleted, false) and kept.occurred_at < ' ~ as_of_end()
        ) }}"
    )
}}

{#
    One row per event of a marketing message. An open or click is unique when it is the recipient's
    first of that message; a machine's open is none.
#}
-- depends_on: {{ ref('int_email_events__unioned') }}
with events as (
    select * from {{ ref('email_events') }} where occurred_at < {{ as_of_end() }}
),

ranked as (
    select
        *,
        kind = 'opened' and not is_machine as is_read,
        kind = 'clicked' and not is_machine as is_human_click,
        min(case when kind in ('sent', 'delivered') then occurred_at end) over (
            partition by email, recipient_key
        ) as sent_at,
        -- A hash of an address can be tried out; its place among the person's own tells nothing.
        dense_rank() over (partition by email, person_key order by recipient_key) as address_number,
        row_number() over (
            partition by email, recipient_key, kind, is_machine order by occurred_at, email_event_key
        ) as event_rank
    from events
),

measured as (
    select
        email_event_key,
        email || ':' || person_key || ':' || cast(address_number as string) as email_send_key,
        email,
        person_key,
        account_key,
        {{ flag('is_newsletter') }} as is_newsletter,
        kind,
        {{ flag('is_machine') }} as is_machine,
        occurred_at,
        {{ business_date('occurred_at') }} as occurred_on,
        sent_at,
        {{ business_date('sent_at') }} as sent_on,
        'unknown' as owner_key,
        'unknown' as team_key,
        'email' as channel_key,
        campaign_key,
        market_key,
        segment_key,
        industry_key,
        {{ flag("kind = 'sent'") }} as is_sent,
        {{ flag("kind = 'delivered'") }} as is_delivered,
        {{ flag('is_read') }} as is_opened,
        {{ flag('is_human_click') }} as is_clicked,
        {{ flag("kind = 'unsubscribed'") }} as is_unsubscribed,
        {{ flag("kind = 'bounced'") }} as is_bounced,
        {{ flag("kind = 'replied'") }} as is_replied,
        {{ flag('is_read and event_rank = 1') }} as is_unique_opened,
        {{ flag('is_human_click and event_rank = 1') }} as is_unique_clicked
    from ranked
),

final as (
    {{ changed_rows('measured', 'email_event_key') }}
)

select * from final
