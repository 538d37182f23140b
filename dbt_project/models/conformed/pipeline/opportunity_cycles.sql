{#
    Where the cycle of each won new or expansion deal began: the first contact with one of its people
    since the customer's last win before the deal was created; and the first time that sales accepted one of
    them since then. Whom sales had accepted before that win is accepted again with this deal. A deal
    without a contact has no cycle, nor has one that is said to have closed before it was created.
#}
with opportunities as (
    select * from {{ ref('opportunities') }}
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

activities as (
    select * from {{ ref('activities') }} where occurred_at < {{ as_of_end() }}
),

accepted_people as (
    select * from {{ ref('accepted_people') }}
),

previous_wins as (
    select * from {{ ref('opportunity_previous_wins') }}
),

won as (
    select
        *,
        -- A creation that is taken from a trace says nothing of the order.
        created_at > closed_at and created_at_basis = 'created_date' as is_closed_before_created
    from opportunities
    where outcome = 'won' and closed_at is not null and type in ('new', 'expansion')
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
        previous_wins.previous_won_at is null
        or contacts.occurred_at > previous_wins.previous_won_at
    group by won.opportunity_key
),

acceptances as (
    select
        won.opportunity_key,
        won.closed_at,
        case
            when
                previous_wins.previous_won_at is null
                or accepted_people.sql_at > previous_wins.previous_won_at
                then accepted_people.sql_at
            else won.created_at
        end as accepted_at
    from won
    inner join opportunity_people on won.opportunity_key = opportunity_people.opportunity_key
    inner join accepted_people on opportunity_people.person_key = accepted_people.person_key
    left join previous_wins on won.opportunity_key = previous_wins.opportunity_key
),

first_sqls as (
    select opportunity_key, min(accepted_at) as sql_at
    from acceptances
    where accepted_at <= closed_at
    group by opportunity_key
),

ordered as (
    select
        won.opportunity_key,
        won.is_closed_before_created,
        coalesce(first_contacts.first_contact_at > won.closed_at, false) as is_won_before_contact,
        first_contacts.first_contact_at,
        first_sqls.sql_at
    from won
    left join first_contacts on won.opportunity_key = first_contacts.opportunity_key
    left join first_sqls on won.opportunity_key = first_sqls.opportunity_key
),

final as (
    select
        opportunity_key,
        case when not (is_closed_before_created or is_won_before_contact) then first_contact_at end
            as first_contact_at,
        case when not (is_closed_before_created or is_won_before_contact) then sql_at end as sql_at,
        first_contact_at as contacted_at,
        is_closed_before_created,
        is_won_before_contact
    from ordered
)

select * from final
