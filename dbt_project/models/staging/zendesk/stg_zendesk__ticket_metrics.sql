with ticket_metrics as (
    select * from {{ source('raw_zendesk', 'ticket_metrics') }}
),

tickets as (
    select * from {{ source('raw_zendesk', 'tickets') }}
),

-- A ticket loses its metric set when it is deleted; what was loaded before must not linger.
of_present_tickets as (
    select ticket_metrics.*
    from ticket_metrics
    inner join tickets on ticket_metrics.ticket_id = tickets.id
    where tickets.status <> 'deleted'
),

final as (
    select
        cast(ticket_id as string) as ticket_id,
        cast(reopens as bigint) as reopens,
        cast(replies as bigint) as replies,
        cast(reply_time_in_minutes_calendar as bigint) as reply_minutes,
        cast(reply_time_in_minutes_business as bigint) as reply_business_minutes,
        cast(first_resolution_time_in_minutes_calendar as bigint) as first_resolution_minutes,
        cast(full_resolution_time_in_minutes_calendar as bigint) as full_resolution_minutes,
        cast(requester_wait_time_in_minutes_calendar as bigint) as requester_wait_minutes,
        cast(initially_assigned_at as timestamp) as initially_assigned_at,
        cast(solved_at as timestamp) as solved_at,
        cast(updated_at as timestamp) as updated_at,
        cast(_loaded_at as timestamp) as loaded_at
    from of_present_tickets
)

select * from final
