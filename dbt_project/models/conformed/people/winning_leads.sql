{#
    The lead with whom each deal was won: the person who decided, else the first of the deal's people. A
    deal that is said to have closed before it was created was won with nobody.
#}
with opportunities as (
    select * from {{ ref('opportunities') }} where outcome = 'won' and closed_at < {{ as_of_end() }}
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

people as (
    select * from {{ ref('people') }} where lead_at < {{ as_of_end() }}
),

ranked as (
    select
        opportunities.opportunity_key,
        opportunities.closed_at,
        people.person_key,
        row_number() over (
            partition by opportunities.opportunity_key
            order by
                case when {{ slug('opportunity_people.role') }} = 'decision_maker' then 0 else 1 end asc,
                opportunity_people.since_at asc nulls last,
                people.lead_at asc,
                people.person_key asc
        ) as lead_rank
    from opportunities
    inner join opportunity_people on opportunities.opportunity_key = opportunity_people.opportunity_key
    inner join people on opportunity_people.person_key = people.person_key
    where opportunities.closed_at >= opportunities.created_at
),

final as (
    select opportunity_key, person_key, closed_at from ranked where lead_rank = 1
)

select * from final
