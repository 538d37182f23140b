with satisfaction_ratings as (
    select * from {{ source('raw_zendesk', 'satisfaction_ratings') }}
),

final as (
    select
        cast(id as string) as rating_id,
        cast(ticket_id as string) as ticket_id,
        cast(requester_id as string) as requester_id,
        cast(assignee_id as string) as assignee_id,
        cast(score as string) as score,
        cast(reason_code as bigint) as reason_code,
        cast(created_at as timestamp) as created_at,
        cast(updated_at as timestamp) as updated_at,
        cast(_loaded_at as timestamp) as loaded_at
    from satisfaction_ratings
)

select * from final
