{{ config(materialized='view') }}

{#
    The outbound touches that follow up: after a proposal, while a deal that was proposed to is open,
    or on a person whom nobody has contacted for a while. The first touch of all follows nothing up.
#}
{%- set silence_days = var('windows')['follow_up_silence_days'] %}
with activities as (
    select *
    from {{ ref('activities') }}
    where person_key <> 'unknown' and occurred_at < {{ as_of_end() }}
),

proposals as (
    select * from {{ ref('proposals') }}
),

opportunities as (
    select * from {{ ref('opportunities') }}
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

touches as (
    select activity_key, person_key, occurred_at
    from activities
    where direction = 'outbound' and type in ('call', 'email', 'social')
),

-- Both ways: an answer ends the silence as a touch does. What happens at the same time counts once.
contacts as (
    select person_key, occurred_at
    from activities
    where
        (direction = 'outbound' and type in ('call', 'email', 'social'))
        or (direction = 'inbound' and type in ('call', 'email'))
        or (type = 'meeting' and outcome = 'held')
    group by person_key, occurred_at
),

preceded as (
    select
        person_key,
        occurred_at,
        lag(occurred_at) over (partition by person_key order by occurred_at) as previous_contact_at
    from contacts
),

after_silence as (
    select touches.activity_key
    from touches
    inner join preceded
        on touches.person_key = preceded.person_key and touches.occurred_at = preceded.occurred_at
    where {{ add_days('preceded.previous_contact_at', silence_days) }} <= touches.occurred_at
),

proposed as (
    select opportunity_people.person_key, proposals.sent_at, opportunities.closed_at
    from proposals
    inner join opportunities on proposals.opportunity_key = opportunities.opportunity_key
    inner join opportunity_people on proposals.opportunity_key = opportunity_people.opportunity_key
),

after_proposal as (
    select touches.activity_key
    from touches
    inner join proposed
        on
            touches.person_key = proposed.person_key
            and touches.occurred_at > proposed.sent_at
            and (proposed.closed_at is null or touches.occurred_at < proposed.closed_at)
),

final as (
    select activity_key from after_silence
    union distinct
    select activity_key from after_proposal
)

select * from final
