with tickets as (
    select * from {{ source('raw_zendesk', 'tickets') }}
),

final as (
    select
        cast(id as string) as ticket_id,
        cast(type as string) as type,
        cast(priority as string) as priority,
        cast(status as string) as status,
        cast(tags as string) as tags,
        cast(via_channel as string) as via_channel,
        cast(requester_id as string) as requester_id,
        cast(assignee_id as string) as assignee_id,
        cast(organization_id as string) as organization_id,
        cast(created_at as timestamp) as created_at,
        cast(updated_at as timestamp) as updated_at,
        coalesce(status = 'deleted', false) as is_deleted,
        -- The vendor tags and closes the loser of a merge.
        '|' || coalesce(cast(tags as string), '') || '|' like '%|closed_by_merge|%' as is_merged,
        cast(_loaded_at as timestamp) as loaded_at
    from tickets
)

select * from final
