{#
    One row per target set for a ticket that is due: met when the source says it fulfilled by then. A
    target whose due instant the source does not give (business hours) can't be judged and is left out.
#}
with tickets as (
    select * from {{ ref('fct_tickets') }}
),

events as (
    select * from {{ ref('ticket_events') }} where kind in ('sla_set', 'sla_fulfilled')
),

reps as (
    select * from {{ ref('reps') }}
),

targets as (
    select
        ticket_event_key as sla_target_key,
        ticket_key,
        sla_metric,
        occurred_at as set_at,
        due_at,
        {{ business_date('due_at') }} as due_on
    from events
    where kind = 'sla_set' and due_at < {{ as_of_end() }}
),

fulfilments as (
    select targets.sla_target_key, min(events.occurred_at) as fulfilled_at
    from targets
    inner join events
        on
            targets.ticket_key = events.ticket_key
            and targets.sla_metric = events.sla_metric
            and targets.set_at <= events.occurred_at
    where events.kind = 'sla_fulfilled'
    group by targets.sla_target_key
),

final as (
    select
        targets.sla_target_key,
        targets.ticket_key,
        tickets.account_key,
        targets.sla_metric,
        targets.set_at,
        targets.due_at,
        targets.due_on,
        fulfilments.fulfilled_at,
        tickets.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        tickets.channel_key,
        tickets.campaign_key,
        tickets.market_key,
        tickets.segment_key,
        tickets.industry_key,
        cast(1 as bigint) as is_due,
        {{ flag('fulfilments.fulfilled_at <= targets.due_at') }} as is_met
    from targets
    inner join tickets on targets.ticket_key = tickets.ticket_key
    left join fulfilments on targets.sla_target_key = fulfilments.sla_target_key
    left join reps
        on
            tickets.owner_key = reps.rep_key
            and targets.due_on between reps.valid_from and reps.valid_to
)

select * from final
