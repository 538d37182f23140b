with feedback_submissions as (

    select * from {{ source('hubspot', 'feedback_submissions') }}

),

final as (

    select
        id as feedback_submission_id,
        upper(hs_survey_type) as survey_type,
        hs_survey_channel as survey_channel,
        hs_value as score,
        -- These two have one scale by definition; what a satisfaction survey offers is for its author.
        coalesce(
            mapped_scale_max,
            case upper(hs_survey_type) when 'NPS' then 10 when 'CES' then 7 end
        ) as scale_max,
        coalesce(hs_submission_timestamp, hs_createdate, created_at) as answered_at,
        archived as is_archived,
        _loaded_at as loaded_at
    from feedback_submissions

)

select * from final
