with pipeline_stages as (

    select * from {{ source('hubspot', 'pipeline_stages') }}

),

final as (

    select
        object_type,
        pipeline_id,
        stage_id,
        label,
        display_order,
        probability,
        -- A ticket's stage says it in a word of its own, a deal's in a flag.
        coalesce(is_closed, upper(ticket_state) = 'CLOSED', false) as is_closed,
        coalesce(is_closed, false) and coalesce(probability, 0) = 1 as is_won,
        archived as is_archived,
        _loaded_at as loaded_at
    from pipeline_stages

)

select * from final
