{# The first business day that any source tells an event of, and the last that the figures know. #}
with instants as (
    select min(created_at) as first_at from {{ ref('base_people') }}
    union all
    select min(created_at) as first_at from {{ ref('base_opportunities') }}
    union all
    select min(closed_at) as first_at from {{ ref('base_opportunities') }}
    union all
    select min(occurred_at) as first_at from {{ ref('base_activities') }}
    union all
    select min(occurred_at) as first_at from {{ ref('base_email_events') }}
    union all
    select min(opened_at) as first_at from {{ ref('base_tickets') }}
    union all
    select min(occurred_at) as first_at from {{ ref('base_ticket_events') }}
    union all
    select min(answered_at) as first_at from {{ ref('base_survey_answers') }}
),

days as (
    select min({{ business_date('first_at') }}) as first_on from instants
    union all
    select min(period_start) as first_on from {{ ref('base_web_traffic') }} where grain = 'day'
    union all
    select min(day) as first_on from {{ ref('base_ad_spend') }}
),

final as (
    select
        least(coalesce(min(first_on), {{ as_of() }}), {{ as_of() }}) as first_on,
        {{ as_of() }} as last_on
    from days
)

select * from final
