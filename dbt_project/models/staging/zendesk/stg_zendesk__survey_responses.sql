with survey_responses as (
    select * from {{ source('raw_zendesk', 'survey_responses') }}
),

final as (
    select
        cast(id as string) as response_id,
        cast(ticket_id as string) as ticket_id,
        cast(responder_id as string) as responder_id,
        cast(rating as {{ type_double() }}) as rating,
        cast(scale_max as {{ type_double() }}) as scale_max,
        cast(rating_category as string) as rating_category,
        cast(created_at as timestamp) as created_at,
        cast(updated_at as timestamp) as updated_at,
        cast(_loaded_at as timestamp) as loaded_at
    from survey_responses
)

select * from final
