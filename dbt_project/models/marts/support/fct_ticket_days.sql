{#
    The backlog as it was at the end of every business day: one row per ticket and day while it was
    not in a solved state, by its events as they happened.
#}
with tickets as (
    select * from {{ ref('fct_tickets') }}
),

events as (
    select * from {{ ref('ticket_events') }} where is_solved_after is not null
),

days as (
    select * from {{ ref('calendar_days') }} where day_on <= {{ as_of() }}
),

reps as (
    select * from {{ ref('reps') }}
),

-- A ticket is open from its opening on, until an event says otherwise. Without any, its solve ends it.
states as (
    select ticket_key, opened_at as valid_from, false as is_solved, '' as event_key from tickets
    union all
    select
        tickets.ticket_key,
        events.occurred_at as valid_from,
        events.is_solved_after as is_solved,
        events.ticket_event_key as event_key
    from tickets
    inner join events on tickets.ticket_key = events.ticket_key
    union all
    select tickets.ticket_key, tickets.last_solved_at as valid_from, true as is_solved, '' as event_key
    from tickets
    left join events on tickets.ticket_key = events.ticket_key
    where events.ticket_key is null and tickets.last_solved_at is not null
),

followed as (
    select
        ticket_key,
        is_solved,
        valid_from,
        coalesce(
            lead(valid_from) over (partition by ticket_key order by valid_from, event_key),
            cast('9999-12-31' as timestamp)
        ) as valid_to
    from states
),

periods as (
    select
        ticket_key,
        {{ business_date('valid_from') }} as from_on,
        {{ business_date('valid_to') }} as to_on
    from followed
    where not is_solved
),

final as (
    select
        tickets.ticket_key || ':' || cast(days.day_on as string) as ticket_day_key,
        tickets.ticket_key,
        tickets.account_key,
        days.day_on,
        tickets.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        tickets.channel_key,
        tickets.campaign_key,
        tickets.market_key,
        tickets.segment_key,
        tickets.industry_key,
        cast(1 as bigint) as is_open,
        {{ is_period_end('days.day_on', add_days_to_date('days.week_start_on', 7)) }} as is_week_end,
        {{ is_period_end('days.day_on', add_months('days.month_start_on', 1)) }} as is_month_end,
        {{ is_period_end('days.day_on', add_months('days.quarter_start_on', 3)) }} as is_quarter_end,
        {{ is_period_end('days.day_on', add_months('days.year_start_on', 12)) }} as is_year_end
    from periods
    inner join tickets on periods.ticket_key = tickets.ticket_key
    inner join days on periods.from_on <= days.day_on and periods.to_on > days.day_on
    left join reps
        on
            tickets.owner_key = reps.rep_key
            and days.day_on between reps.valid_from and reps.valid_to
)

select * from final
