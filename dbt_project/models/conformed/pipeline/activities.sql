{# One row per logged activity, with the person and account it belongs to. #}
with activities as (
    select * from {{ ref('int_activities__unioned') }} where not coalesce(is_deleted, false)
),

reps as (
    select * from {{ ref('identity_reps') }}
),

person_identity as (
    select * from {{ ref('identity_people') }}
),

account_identity as (
    select * from {{ ref('identity_accounts') }}
),

opportunity_identity as (
    select * from {{ ref('identity_opportunities') }}
),

people as (
    select * from {{ ref('people') }}
),

accounts as (
    select * from {{ ref('accounts') }}
),

final as (
    select
        activities.source_key as activity_key,
        {{ known('people.person_key') }} as person_key,
        coalesce(account_identity.account_key, people.account_key, 'unknown') as account_key,
        {{ known('opportunity_identity.opportunity_key') }} as opportunity_key,
        {{ known('reps.rep_key') }} as owner_key,
        activities.type,
        activities.meeting_kind,
        activities.direction,
        activities.outcome,
        activities.booked_at,
        activities.occurred_at,
        activities.cancelled_at,
        activities.recorded_at,
        activities.minutes,
        coalesce(people.channel_key, 'unknown') as channel_key,
        coalesce(people.campaign_key, 'unknown') as campaign_key,
        coalesce(nullif(people.market_key, 'unknown'), accounts.market_key, 'unknown') as market_key,
        coalesce(nullif(people.segment_key, 'unknown'), accounts.segment_key, 'unknown') as segment_key,
        coalesce(nullif(people.industry_key, 'unknown'), accounts.industry_key, 'unknown') as industry_key
    from activities
    left join reps on activities.rep_source_key = reps.source_key
    left join person_identity on activities.person_source_key = person_identity.source_key
    left join people on person_identity.person_key = people.person_key
    left join account_identity on activities.account_source_key = account_identity.source_key
    left join accounts on account_identity.account_key = accounts.account_key
    left join opportunity_identity on activities.opportunity_source_key = opportunity_identity.source_key
)

select * from final
