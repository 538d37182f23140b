{#
    One row per recurring line of a won deal that has started by as_of: what it is worth a month, and
    when it really ended. A line that ran out is followed by the customer's next one, is carried while
    the grace time lasts, or has ended on its last day.
#}
with sold_lines as (
    select * from {{ ref('fct_order_lines') }}
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
        ends_on
    from sold_lines
    where is_won = 1 and billing_period <> 'one_off'
),

lines as (
    select *, {{ add_days_to_date('ends_on', var('windows')['churn_grace_days']) }} as grace_ends_on
    from won_lines
    where starts_on <= {{ as_of() }}
),

followers as (
    select lines.order_line_key, min(followers.starts_on) as followed_on
    from lines
    inner join lines as followers
        on
            lines.customer_key = followers.customer_key
            and lines.order_line_key <> followers.order_line_key
            and followers.starts_on between lines.ends_on and lines.grace_ends_on
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
            case when lines.grace_ends_on <= {{ as_of() }} then lines.ends_on end
        ) as effective_ends_on,
        lines.billing_period,
        lines.currency,
        {{ monthly_amount('lines.recurring_amount', 'rates.rate', 'lines.billing_period') }}
            as monthly_amount,
        {{ fx_missing('lines.recurring_amount', 'rates.rate') }} as is_fx_missing
    from lines
    left join followers on lines.order_line_key = followers.order_line_key
    left join rates on lines.starts_on = rates.day_on and lines.currency = rates.currency
)

select * from final
