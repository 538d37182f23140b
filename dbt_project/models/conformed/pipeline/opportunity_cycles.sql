{#
    Where the cycle of each won new or expansion deal began: the first contact with one of its people
    since the customer's win before it, else the creation of the deal; and the people's first SQL date.
#}
with opportunities as (
    select * from {{ ref('opportunities') }}
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

activities as (
    select * from {{ ref('activities') }}
),

lead_stages as (
    select * from {{ ref('lead_stages') }} where stage = 'sql'
),

customers as (
    select * from {{ ref('opportunity_customers') }}
),

won as (
    select opportunities.*, customers.customer_key
    from opportunities
    inner join customers on opportunities.opportunity_key = customers.opportunity_key
    where opportunities.outcome = 'won' and opportunities.closed_at is not null
),

previous_wins as (
    select won.opportunity_key, max(earlier.closed_at) as previous_won_at
    from won
    inner join won as earlier
        on
            won.customer_key = earlier.customer_key
            and won.closed_at > earlier.closed_at
    group by won.opportunity_key
),

contacts as (
    select person_key, occurred_at
    from activities
    where
        (direction = 'outbound' and type in ('call', 'email', 'social'))
        or (direction = 'inbound' and type in ('call', 'email'))
        or (type = 'meeting' and outcome = 'held')
),

first_contacts as (
    select won.opportunity_key, min(contacts.occurred_at) as first_contact_at
    from won
    inner join opportunity_people on won.opportunity_key = opportunity_people.opportunity_key
    inner join contacts on opportunity_people.person_key = contacts.person_key
    left join previous_wins on won.opportunity_key = previous_wins.opportunity_key
    where
        contacts.occurred_at <= won.closed_at
        and (
            previous_wins.previous_won_at is null
            or contacts.occurred_at > previous_wins.previous_won_at
        )
    group by won.opportunity_key
),

first_sqls as (
    select won.opportunity_key, min(lead_stages.reached_at) as sql_at
    from won
    inner join opportunity_people on won.opportunity_key = opportunity_people.opportunity_key
    inner join lead_stages on opportunity_people.person_key = lead_stages.person_key
    where lead_stages.reached_at <= won.closed_at
    group by won.opportunity_key
),

final as (
    select
        won.opportunity_key,
        coalesce(
            first_contacts.first_contact_at,
            -- A creation that is not said begins no cycle.
            case when won.created_at_basis in ('first_trace', 'first_seen') then null else won.created_at end
        ) as first_contact_at,
        first_sqls.sql_at
    from won
    left join first_contacts on won.opportunity_key = first_contacts.opportunity_key
    left join first_sqls on won.opportunity_key = first_sqls.opportunity_key
    where won.type in ('new', 'expansion')
)

select * from final
