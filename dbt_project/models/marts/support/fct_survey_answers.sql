{# One row per answer. A review on a public site stands apart from the company's own surveys. #}
with answers as (
    select * from {{ ref('survey_answers') }}
),

reps as (
    select * from {{ ref('reps') }}
),

judged as (
    select
        *,
        {{ business_date('answered_at') }} as answered_on,
        coalesce(survey_channel, '') = 'public_reviews' as is_public,
        -- 4 and 5 of 5 are satisfied; else three quarters of the scale, which makes good of a good/bad.
        case when scale_max = 5 then score >= 4 else score >= 0.75 * scale_max end as is_content
    from answers
),

final as (
    select
        judged.answer_key,
        judged.kind,
        judged.survey_channel,
        judged.score,
        judged.scale_max,
        judged.ticket_key,
        judged.person_key,
        judged.account_key,
        judged.answered_at,
        judged.answered_on,
        judged.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        judged.channel_key,
        judged.campaign_key,
        judged.market_key,
        judged.segment_key,
        judged.industry_key,
        cast(1 as bigint) as is_answer,
        {{ flag("judged.kind = 'CSAT' and not judged.is_public") }} as is_csat,
        {{ flag("judged.kind = 'CSAT' and not judged.is_public and judged.is_content") }} as is_satisfied,
        {{ flag("judged.is_public") }} as is_review,
        case when judged.is_public then judged.score end as review_score,
        {{ flag("judged.kind = 'NPS' and not judged.is_public") }} as is_nps,
        {{ flag("judged.kind = 'NPS' and not judged.is_public and judged.score >= 9") }} as is_promoter,
        {{ flag("judged.kind = 'NPS' and not judged.is_public and judged.score <= 6") }} as is_detractor,
        {{ flag("judged.kind = 'CES' and not judged.is_public") }} as is_ces
    from judged
    left join reps
        on
            judged.owner_key = reps.rep_key
            and judged.answered_on between reps.valid_from and reps.valid_to
)

select * from final
