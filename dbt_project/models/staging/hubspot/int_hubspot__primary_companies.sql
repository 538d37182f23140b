with links as (

    select *
    from {{ ref('stg_hubspot__links') }}
    where from_type in ('contacts', 'deals', 'tickets') and to_type = 'companies'

),

merged_companies as (

    select * from {{ ref('stg_hubspot__merged_records') }} where object_type = 'companies'

),

-- Where no company is marked as primary, the one that is oldest at the vendor, by its number.
ranked as (

    select
        links.from_type,
        links.from_id,
        links.is_primary,
        coalesce(merged_companies.survivor_id, links.to_id) as company_id,
        row_number() over (
            partition by links.from_type, links.from_id
            order by
                case when links.is_primary then 0 else 1 end,
                length(links.to_id),
                links.to_id
        ) as company_rank
    from links
    left join merged_companies on links.to_id = merged_companies.merged_id

),

final as (

    select
        from_type,
        from_id,
        company_id,
        is_primary
    from ranked
    where company_rank = 1

)

select * from final
