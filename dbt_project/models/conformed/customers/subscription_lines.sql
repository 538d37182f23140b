{#
    One row per subscription: a recurring line that a billing system knows. Its customer is the account,
    else that of the deal that sold it, else itself. One of a deal that is not won, or does not count, is
    none.
#}
with subscriptions as (
    select * from {{ ref('int_subscriptions__unioned') }} where not coalesce(is_deleted, false)
),

account_identity as (
    select * from {{ ref('identity_accounts') }}
),

opportunity_identity as (
    select * from {{ ref('identity_opportunities') }}
),

deals as (
    select * from {{ ref('fct_opportunities') }}
),

deal_records as (
    select source_key from {{ ref('int_opportunities__unioned') }}
),

named as (
    select
        'subscription:' || subscriptions.source_key as order_line_key,
        deals.opportunity_key,
        coalesce(account_identity.account_key, deals.account_key, 'unknown') as account_key,
        coalesce(account_identity.account_key, deals.customer_key, subscriptions.source_key) as customer_key,
        {{ known('trim(subscriptions.product)') }} as product_key,
        coalesce(deals.pipeline_key, 'unknown') as pipeline_key,
        coalesce({{ billing_period('subscriptions.billing_period') }}, 'unknown') as billing_period,
        subscriptions.recurring_amount,
        nullif(upper(trim(subscriptions.currency)), '') as currency,
        deals.closed_on,
        coalesce(subscriptions.starts_on, deals.closed_on) as starts_on,
        subscriptions.ends_on
    from subscriptions
    left join account_identity on subscriptions.account_source_key = account_identity.source_key
    left join opportunity_identity on subscriptions.opportunity_source_key = opportunity_identity.source_key
    left join deals on opportunity_identity.opportunity_key = deals.opportunity_key
    left join deal_records on subscriptions.opportunity_source_key = deal_records.source_key
    where deal_records.source_key is null or deals.is_won = 1
),

final as (
    select
        order_line_key,
        opportunity_key,
        account_key,
        customer_key,
        product_key,
        pipeline_key,
        billing_period,
        recurring_amount,
        currency,
        coalesce(closed_on, starts_on) as closed_on,
        starts_on,
        ends_on
    from named
    where billing_period <> 'one_off'
)

select * from final
