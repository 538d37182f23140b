with organizations as (
    select * from {{ source('raw_zendesk', 'organizations') }}
),

final as (
    select
        cast(id as string) as organization_id,
        cast(name as string) as name,
        nullif(cast(domain_names as string), '') as domain_names,
        cast(external_id as string) as external_id,
        cast(created_at as timestamp) as created_at,
        cast(updated_at as timestamp) as updated_at,
        deleted_at is not null as is_deleted,
        cast(_loaded_at as timestamp) as loaded_at
    from organizations
)

select * from final
