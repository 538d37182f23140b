{#
    When sales accepted each person: at the first time as an SQL, or at the creation of the first of the
    person's deals, if it was earlier. Who has an opportunity has been accepted.
#}
with lead_stages as (
    select * from {{ ref('lead_stages') }} where stage = 'sql'
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

opportunities as (
    select * from {{ ref('opportunities') }} where created_at < {{ as_of_end() }}
),

first_opportunities as (
    select opportunity_people.person_key, min(opportunities.created_at) as first_opportunity_at
    from opportunity_people
    inner join opportunities on opportunity_people.opportunity_key = opportunities.opportunity_key
    group by opportunity_people.person_key
),

acceptances as (
    select person_key, reached_at as accepted_at from lead_stages
    union all
    select person_key, first_opportunity_at as accepted_at from first_opportunities
),

earliest as (
    select person_key, min(accepted_at) as sql_at from acceptances group by person_key
),

final as (
    select earliest.person_key, earliest.sql_at, first_opportunities.first_opportunity_at
    from earliest
    left join first_opportunities on earliest.person_key = first_opportunities.person_key
)

select * from final
