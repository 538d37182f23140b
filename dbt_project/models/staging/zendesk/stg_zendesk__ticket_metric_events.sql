with ticket_metric_events as (
    select * from {{ source('raw_zendesk', 'ticket_metric_events') }}
),

final as (
    select
        cast(id as string) as metric_event_id,
        cast(ticket_id as string) as ticket_id,
        cast(metric as string) as metric,
        cast(instance_id as bigint) as instance_id,
        cast(type as string) as type,
        cast(sla_policy_id as string) as sla_policy_id,
        cast(sla_target_in_seconds as bigint) as sla_target_seconds,
        cast(sla_business_hours as boolean) as is_sla_in_business_hours,
        cast(time as timestamp) as occurred_at,
        coalesce(cast(deleted as boolean), false) as is_deleted,
        cast(_loaded_at as timestamp) as loaded_at
    from ticket_metric_events
)

select * from final
