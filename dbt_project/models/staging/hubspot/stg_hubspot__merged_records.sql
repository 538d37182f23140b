{# A chain of merges is followed in jumps that double: four reach 16 merges. #}
{% set jumps = 4 %}

with contacts as (

    select * from {{ ref('stg_hubspot__contacts') }}

),

companies as (

    select * from {{ ref('stg_hubspot__companies') }}

),

deals as (

    select * from {{ ref('stg_hubspot__deals') }}

),

tickets as (

    select * from {{ ref('stg_hubspot__tickets') }}

),

survivors as (

    select 'contacts' as object_type, contact_id as survivor_id, merged_ids from contacts
    union all
    select 'companies' as object_type, company_id as survivor_id, merged_ids from companies
    union all
    select 'deals' as object_type, deal_id as survivor_id, merged_ids from deals
    union all
    select 'tickets' as object_type, ticket_id as survivor_id, merged_ids from tickets

),

merged as (

    {{ split_to_rows(['object_type', 'survivor_id'], 'merged_ids', ';', 'survivors') }}

),

-- A merge makes a new record, so one that survived is lost in the next: its row may still be here,
-- and the last record of a chain need not name the first.
jump_0 as (

    select distinct
        object_type,
        trim(part) as merged_id,
        survivor_id
    from merged
    where
        trim(part) <> ''
        and trim(part) <> survivor_id

),

{% for jump in range(1, jumps + 1) %}
jump_{{ jump }} as (

    select distinct
        nearer.object_type,
        nearer.merged_id,
        coalesce(further.survivor_id, nearer.survivor_id) as survivor_id
    from jump_{{ jump - 1 }} as nearer
    left join jump_{{ jump - 1 }} as further
        on
            nearer.object_type = further.object_type
            and nearer.survivor_id = further.merged_id

),

{% endfor %}
final as (

    select
        object_type,
        merged_id,
        min(survivor_id) as survivor_id
    from jump_{{ jumps }}
    group by object_type, merged_id

)

select * from final
