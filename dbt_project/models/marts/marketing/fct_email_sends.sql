{{
    config(
        materialized='incremental',
        incremental_strategy='delete+insert',
        unique_key='email_send_key',
        on_schema_change='append_new_columns',
        post_hook="{{ delete_vanished(ref('fct_emails'), 'email_send_key', 'email_send_key') }}"
    )
}}

{#
    One row per message and recipient, counted when it was sent to that person: what the recipient
    did with it, each thing once. A conversion is a new lead or deal of the person soon after a click.
#}
{%- set window = var('windows').email_conversion_click_days %}
-- depends_on: {{ ref('fct_emails') }}
with events as (
    select * from {{ ref('fct_emails') }}
),

people as (
    select * from {{ ref('people') }}
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

opportunities as (
    select * from {{ ref('opportunities') }}
),

sends as (
    select
        email_send_key,
        email,
        person_key,
        account_key,
        market_key,
        segment_key,
        industry_key,
        sent_at,
        sent_on,
        min(campaign_key) as campaign_key,
        max(is_newsletter) as is_newsletter,
        sum(is_sent) as sent_count,
        max(is_delivered) as is_delivered,
        max(is_unique_opened) as is_opened,
        max(is_unique_clicked) as is_clicked,
        max(is_unsubscribed) as is_unsubscribed
    from events
    group by
        email_send_key, email, person_key, account_key,
        market_key, segment_key, industry_key, sent_at, sent_on
),

clicks as (
    select email_send_key, person_key, occurred_at
    from events
    where is_clicked = 1 and person_key <> 'unknown'
),

outcomes as (
    select person_key, lead_at as reached_at from people
    union all
    select opportunity_people.person_key, opportunities.created_at as reached_at
    from opportunity_people
    inner join opportunities on opportunity_people.opportunity_key = opportunities.opportunity_key
),

conversions as (
    select distinct clicks.email_send_key
    from clicks
    inner join outcomes on clicks.person_key = outcomes.person_key
    where
        outcomes.reached_at >= clicks.occurred_at
        and outcomes.reached_at <= {{ add_days('clicks.occurred_at', window) }}
        and outcomes.reached_at < {{ as_of_end() }}
),

measured as (
    select
        sends.email_send_key,
        sends.email,
        sends.person_key,
        sends.account_key,
        sends.is_newsletter,
        sends.sent_at,
        sends.sent_on,
        'unknown' as owner_key,
        'unknown' as team_key,
        'email' as channel_key,
        sends.campaign_key,
        sends.market_key,
        sends.segment_key,
        sends.industry_key,
        cast(sends.sent_count as bigint) as sent_count,
        sends.is_delivered,
        sends.is_opened,
        sends.is_clicked,
        sends.is_unsubscribed,
        {{ flag('sends.is_delivered = 1 and conversions.email_send_key is not null') }} as is_converted
    from sends
    left join conversions on sends.email_send_key = conversions.email_send_key
),

final as (
    {{ changed_rows('measured', 'email_send_key') }}
)

select * from final
