{# One row per answer. A review on a public site is separate from the company's own surveys. #}
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
        case when scale_max = 5 then score >= 4 else score >= 0.75 * scale_max end as is_content,
        -- A recommendation is judged from 0 to 10, an effort from 1 to 7, whatever the scale shown.
        case when kind = 'NPS' then score * 10 / nullif(coalesce(scale_max, 10), 0) end as recommendation,
        case when kind = 'CES' then 1 + (score - 1) * 6 / nullif(scale_max - 1, 0) end as effort
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
        -- Without its scale, an answer says nothing: it is not one of somebody who is unsatisfied.
        {{ flag("judged.kind = 'CSAT' and not judged.is_public and judged.is_content is not null") }}
            as is_csat_scored,
        {{ flag("judged.kind in ('CSAT', 'CES') and not judged.is_public and judged.scale_max is null") }}
            as is_scale_missing,
        {{ flag("judged.is_public") }} as is_review,
        case when judged.is_public then judged.score end as review_score,
        {{ flag("judged.kind = 'NPS' and not judged.is_public") }} as is_nps,
        {{ flag("judged.recommendation >= 9 and not judged.is_public") }} as is_promoter,
        {{ flag("judged.recommendation <= 6 and not judged.is_public") }} as is_detractor,
        {{ flag("judged.kind = 'CES' and not judged.is_public") }} as is_ces,
        case
            when judged.is_public then 0
            when judged.recommendation >= 9 then 100
            when judged.recommendation <= 6 then -100
            else 0
        end as promoter_points,
        {{ flag("judged.effort is not null and not judged.is_public") }} as is_effort_scored,
        case when not judged.is_public then judged.effort end as effort_score
    from judged
    left join reps
        on
            judged.owner_key = reps.rep_key
            and judged.answered_on between reps.valid_from and reps.valid_to
)

select * from final
