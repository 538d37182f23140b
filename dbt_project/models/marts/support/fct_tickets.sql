{# One row per ticket, with its times in calendar and in business hours. #}
with tickets as (
    select * from {{ ref('tickets') }} where opened_at < {{ as_of_end() }}
),

calendar as (
    select * from {{ ref('business_calendar') }}
),

reps as (
    select * from {{ ref('reps') }}
),

known as (
    select
        *,
        case when first_reply_at < {{ as_of_end() }} then first_reply_at end as known_reply_at,
        case when solved_at < {{ as_of_end() }} then solved_at end as known_solve_at,
        case when last_solved_at < {{ as_of_end() }} then last_solved_at end as known_last_solve_at
    from tickets
),

dated as (
    select
        *,
        {{ business_date('opened_at') }} as opened_on,
        {{ business_date('known_reply_at') }} as first_reply_on,
        {{ business_date('known_solve_at') }} as solved_on,
        {{ business_date('known_last_solve_at') }} as last_solved_on
    from known
),

final as (
    select
        dated.ticket_key,
        dated.person_key,
        dated.account_key,
        dated.type,
        {{ flag('dated.is_complaint') }} as is_complaint,
        dated.priority,
        dated.status,
        dated.opened_at,
        dated.opened_on,
        dated.known_reply_at as first_reply_at,
        dated.first_reply_on,
        dated.known_solve_at as solved_at,
        dated.solved_on,
        dated.known_last_solve_at as last_solved_at,
        dated.last_solved_on,
        dated.last_event_at,
        dated.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        dated.channel_key,
        dated.campaign_key,
        dated.market_key,
        dated.segment_key,
        dated.industry_key,
        dated.reopened_count,
        cast(1 as bigint) as is_opened,
        {{ flag('dated.known_reply_at is not null') }} as is_replied,
        {{ flag('dated.known_solve_at is not null') }} as is_solved,
        {{ flag('dated.reopened_count > 0') }} as is_reopened,
        dated.agent_replies,
        dated.agent_replies_until_solved,
        {{ hours_between('dated.opened_at', 'dated.known_reply_at') }} as first_response_hours,
        {{ business_hours_between('dated.opened_at', 'opening', 'dated.known_reply_at', 'replying') }}
            as first_response_business_hours,
        {{ hours_between('dated.opened_at', 'dated.known_solve_at') }} as resolution_hours,
        {{ business_hours_between('dated.opened_at', 'opening', 'dated.known_solve_at', 'solving') }}
            as resolution_business_hours,
        {{ hours_between('dated.opened_at', 'dated.known_last_solve_at') }} as final_resolution_hours,
        {{ business_hours_between(
            'dated.opened_at', 'opening', 'dated.known_last_solve_at', 'last_solving'
        ) }} as final_resolution_business_hours,
        {{ hours_between('dated.first_event_at', 'dated.last_event_at') }} as event_span_hours,
        {{ part_of_day('hour', local_timestamp('dated.opened_at')) }} as opened_hour
    from dated
    left join calendar as opening on dated.opened_on = opening.day_on
    left join calendar as replying on dated.first_reply_on = replying.day_on
    left join calendar as solving on dated.solved_on = solving.day_on
    left join calendar as last_solving on dated.last_solved_on = last_solving.day_on
    left join reps
        on
            dated.owner_key = reps.rep_key
            and coalesce(dated.first_reply_on, dated.opened_on) between reps.valid_from and reps.valid_to
)

select * from final
