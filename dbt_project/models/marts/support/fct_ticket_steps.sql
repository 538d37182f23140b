{# One row per ticket and step that it reached, counted at that instant, with the team of that day. #}
{%- set windows = var('windows') %}
with tickets as (
    select * from {{ ref('fct_tickets') }}
),

reps as (
    select * from {{ ref('reps') }}
),

steps as (
    select ticket_key, 'opened' as step, opened_at as reached_at, opened_on as reached_on from tickets
    union all
    select ticket_key, 'solved' as step, solved_at as reached_at, solved_on as reached_on
    from tickets
    where solved_at is not null
    union all
    select ticket_key, 'last_solved' as step, last_solved_at as reached_at, last_solved_on as reached_on
    from tickets
    where last_solved_at is not null
),

final as (
    select
        steps.ticket_key || ':' || steps.step as ticket_step_key,
        steps.ticket_key,
        tickets.account_key,
        steps.step,
        steps.reached_at,
        steps.reached_on,
        tickets.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        tickets.channel_key,
        tickets.campaign_key,
        tickets.market_key,
        tickets.segment_key,
        tickets.industry_key,
        {{ flag("steps.step = 'opened'") }} as is_opened,
        {{ flag("steps.step = 'opened' and tickets.is_complaint = 1") }} as is_complaint,
        {{ flag(
            "steps.step = 'opened' and tickets.is_complaint = 1 and tickets.solved_at <= "
            ~ add_days('tickets.opened_at', windows['complaint_resolution_days'])
        ) }} as is_complaint_resolved_in_window,
        {{ flag("steps.step = 'solved'") }} as is_solved,
        {{ flag("steps.step = 'solved' and tickets.is_reopened = 1") }} as is_reopened,
        {{ flag("steps.step = 'solved' and tickets.agent_replies_until_solved = 1") }}
            as is_solved_in_one_reply,
        {{ flag("steps.step = 'solved' and tickets.agent_replies_until_solved is not null") }}
            as is_solved_with_known_replies,
        case when steps.step = 'solved' then tickets.resolution_hours end as resolution_hours,
        case when steps.step = 'solved' then tickets.resolution_business_hours end
            as resolution_business_hours,
        case when steps.step = 'last_solved' then tickets.final_resolution_hours end
            as final_resolution_hours
    from steps
    inner join tickets on steps.ticket_key = tickets.ticket_key
    left join reps
        on
            tickets.owner_key = reps.rep_key
            and steps.reached_on between reps.valid_from and reps.valid_to
)

select * from final
