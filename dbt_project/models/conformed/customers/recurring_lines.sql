{#
    One row per recurring line of a won deal, or subscription, that has started by as_of: what it is
    worth a month, and when it really ended. A line that ran out is followed by the customer's next one, is
    carried while the grace time lasts, or has ended after its last day of service, which is that of a refund
    in full. A subscription of a
    deal with recurring lines of its own is these lines again: it would count twice.
#}
with sold_lines as (
    select * from {{ ref('fct_order_lines') }}
),

subscriptions as (
    select * from {{ ref('subscription_lines') }}
),

rates as (
    select * from {{ ref('fx_rates_daily') }}
),

won_lines as (
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
        closed_on,
        -- A line that does not say when it starts does so with its deal.
        coalesce(starts_on, closed_on) as starts_on,
        ends_on,
        case
            when refund_amount > 0 and refund_amount >= amount and refunded_on <= {{ as_of() }}
                then refunded_on
        end as refunded_in_full_on
    from sold_lines
    where is_won = 1 and billing_period <> 'one_off'
),

-- A line refunded in full ends on that day, if not before; one that had not begun never does.
served_lines as (
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
        closed_on,
        starts_on,
        least(coalesce(ends_on, refunded_in_full_on), coalesce(refunded_in_full_on, ends_on)) as ends_on
    from won_lines
    where refunded_in_full_on is null or refunded_in_full_on >= starts_on
),

deals_with_lines as (
    select distinct opportunity_key from sold_lines where billing_period <> 'one_off'
),

all_lines as (
    select * from served_lines
    union all
    select
        subscriptions.order_line_key,
        subscriptions.opportunity_key,
        subscriptions.account_key,
        subscriptions.customer_key,
        subscriptions.product_key,
        subscriptions.pipeline_key,
        subscriptions.billing_period,
        subscriptions.recurring_amount,
        subscriptions.currency,
        subscriptions.closed_on,
        subscriptions.starts_on,
        subscriptions.ends_on
    from subscriptions
    left join deals_with_lines on subscriptions.opportunity_key = deals_with_lines.opportunity_key
    where deals_with_lines.opportunity_key is null
),

lines as (
    select
        *,
        -- The last day of service is one of service.
        {{ add_days_to_date('ends_on', 1) }} as over_on,
        {{ add_days_to_date('ends_on', var('windows')['churn_grace_days'] + 1) }} as grace_over_on
    from all_lines
    where starts_on <= {{ as_of() }}
),

followers as (
    select lines.order_line_key, min(followers.starts_on) as followed_on
    from lines
    inner join lines as followers
        on
            lines.customer_key = followers.customer_key
            and lines.order_line_key <> followers.order_line_key
            and followers.starts_on between lines.ends_on and lines.grace_over_on
    group by lines.order_line_key
),

final as (
    select
        lines.order_line_key,
        lines.opportunity_key,
        lines.account_key,
        lines.customer_key,
        lines.product_key,
        lines.pipeline_key,
        lines.closed_on,
        lines.starts_on,
        lines.ends_on,
        coalesce(
            followers.followed_on,
            case when lines.grace_over_on <= {{ as_of() }} then lines.over_on end
        ) as effective_ends_on,
        lines.billing_period,
        lines.currency,
        {{ monthly_amount('lines.recurring_amount', 'rates.rate', 'lines.billing_period') }}
            as monthly_amount,
        {{ fx_missing('lines.recurring_amount', 'rates.rate') }} as is_fx_missing,
        {{ flag('lines.recurring_amount is null') }} as is_amount_missing
    from lines
    left join followers on lines.order_line_key = followers.order_line_key
    left join rates on lines.starts_on = rates.day_on and lines.currency = rates.currency
)

select * from final
