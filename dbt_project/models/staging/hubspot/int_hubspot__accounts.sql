with companies as (

    select * from {{ ref('stg_hubspot__companies') }}

),

merged_companies as (

    select * from {{ ref('stg_hubspot__merged_records') }} where object_type = 'companies'

),

merge_survivors as (

    select * from {{ ref('int_hubspot__merge_survivors') }} where object_type = 'companies'

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(companies.company_id as string) as source_id,
        cast('hubspot:' || companies.company_id as string) as source_key,
        cast(companies.loaded_at as timestamp) as loaded_at,
        cast(companies.is_archived as boolean) as is_deleted,
        cast(companies.name as string) as name,
        cast(companies.domain as string) as domain,
        cast(companies.industry as string) as industry,
        cast(companies.employees as bigint) as employees,
        cast(companies.country as string) as market,
        cast('hubspot:' || companies.owner_id as string) as owner_source_key,
        cast(companies.onboarded_at as timestamp) as onboarded_at,
        cast(null as timestamp) as customer_since,
        cast(null as timestamp) as lost_at,
        cast(
            'hubspot:' || replace(nullif(companies.merged_ids, ''), ';', '|hubspot:') as string
        ) as merged_source_keys,
        cast(coalesce(merge_survivors.created_at, companies.created_at) as timestamp) as created_at,
        cast(companies.updated_at as timestamp) as updated_at
    from companies
    left join merge_survivors on companies.company_id = merge_survivors.survivor_id
    left join merged_companies on companies.company_id = merged_companies.merged_id
    where merged_companies.merged_id is null

)

select * from final
