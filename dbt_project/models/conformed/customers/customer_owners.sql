{#
    Who a customer belongs to, from when to when: one row per customer and day on which it bought, with
    the rep of that day's last win, valid until the next; and one row of nobody before the first. What
    does not change with time is in every row: origin by the first win, and the account's own.
#}
with wins as (
    select * from {{ ref('fct_opportunities') }} where is_won = 1
),

ranked as (
    select
        *,
        row_number() over (partition by customer_key order by closed_at, opportunity_key) as win_rank,
        row_number() over (
            partition by customer_key, closed_on order by closed_at desc, opportunity_key desc
        ) as rank_of_day
    from wins
),

first_wins as (
    select * from ranked where win_rank = 1
),

owners as (
    select customer_key, closed_on as from_on, owner_key from ranked where rank_of_day = 1
    union all
    select customer_key, cast('1900-01-01' as date) as from_on, 'unknown' as owner_key from first_wins
),

final as (
    select
        owners.customer_key,
        first_wins.account_key,
        owners.owner_key,
        first_wins.channel_key,
        first_wins.campaign_key,
        first_wins.market_key,
        first_wins.segment_key,
        first_wins.industry_key,
        first_wins.closed_on as first_won_on,
        owners.from_on,
        coalesce(
            lead(owners.from_on) over (partition by owners.customer_key order by owners.from_on),
            cast('9999-12-31' as date)
        ) as to_on
    from owners
    inner join first_wins on owners.customer_key = first_wins.customer_key
)

select * from final
