{#
    The first business day on which any source has an event, the first of the history, and the last
    that the figures know.
#}
{%- set stated = "cast('" ~ var('history_from') ~ "' as date)" if var('history_from') else 'first_on' %}
with instants as (
    select min(created_at) as first_at from {{ ref('int_people__unioned') }}
    union all
    select min(created_at) as first_at from {{ ref('int_opportunities__unioned') }}
    union all
    select min(closed_at) as first_at from {{ ref('int_opportunities__unioned') }}
    union all
    select min(occurred_at) as first_at from {{ ref('int_activities__unioned') }}
    union all
    select min(occurred_at) as first_at from {{ ref('int_email_events__unioned') }}
    union all
    select min(opened_at) as first_at from {{ ref('int_tickets__unioned') }}
    union all
    select min(occurred_at) as first_at from {{ ref('int_ticket_events__unioned') }}
    union all
    select min(answered_at) as first_at from {{ ref('int_survey_answers__unioned') }}
),

days as (
    select min({{ business_date('first_at') }}) as first_on from instants
    union all
    select min(period_start) as first_on from {{ ref('int_web_traffic__unioned') }} where grain = 'day'
    union all
    select min(day) as first_on from {{ ref('int_ad_spend__unioned') }}
    union all
    select min(starts_on) as first_on from {{ ref('int_subscriptions__unioned') }}
),

span as (
    select
        least(coalesce(min(first_on), {{ as_of() }}), {{ as_of() }}) as first_on,
        {{ as_of() }} as last_on
    from days
),

final as (
    select
        first_on,
        least(greatest(first_on, {{ stated }}), last_on) as history_from,
        last_on
    from span
)

select * from final
