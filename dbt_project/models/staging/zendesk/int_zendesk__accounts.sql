with organizations as (
    select * from {{ ref('stg_zendesk__organizations') }}
),

final as (
    select
        'zendesk' as source,
        organization_id as source_id,
        'zendesk:' || organization_id as source_key,
        loaded_at,
        is_deleted,
        name,
        -- The shape has room for one domain: the first in alphabetical order.
        {{ dbt.split_part('domain_names', "'|'", 1) }} as domain,
        cast(null as string) as industry,
        cast(null as bigint) as employees,
        cast(null as string) as market,
        cast(null as string) as owner_source_key,
        cast(null as timestamp) as onboarded_at,
        cast(null as timestamp) as customer_since,
        cast(null as timestamp) as lost_at,
        cast(null as string) as merged_source_keys,
        created_at,
        updated_at
    from organizations
)

select * from final
