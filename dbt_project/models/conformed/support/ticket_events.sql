{{ config(materialized='view') }}

{# One row per event of a ticket; `is_solved_after` says whether the ticket counts as solved from then on. #}
with events as (
    select * from {{ ref('int_ticket_events__unioned') }} where not coalesce(is_deleted, false)
),

final as (
    select
        source_key as ticket_event_key,
        ticket_source_key as ticket_key,
        kind,
        actor_role,
        status,
        substatus,
        sla_metric,
        sla_instance,
        due_at,
        priority,
        occurred_at,
        case
            when kind = 'solved' then true
            when kind = 'reopened' then false
            when status is not null
                then lower(trim(status)) in ({{ sql_list(var('solved_ticket_statuses')) }})
        end as is_solved_after
    from events
    where occurred_at < {{ as_of_end() }}
)

select * from final
