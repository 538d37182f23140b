with users as (
    select * from {{ ref('stg_zendesk__users') }}
),

agents as (
    select * from users where role = 'agent'
),

final as (
    select
        'zendesk' as source,
        user_id as source_id,
        'zendesk:' || user_id as source_key,
        loaded_at,
        is_deleted,
        email,
        full_name,
        cast(null as string) as role,
        cast(null as string) as team,
        cast(null as date) as active_from,
        cast(null as date) as active_to
    from agents
)

select * from final
