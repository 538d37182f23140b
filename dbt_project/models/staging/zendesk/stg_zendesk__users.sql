with users as (
    select * from {{ source('raw_zendesk', 'users') }}
),

final as (
    select
        cast(id as string) as user_id,
        cast(name as string) as full_name,
        cast(email as string) as email,
        cast(phone as string) as phone,
        case
            when role in ('agent', 'admin') then 'agent'
            when role = 'end-user' then 'end_user'
        end as role,
        cast(organization_id as string) as organization_id,
        coalesce(cast(suspended as boolean), false) as is_suspended,
        cast(created_at as timestamp) as created_at,
        cast(updated_at as timestamp) as updated_at,
        not coalesce(cast(active as boolean), true) as is_deleted,
        cast(_loaded_at as timestamp) as loaded_at
    from users
)

select * from final
