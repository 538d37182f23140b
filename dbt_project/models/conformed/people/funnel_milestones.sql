{#
    The first time each lead became a lead, was worked, became an MQL, an SQL, an opportunity and a
    customer, with the lead's owner and the owner's team at that instant. A later stage implies the
    earlier ones, but for the MQL. What happened before the person was a lead is marked: it belongs to no
    conversion.
#}
with people as (
    select * from {{ ref('people') }} where lead_at < {{ as_of_end() }}
),

lead_stages as (
    select * from {{ ref('lead_stages') }} where stage = 'mql'
),

accepted_people as (
    select * from {{ ref('accepted_people') }}
),

winning_leads as (
    select * from {{ ref('winning_leads') }}
),

responses as (
    select * from {{ ref('lead_responses') }}
),

owners as (
    select * from {{ ref('person_owners') }}
),

reps as (
    select * from {{ ref('reps') }}
),

reached as (
    select person_key, 'lead' as stage, lead_at as reached_at from people
    union all
    select person_key, 'worked' as stage, first_touch_at as reached_at from responses
    union all
    select person_key, stage, reached_at from lead_stages
    union all
    select person_key, 'sql' as stage, sql_at as reached_at from accepted_people
    union all
    select person_key, 'opportunity' as stage, first_opportunity_at as reached_at
    from accepted_people
    where first_opportunity_at is not null
    union all
    select person_key, 'customer' as stage, min(closed_at) as reached_at
    from winning_leads
    group by person_key
),

dated as (
    select
        reached.person_key,
        reached.stage,
        reached.reached_at,
        {{ business_date('reached.reached_at') }} as reached_on,
        reached.reached_at < people.lead_at as is_before_lead
    from reached
    inner join people on reached.person_key = people.person_key
),

final as (
    select
        dated.person_key,
        dated.stage,
        dated.reached_at,
        dated.reached_on,
        dated.is_before_lead,
        coalesce(owners.owner_key, 'unknown') as owner_key,
        coalesce(reps.team_key, 'unknown') as team_key
    from dated
    left join owners
        on
            dated.person_key = owners.person_key
            and dated.reached_at >= owners.valid_from
            and dated.reached_at < owners.valid_to
    left join reps
        on
            owners.owner_key = reps.rep_key
            and dated.reached_on between reps.valid_from and reps.valid_to
)

select * from final
