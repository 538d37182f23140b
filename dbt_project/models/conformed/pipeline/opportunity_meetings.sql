{#
    The meetings held on each deal, first to last: with one of its people, logged on the deal itself
    or, before the deal existed, with its account. They come after the win before the deal and not
    after its own closing.
#}
with opportunities as (
    select * from {{ ref('opportunities') }}
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

meetings as (
    select activity_key, person_key, account_key, opportunity_key, occurred_at
    from {{ ref('activities') }}
    where type = 'meeting' and outcome = 'held' and occurred_at < {{ as_of_end() }}
),

previous_wins as (
    select * from {{ ref('opportunity_previous_wins') }}
),

of_the_deal as (
    select opportunity_people.opportunity_key, meetings.activity_key, meetings.occurred_at
    from opportunity_people
    inner join meetings on opportunity_people.person_key = meetings.person_key
    union distinct
    select opportunity_key, activity_key, occurred_at
    from meetings
    where opportunity_key <> 'unknown'
    union distinct
    select opportunities.opportunity_key, meetings.activity_key, meetings.occurred_at
    from opportunities
    inner join meetings
        on
            opportunities.account_key = meetings.account_key
            and opportunities.account_key <> 'unknown'
            and opportunities.created_at > meetings.occurred_at
),

final as (
    select
        of_the_deal.opportunity_key,
        of_the_deal.activity_key,
        of_the_deal.occurred_at,
        row_number() over (
            partition by of_the_deal.opportunity_key
            order by of_the_deal.occurred_at, of_the_deal.activity_key
        ) as meeting_rank
    from of_the_deal
    inner join opportunities on of_the_deal.opportunity_key = opportunities.opportunity_key
    left join previous_wins on of_the_deal.opportunity_key = previous_wins.opportunity_key
    where
        (previous_wins.previous_won_at is null or of_the_deal.occurred_at > previous_wins.previous_won_at)
        and (opportunities.closed_at is null or of_the_deal.occurred_at <= opportunities.closed_at)
)

select * from final
