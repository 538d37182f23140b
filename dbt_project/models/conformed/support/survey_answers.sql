{#
    One row per answer, with the person and account it belongs to. What the answer lacks comes from
    its ticket, or from the one that it was merged into.
#}
with answers as (
    select *
    from {{ ref('int_survey_answers__unioned') }}
    where not coalesce(is_deleted, false) and answered_at < {{ as_of_end() }}
),

tickets as (
    select * from {{ ref('tickets') }}
),

merged_tickets as (
    select source_key, merged_into_source_key
    from {{ ref('int_tickets__unioned') }}
    where is_merged and merged_into_source_key is not null
),

-- The ticket that was left may have been merged in its turn.
survivors as (
    select
        merged_tickets.source_key,
        coalesce(later.merged_into_source_key, merged_tickets.merged_into_source_key) as survivor_key
    from merged_tickets
    left join merged_tickets as later on merged_tickets.merged_into_source_key = later.source_key
),

person_identity as (
    select * from {{ ref('identity_people') }}
),

account_identity as (
    select * from {{ ref('identity_accounts') }}
),

people as (
    select * from {{ ref('people') }}
),

accounts as (
    select * from {{ ref('accounts') }}
),

final as (
    select
        answers.source_key as answer_key,
        upper(trim(answers.kind)) as kind,
        answers.channel as survey_channel,
        answers.score,
        answers.scale_max,
        {{ known('tickets.ticket_key') }} as ticket_key,
        coalesce(people.person_key, tickets.person_key, 'unknown') as person_key,
        coalesce(
            account_identity.account_key,
            nullif(people.account_key, 'unknown'),
            tickets.account_key,
            'unknown'
        ) as account_key,
        answers.answered_at,
        coalesce(tickets.owner_key, 'unknown') as owner_key,
        coalesce(people.channel_key, tickets.channel_key, 'unknown') as channel_key,
        coalesce(people.campaign_key, tickets.campaign_key, 'unknown') as campaign_key,
        coalesce(
            nullif(people.market_key, 'unknown'),
            nullif(accounts.market_key, 'unknown'),
            tickets.market_key,
            'unknown'
        ) as market_key,
        coalesce(
            nullif(people.segment_key, 'unknown'),
            nullif(accounts.segment_key, 'unknown'),
            tickets.segment_key,
            'unknown'
        ) as segment_key,
        coalesce(
            nullif(people.industry_key, 'unknown'),
            nullif(accounts.industry_key, 'unknown'),
            tickets.industry_key,
            'unknown'
        ) as industry_key
    from answers
    left join survivors on answers.ticket_source_key = survivors.source_key
    left join tickets on coalesce(survivors.survivor_key, answers.ticket_source_key) = tickets.ticket_key
    left join person_identity on answers.person_source_key = person_identity.source_key
    left join people on person_identity.person_key = people.person_key
    left join account_identity on answers.account_source_key = account_identity.source_key
    left join accounts on account_identity.account_key = accounts.account_key
)

select * from final
