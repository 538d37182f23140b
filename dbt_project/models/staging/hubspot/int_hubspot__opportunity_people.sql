with links as (

    select * from {{ ref('stg_hubspot__links') }} where from_type = 'deals' and to_type = 'contacts'

),

opportunities as (

    select * from {{ ref('int_hubspot__opportunities') }}

),

merged_contacts as (

    select * from {{ ref('stg_hubspot__merged_records') }} where object_type = 'contacts'

),

pairs as (

    select
        links.from_id as deal_id,
        coalesce(merged_contacts.survivor_id, links.to_id) as contact_id,
        max(links.label) as role,
        max(links.loaded_at) as loaded_at
    from links
    left join merged_contacts on links.to_id = merged_contacts.merged_id
    group by links.from_id, coalesce(merged_contacts.survivor_id, links.to_id)

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(pairs.deal_id || ':' || pairs.contact_id as string) as source_id,
        cast('hubspot:' || pairs.deal_id || ':' || pairs.contact_id as string) as source_key,
        cast(pairs.loaded_at as timestamp) as loaded_at,
        opportunities.is_deleted,
        opportunities.source_key as opportunity_source_key,
        cast('hubspot:' || pairs.contact_id as string) as person_source_key,
        cast(pairs.role as string) as role,
        -- The vendor does not keep when an association was made.
        cast(null as timestamp) as since_at
    from pairs
    inner join opportunities on pairs.deal_id = opportunities.source_id

)

select * from final
