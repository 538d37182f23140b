with ratings as (
    select * from {{ ref('stg_zendesk__satisfaction_ratings') }}
),

tickets as (
    select * from {{ ref('stg_zendesk__tickets') }}
),

-- A rating that was only offered is no answer.
answers as (
    select * from ratings where score like 'good%' or score like 'bad%'
),

final as (
    select
        'zendesk' as source,
        answers.rating_id as source_id,
        'zendesk:' || answers.rating_id as source_key,
        answers.loaded_at,
        false as is_deleted,
        'CSAT' as kind,
        'zendesk' as channel,
        cast(case when answers.score like 'good%' then 1 else 0 end as {{ type_double() }}) as score,
        cast(1 as {{ type_double() }}) as scale_max,
        'zendesk:' || answers.ticket_id as ticket_source_key,
        'zendesk:' || answers.requester_id as person_source_key,
        'zendesk:' || tickets.organization_id as account_source_key,
        answers.created_at as answered_at
    from answers
    left join tickets on answers.ticket_id = tickets.ticket_id
)

select * from final
