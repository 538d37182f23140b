{#
    Who a customer belongs to, from when to when: one row per customer and day on which it bought, with
    the rep of that day's last win, valid until the next; and one row of nobody before the first. What
    does not change with time is in every row: origin by the first win, and the account's own. A customer
    that a subscription alone knows is one from its first day, and of whoever owns the account.
#}
with wins as (
    select * from {{ ref('fct_opportunities') }} where is_won = 1
),

subscriptions as (
    select * from {{ ref('subscription_lines') }}
),

accounts as (
    select * from {{ ref('accounts') }}
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

subscribed as (
    select
        subscriptions.customer_key,
        max(subscriptions.account_key) as account_key,
        min(subscriptions.starts_on) as first_won_on
    from subscriptions
    left join first_wins on subscriptions.customer_key = first_wins.customer_key
    where first_wins.customer_key is null
    group by subscriptions.customer_key
),

origins as (
    select
        customer_key,
        account_key,
        channel_key,
        campaign_key,
        market_key,
        segment_key,
        industry_key,
        closed_on as first_won_on
    from first_wins
    union all
    select
        subscribed.customer_key,
        subscribed.account_key,
        'unknown' as channel_key,
        'unknown' as campaign_key,
        coalesce(accounts.market_key, 'unknown') as market_key,
        coalesce(accounts.segment_key, 'unknown') as segment_key,
        coalesce(accounts.industry_key, 'unknown') as industry_key,
        subscribed.first_won_on
    from subscribed
    left join accounts on subscribed.account_key = accounts.account_key
),

owners as (
    select customer_key, closed_on as from_on, owner_key from ranked where rank_of_day = 1
    union all
    select customer_key, cast('1900-01-01' as date) as from_on, 'unknown' as owner_key from first_wins
    union all
    select
        subscribed.customer_key,
        cast('1900-01-01' as date) as from_on,
        coalesce(accounts.owner_key, 'unknown') as owner_key
    from subscribed
    left join accounts on subscribed.account_key = accounts.account_key
),

final as (
    select
        owners.customer_key,
        origins.account_key,
        owners.owner_key,
        origins.channel_key,
        origins.campaign_key,
        origins.market_key,
        origins.segment_key,
        origins.industry_key,
        origins.first_won_on,
        owners.from_on,
        coalesce(
            lead(owners.from_on) over (partition by owners.customer_key order by owners.from_on),
            cast('9999-12-31' as date)
        ) as to_on
    from owners
    inner join origins on owners.customer_key = origins.customer_key
)

select * from final
