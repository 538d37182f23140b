with sla_policies as (
    select * from {{ source('raw_zendesk', 'sla_policies') }}
),

final as (
    select
        cast(policy_id as string) as policy_id,
        cast(title as string) as title,
        cast(position as bigint) as position,
        cast(priority as string) as priority,
        cast(metric as string) as metric,
        cast(target as bigint) as target_minutes,
        cast(business_hours as boolean) as is_in_business_hours,
        cast(updated_at as timestamp) as updated_at,
        cast(_loaded_at as timestamp) as loaded_at
    from sla_policies
)

select * from final
