with ticket_events as (
    select * from {{ source('raw_zendesk', 'ticket_events') }}
),

final as (
    select
        cast(id as string) as event_id,
        cast(audit_id as string) as audit_id,
        cast(ticket_id as string) as ticket_id,
        cast(updater_id as string) as updater_id,
        cast(event_type as string) as event_type,
        cast(is_creation as boolean) as is_creation,
        cast(comment_public as boolean) as is_public_comment,
        cast(status as string) as status,
        cast(previous_status as string) as previous_status,
        cast(priority as string) as priority,
        cast(previous_priority as string) as previous_priority,
        cast(assignee_id as string) as assignee_id,
        cast(previous_assignee_id as string) as previous_assignee_id,
        cast(merged_into_id as string) as merged_into_id,
        cast(created_at as timestamp) as occurred_at,
        cast(_loaded_at as timestamp) as loaded_at
    from ticket_events
)

select * from final
