{{ config(materialized='view') }}

{# One row per event of a marketing message, with the person it belongs to. #}
with events as (
    select * from {{ ref('int_email_events__unioned') }} where not coalesce(is_deleted, false)
),

person_identity as (
    select * from {{ ref('identity_people') }}
),

people as (
    select * from {{ ref('people') }}
),

final as (
    select
        events.source_key as email_event_key,
        events.email,
        coalesce(people.person_key, 'unknown') as person_key,
        -- A message goes to an address: a person with two of them receives it twice.
        coalesce(events.recipient, events.person_source_key, 'unknown') as recipient_key,
        coalesce(people.account_key, 'unknown') as account_key,
        coalesce(events.is_newsletter, false) as is_newsletter,
        events.kind,
        coalesce(events.is_machine, false) as is_machine,
        events.occurred_at,
        {{ campaign_key('events.campaign') }} as campaign_key,
        coalesce(people.market_key, 'unknown') as market_key,
        coalesce(people.segment_key, 'unknown') as segment_key,
        coalesce(people.industry_key, 'unknown') as industry_key
    from events
    left join person_identity on events.person_source_key = person_identity.source_key
    left join people on person_identity.person_key = people.person_key
)

select * from final
