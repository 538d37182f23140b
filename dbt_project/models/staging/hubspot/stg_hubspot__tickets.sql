with tickets as (

    select * from {{ source('hubspot', 'tickets') }}

),

final as (

    select
        id as ticket_id,
        hs_pipeline as pipeline_id,
        hs_pipeline_stage as stage_id,
        lower(hs_ticket_priority) as priority,
        lower(hs_ticket_category) as categories,
        hubspot_owner_id as owner_id,
        coalesce(createdate, created_at) as created_at,
        first_agent_reply_date as first_reply_at,
        closed_date as closed_at,
        hs_merged_object_ids as merged_ids,
        archived as is_archived,
        updated_at,
        _loaded_at as loaded_at
    from tickets

)

select * from final
