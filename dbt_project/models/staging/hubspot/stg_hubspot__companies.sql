with companies as (

    select * from {{ source('hubspot', 'companies') }}

),

final as (

    select
        id as company_id,
        name,
        domain,
        country,
        industry,
        numberofemployees as employees,
        hubspot_owner_id as owner_id,
        mapped_onboarded_at as onboarded_at,
        hs_merged_object_ids as merged_ids,
        archived as is_archived,
        coalesce(createdate, created_at) as created_at,
        updated_at,
        _loaded_at as loaded_at
    from companies

)

select * from final
