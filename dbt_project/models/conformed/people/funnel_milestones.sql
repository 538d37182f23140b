{#
    The first time each lead became a lead, was worked, became an MQL, an SQL, an opportunity and a
    customer, with the lead's owner and the owner's team at that instant.
#}
with people as (
    select * from {{ ref('people') }} where lead_at < {{ as_of_end() }}
),

lead_stages as (
    select * from {{ ref('lead_stages') }} where stage in ('mql', 'sql')
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

opportunities as (
    select * from {{ ref('opportunities') }} where created_at < {{ as_of_end() }}
),

buyers as (
    select * from {{ ref('buyers') }}
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

wins as (
    select people.person_key, buyers.first_won_at
    from people
    inner join buyers on people.account_key = buyers.buyer_key
    union all
    select people.person_key, buyers.first_won_at
    from people
    inner join buyers on people.person_key = buyers.buyer_key
),

first_wins as (
    select person_key, min(first_won_at) as first_won_at from wins group by person_key
),

first_opportunities as (
    select opportunity_people.person_key, min(opportunities.created_at) as first_opportunity_at
    from opportunity_people
    inner join opportunities on opportunity_people.opportunity_key = opportunities.opportunity_key
    group by opportunity_people.person_key
),

reached as (
    select person_key, 'lead' as stage, lead_at as reached_at from people
    union all
    select person_key, 'worked' as stage, first_touch_at as reached_at from responses
    union all
    select lead_stages.person_key, lead_stages.stage, lead_stages.reached_at
    from lead_stages
    inner join people on lead_stages.person_key = people.person_key
    union all
    select people.person_key, 'opportunity' as stage, first_opportunities.first_opportunity_at as reached_at
    from people
    inner join first_opportunities on people.person_key = first_opportunities.person_key
    union all
    select person_key, 'customer' as stage, first_won_at as reached_at from first_wins
),

dated as (
    select person_key, stage, reached_at, {{ business_date('reached_at') }} as reached_on from reached
),

final as (
    select
        dated.person_key,
        dated.stage,
        dated.reached_at,
        dated.reached_on,
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
