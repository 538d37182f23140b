with ratings as (
    select * from {{ ref('stg_zendesk__satisfaction_ratings') }}
),

survey_responses as (
    select * from {{ ref('stg_zendesk__survey_responses') }}
),

tickets as (
    select * from {{ ref('stg_zendesk__tickets') }}
),

answers as (
    -- A rating that was only offered is no answer.
    select
        rating_id as source_id,
        ticket_id,
        requester_id as person_id,
        cast(case when score like 'good%' then 1 else 0 end as {{ type_double() }}) as score,
        cast(1 as {{ type_double() }}) as scale_max,
        created_at as answered_at,
        loaded_at
    from ratings
    where score like 'good%' or score like 'bad%'
    union all
    -- A rating of which neither the scale nor what the vendor makes of it is known can't be judged.
    select
        'survey-' || response_id as source_id,
        ticket_id,
        responder_id as person_id,
        case when scale_max = 5 then rating when rating_category = 'good' then 1 else 0 end as score,
        case when scale_max = 5 then 5 else 1 end as scale_max,
        updated_at as answered_at,
        loaded_at
    from survey_responses
    where rating is not null and (scale_max = 5 or rating_category is not null)
),

-- Who rates a ticket again has changed their mind.
numbered as (
    select
        *,
        row_number() over (
            partition by ticket_id, person_id order by answered_at desc, source_id desc
        ) as place_from_last
    from answers
),

final as (
    select
        'zendesk' as source,
        numbered.source_id,
        'zendesk:' || numbered.source_id as source_key,
        numbered.loaded_at,
        false as is_deleted,
        'CSAT' as kind,
        'zendesk' as channel,
        numbered.score,
        numbered.scale_max,
        'zendesk:' || numbered.ticket_id as ticket_source_key,
        'zendesk:' || numbered.person_id as person_source_key,
        'zendesk:' || tickets.organization_id as account_source_key,
        numbered.answered_at
    from numbered
    left join tickets on numbered.ticket_id = tickets.ticket_id
    where numbered.place_from_last = 1
)

select * from final
