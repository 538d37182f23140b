with feedback_submissions as (

    select * from {{ source('hubspot', 'feedback_submissions') }}

),

final as (

    select
        id as feedback_submission_id,
        upper(hs_survey_type) as survey_type,
        hs_survey_channel as survey_channel,
        hs_value as score,
        -- These two have one scale by definition. A satisfaction survey has 0, 1 and 2, or its author's
        -- own: then HubSpot's group of the answer is another.
        coalesce(
            mapped_scale_max,
            case
                when upper(hs_survey_type) = 'NPS' then 10
                when upper(hs_survey_type) = 'CES' then 7
                when
                    upper(hs_survey_type) = 'CSAT'
                    and upper(hs_response_group)
                    = case hs_value when 0 then 'DETRACTOR' when 1 then 'PASSIVE' when 2 then 'PROMOTER' end
                    then 2
            end
        ) as scale_max,
        coalesce(hs_submission_timestamp, hs_createdate, created_at) as answered_at,
        archived as is_archived,
        _loaded_at as loaded_at
    from feedback_submissions

)

select * from final
