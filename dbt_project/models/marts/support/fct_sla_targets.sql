{#
    One row per target set for a ticket that is due. A target that was set anew before it was fulfilled or
    breached is replaced by the new one. It is met when the source says that it was fulfilled by the instant
    it was due and no breach; one whose due instant nobody knows can't be judged and is left out.
#}
with tickets as (
    select * from {{ ref('fct_tickets') }}
),

events as (
    select * from {{ ref('ticket_events') }} where kind in ('sla_set', 'sla_breached', 'sla_fulfilled')
),

reps as (
    select * from {{ ref('reps') }}
),

set_targets as (
    select
        ticket_event_key as sla_target_key,
        ticket_key,
        sla_metric,
        coalesce(sla_instance, '') as sla_instance,
        occurred_at as set_at,
        due_at,
        coalesce(
            lead(occurred_at) over (
                partition by ticket_key, sla_metric, coalesce(sla_instance, '')
                order by occurred_at, ticket_event_key
            ),
            cast('9999-12-31' as timestamp)
        ) as next_set_at
    from events
    where kind = 'sla_set'
),

verdicts as (
    select
        set_targets.sla_target_key,
        min(case when events.kind = 'sla_fulfilled' then events.occurred_at end) as fulfilled_at,
        min(case when events.kind = 'sla_breached' then events.occurred_at end) as breached_at,
        min(events.occurred_at) as first_verdict_at
    from set_targets
    inner join events
        on
            set_targets.ticket_key = events.ticket_key
            and set_targets.sla_metric = events.sla_metric
            and set_targets.sla_instance = coalesce(events.sla_instance, '')
            and set_targets.set_at <= events.occurred_at
            and set_targets.next_set_at > events.occurred_at
    where events.kind in ('sla_breached', 'sla_fulfilled')
    group by set_targets.sla_target_key
),

targets as (
    select
        set_targets.sla_target_key,
        set_targets.ticket_key,
        set_targets.sla_metric,
        set_targets.set_at,
        coalesce(set_targets.due_at, verdicts.breached_at) as due_at,
        verdicts.fulfilled_at,
        verdicts.breached_at
    from set_targets
    left join verdicts on set_targets.sla_target_key = verdicts.sla_target_key
    where
        verdicts.first_verdict_at is not null
        or set_targets.next_set_at >= coalesce(set_targets.due_at, {{ as_of_end() }})
),

due_targets as (
    select *, {{ business_date('due_at') }} as due_on
    from targets
    where due_at < {{ as_of_end() }}
),

final as (
    select
        due_targets.sla_target_key,
        due_targets.ticket_key,
        tickets.account_key,
        due_targets.sla_metric,
        due_targets.set_at,
        due_targets.due_at,
        due_targets.due_on,
        due_targets.fulfilled_at,
        tickets.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        tickets.channel_key,
        tickets.campaign_key,
        tickets.market_key,
        tickets.segment_key,
        tickets.industry_key,
        cast(1 as bigint) as is_due,
        {{ flag('due_targets.fulfilled_at <= due_targets.due_at and due_targets.breached_at is null') }}
            as is_met
    from due_targets
    inner join tickets on due_targets.ticket_key = tickets.ticket_key
    left join reps
        on
            tickets.owner_key = reps.rep_key
            and due_targets.due_on between reps.valid_from and reps.valid_to
)

select * from final
