with tickets as (
    select * from {{ source('raw_zendesk', 'tickets') }}
),

final as (
    select
        cast(id as varchar) as ticket_id,
        cast(type as varchar) as type,
        cast(priority as varchar) as priority,
        cast(status as varchar) as status,
        cast(tags as varchar) as tags,
        cast(via_channel as varchar) as via_channel,
        cast(requester_id as varchar) as requester_id,
        cast(assignee_id as varchar) as assignee_id,
        cast(organization_id as varchar) as organization_id,
        cast(created_at as timestamp) as created_at,
        cast(updated_at as timestamp) as updated_at,
        coalesce(status = 'deleted', false) as is_deleted,
        cast(_loaded_at as timestamp) as loaded_at
    from tickets
)

select * from final
