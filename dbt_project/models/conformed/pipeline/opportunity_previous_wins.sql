{#
    When the customer of each deal had last bought before the deal was created: the account or, where none
    is known, a customer that one of its people is. A win during the deal's life is no earlier one.
#}
with opportunities as (
    select * from {{ ref('opportunities') }}
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

customers as (
    select * from {{ ref('opportunity_customers') }}
),

customer_people as (
    select * from {{ ref('customer_people') }}
),

wins as (
    select customers.customer_key, opportunities.opportunity_key, opportunities.closed_at
    from opportunities
    inner join customers on opportunities.opportunity_key = customers.opportunity_key
    where opportunities.outcome = 'won'
),

possible_customers as (
    select opportunity_key, account_key as customer_key, created_at
    from opportunities
    where account_key <> 'unknown'
    union distinct
    select opportunities.opportunity_key, customer_people.customer_key, opportunities.created_at
    from opportunities
    inner join opportunity_people on opportunities.opportunity_key = opportunity_people.opportunity_key
    inner join customer_people on opportunity_people.person_key = customer_people.person_key
    where opportunities.account_key = 'unknown'
),

final as (
    select possible_customers.opportunity_key, max(wins.closed_at) as previous_won_at
    from possible_customers
    inner join wins
        on
            possible_customers.customer_key = wins.customer_key
            and possible_customers.created_at > wins.closed_at
            -- Its own win is none before it, even where it is said to have closed before it was created.
            and possible_customers.opportunity_key <> wins.opportunity_key
    group by possible_customers.opportunity_key
)

select * from final
