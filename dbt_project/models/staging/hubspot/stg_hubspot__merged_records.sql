with contacts as (

    select * from {{ ref('stg_hubspot__contacts') }}

),

companies as (

    select * from {{ ref('stg_hubspot__companies') }}

),

deals as (

    select * from {{ ref('stg_hubspot__deals') }}

),

survivors as (

    select 'contacts' as object_type, contact_id as survivor_id, merged_ids from contacts
    union all
    select 'companies' as object_type, company_id as survivor_id, merged_ids from companies
    union all
    select 'deals' as object_type, deal_id as survivor_id, merged_ids from deals

),

merged as (

    {{ split_to_rows(['object_type', 'survivor_id'], 'merged_ids', ';', 'survivors') }}

),

pairs as (

    select
        object_type,
        trim(part) as merged_id,
        survivor_id
    from merged
    where trim(part) <> ''

),

-- A record that survived one merge and was lost in the next one survives no more.
final as (

    select
        pairs.object_type,
        pairs.merged_id,
        min(pairs.survivor_id) as survivor_id
    from pairs
    left join pairs as later
        on
            pairs.object_type = later.object_type
            and pairs.survivor_id = later.merged_id
    where later.merged_id is null
    group by pairs.object_type, pairs.merged_id

)

select * from final
