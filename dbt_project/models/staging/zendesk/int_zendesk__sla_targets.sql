{{ config(materialized='table') }}

{#
    Targets of SLA policies, and when each is due. A metric of a ticket has a clock, whose instances are
    numbered; its rules (which statuses pause it) are in the events that the vendor records: it runs from
    an `activate` to the next `pause` or `fulfill`. A target that replaces another one on the same clock is
    the one that counts. Where the vendor has recorded a breach or a fulfilment, that is the verdict; the
    due instant is computed for what is still running, and for what was fulfilled before it was due.
#}
{%- set clock = 'ticket_id, sla_metric, instance_id' %}
{%- set epoch = "cast('1970-01-01' as timestamp)" %}
with metric_events as (
    select
        *,
        cast(metric_event_id as bigint) as event_number,
        case
            when metric = 'reply_time' and instance_id = 1 then 'first_reply_time'
            when metric = 'reply_time' then 'next_reply_time'
            when metric = 'resolution_time' then 'total_resolution_time'
            else metric
        end as sla_metric
    from {{ ref('stg_zendesk__ticket_metric_events') }}
    where not is_deleted and occurred_at < {{ as_of_end() }}
),

open_hours as (
    select *, true as is_in_business_hours from {{ ref('int_zendesk__open_hours') }}
),

promised as (
    select {{ clock }}, min(occurred_at) as set_at
    from metric_events
    where type = 'apply_sla' and sla_target_seconds is not null
    group by {{ clock }}
),

verdicts as (
    select
        promised.ticket_id,
        promised.sla_metric,
        promised.instance_id,
        promised.set_at,
        min(case when metric_events.type = 'fulfill' then metric_events.occurred_at end) as fulfilled_at,
        min(case when metric_events.type = 'breach' then metric_events.occurred_at end) as breached_at
    from promised
    left join metric_events
        on
            promised.ticket_id = metric_events.ticket_id
            and promised.sla_metric = metric_events.sla_metric
            and promised.instance_id = metric_events.instance_id
            and promised.set_at <= metric_events.occurred_at
    group by promised.ticket_id, promised.sla_metric, promised.instance_id, promised.set_at
),

applied as (
    select
        verdicts.*,
        metric_events.metric_event_id,
        metric_events.loaded_at,
        metric_events.occurred_at as applied_at,
        metric_events.sla_target_seconds * 1000000 as target_us,
        coalesce(metric_events.is_sla_in_business_hours, false) as is_in_business_hours,
        row_number() over (
            partition by verdicts.ticket_id, verdicts.sla_metric, verdicts.instance_id
            order by metric_events.occurred_at desc, metric_events.event_number desc
        ) as place_from_last
    from verdicts
    inner join metric_events
        on
            verdicts.ticket_id = metric_events.ticket_id
            and verdicts.sla_metric = metric_events.sla_metric
            and verdicts.instance_id = metric_events.instance_id
    where
        metric_events.type = 'apply_sla'
        and metric_events.occurred_at <= coalesce(verdicts.fulfilled_at, {{ as_of_end() }})
),

-- The last target before the verdict. A policy that was taken off before promises nothing.
targets as (
    select *
    from applied
    where place_from_last = 1 and (target_us is not null or breached_at <= applied_at)
),

transitions as (
    select
        targets.ticket_id,
        targets.sla_metric,
        targets.instance_id,
        targets.target_us,
        targets.is_in_business_hours,
        metric_events.type,
        metric_events.event_number,
        metric_events.occurred_at,
        lead(metric_events.occurred_at) over (
            partition by targets.ticket_id, targets.sla_metric, targets.instance_id
            order by metric_events.occurred_at, metric_events.event_number
        ) as ended_at
    from targets
    inner join metric_events
        on
            targets.ticket_id = metric_events.ticket_id
            and targets.sla_metric = metric_events.sla_metric
            and targets.instance_id = metric_events.instance_id
    where
        metric_events.type in ('activate', 'pause', 'fulfill')
        and metric_events.occurred_at <= coalesce(targets.fulfilled_at, {{ as_of_end() }})
),

-- What was fulfilled early would have been due as if its clock had gone on.
runs as (
    select * from transitions where type = 'activate' or (type = 'fulfill' and ended_at is null)
),

positions as (
    select
        runs.*,
        case
            when runs.is_in_business_hours
                then starting.open_us_before + least(
                    starting.open_us, {{ microseconds_between('starting.opens_at', 'runs.occurred_at') }}
                )
            else {{ microseconds_between(epoch, 'runs.occurred_at') }}
        end as started_us,
        case
            when runs.is_in_business_hours
                then ending.open_us_before + least(
                    ending.open_us, {{ microseconds_between('ending.opens_at', 'runs.ended_at') }}
                )
            else {{ microseconds_between(epoch, 'runs.ended_at') }}
        end as ended_us
    from runs
    left join open_hours as starting
        on
            runs.is_in_business_hours = starting.is_in_business_hours
            and runs.occurred_at >= starting.opens_at
            and runs.occurred_at < starting.next_opens_at
    left join open_hours as ending
        on
            runs.is_in_business_hours = ending.is_in_business_hours
            and runs.ended_at >= ending.opens_at
            and runs.ended_at < ending.next_opens_at
),

used as (
    select
        *,
        cast(coalesce(sum(ended_us - started_us) over (
            partition by {{ clock }}
            order by occurred_at, event_number rows between unbounded preceding and 1 preceding
        ), 0) as bigint) as used_us
    from positions
),

-- On the clock's own axis: that of all time, or that of open time.
reached as (
    select {{ clock }}, is_in_business_hours, min(started_us + target_us - used_us) as due_us
    from used
    where
        used_us <= target_us
        and (ended_at is null or used_us + ended_us - started_us >= target_us)
    group by {{ clock }}, is_in_business_hours
),

computed as (
    select
        reached.ticket_id,
        reached.sla_metric,
        reached.instance_id,
        case
            when reached.is_in_business_hours
                then {{ add_seconds(
                    'open_hours.opens_at', 'cast((reached.due_us - open_hours.open_us_before) / 1000000 as bigint)'
                ) }}
            else {{ add_seconds(epoch, 'cast(reached.due_us / 1000000 as bigint)') }}
        end as due_at
    from reached
    left join open_hours
        on
            reached.is_in_business_hours = open_hours.is_in_business_hours
            and reached.due_us > open_hours.open_us_before
            and reached.due_us <= open_hours.open_us_before + open_hours.open_us
),

final as (
    select
        targets.metric_event_id,
        targets.ticket_id,
        targets.sla_metric,
        targets.instance_id,
        targets.loaded_at,
        targets.set_at,
        targets.fulfilled_at,
        targets.breached_at,
        case
            when targets.breached_at is not null then targets.breached_at
            when targets.fulfilled_at is not null
                then greatest(targets.fulfilled_at, coalesce(computed.due_at, targets.fulfilled_at))
            else computed.due_at
        end as due_at
    from targets
    left join computed
        on
            targets.ticket_id = computed.ticket_id
            and targets.sla_metric = computed.sla_metric
            and targets.instance_id = computed.instance_id
)

select * from final
