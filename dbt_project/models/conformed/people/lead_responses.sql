{#
    How soon each lead was touched by a rep, and whether the person answered and a meeting was booked
    within the windows that begin with the first touch.
#}
{%- set windows = var('windows') %}
with people as (
    select * from {{ ref('people') }} where lead_at < {{ as_of_end() }}
),

activities as (
    select
        *,
        coalesce(booked_at, recorded_at) as booking_at
    from {{ ref('activities') }}
),

touched as (
    select
        people.person_key,
        min(activities.occurred_at) as first_touch_at,
        -- Reps may touch a person before the person becomes a lead: the wait begins with the lead.
        min(case when activities.occurred_at >= people.lead_at then activities.occurred_at end) as answered_at
    from people
    inner join activities on people.person_key = activities.person_key
    where
        activities.direction = 'outbound'
        and activities.type in ('call', 'email', 'social')
        and activities.occurred_at < {{ as_of_end() }}
    group by people.person_key
),

final as (
    select
        touched.person_key,
        touched.first_touch_at,
        touched.answered_at,
        max({{ flag(
            "activities.direction = 'inbound' and activities.type in ('call', 'email', 'social') "
            ~ "and activities.occurred_at > touched.first_touch_at and activities.occurred_at <= "
            ~ add_days('touched.first_touch_at', windows['response_days'])
            ~ " and activities.occurred_at < " ~ as_of_end()
        ) }}) as is_response_in_window,
        max({{ flag(
            "activities.type = 'meeting' and activities.booking_at >= touched.first_touch_at "
            ~ "and activities.booking_at <= "
            ~ add_days('touched.first_touch_at', windows['contact_to_meeting_days'])
            ~ " and activities.booking_at < " ~ as_of_end()
        ) }}) as is_meeting_in_window
    from touched
    inner join activities on touched.person_key = activities.person_key
    group by touched.person_key, touched.first_touch_at, touched.answered_at
)

select * from final
