-- Survey answers, but those given in the help desk.
select
    answers.answer_id as id,
    iso(answers.recorded_at) as created,
    iso(greatest(answers.recorded_at, contact.merged_at)) as updated,
    cast(null as varchar) as archived_at,
    answers.kind as hs_survey_type,
    answers.channel as hs_survey_channel,
    printf('%g', answers.score) as hs_value,
    -- Of HubSpot's own surveys; the company's satisfaction surveys have scales of their own.
    case
        when answers.kind = 'NPS' and answers.score >= 9 then 'PROMOTER'
        when answers.kind = 'NPS' and answers.score >= 7 then 'PASSIVE'
        when answers.kind = 'NPS' then 'DETRACTOR'
        when answers.kind = 'CES' and answers.scale_max = 7 and answers.score >= 6 then 'PROMOTER'
        when answers.kind = 'CES' and answers.scale_max = 7 and answers.score >= 4 then 'PASSIVE'
        when answers.kind = 'CES' and answers.scale_max = 7 then 'DETRACTOR'
    end as hs_response_group,
    printf('%g', answers.scale_max) as response_scale_max,
    iso(answers.answered_at) as hs_submission_timestamp,
    iso(answers.recorded_at) as hs_createdate
from survey_answers as answers
left join contact_winners as contact on contact.loser_id = answers.contact_id
where answers.channel <> 'zendesk'
