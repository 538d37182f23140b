{#
    One row per line of a deal; a deal without lines has one of product 'unknown'. `won_amount`
    shares the deal's won amount over its lines in proportion to their amounts: each line gets what
    is due up to and with it, less what is due before it, so that the lines add up to the cent. A margin
    is of a line whose won amount and cost are both known: of any other nobody knows it.
#}
with opportunities as (
    select * from {{ ref('fct_opportunities') }}
),

opened_markets as (
    select {{ market_key('market') }} as market_key, min(opened_on) as opened_on
    from {{ ref('int_opened_markets__unioned') }}
    where not coalesce(is_deleted, false)
    group by {{ market_key('market') }}
),

first_wins as (
    select customer_key, min(closed_at) as first_won_at
    from opportunities
    where is_won = 1
    group by customer_key
),

lines as (
    select * from {{ ref('opportunity_lines') }}
),

rates as (
    select * from {{ ref('fx_rates_daily') }}
),

complete_lines as (
    select
        opportunities.opportunity_key,
        coalesce(lines.order_line_key, opportunities.opportunity_key || ':whole') as order_line_key,
        coalesce(lines.product_key, 'unknown') as product_key,
        coalesce(lines.currency, opportunities.currency) as currency,
        case when lines.order_line_key is null then opportunities.amount else lines.amount end as amount,
        case when lines.order_line_key is null then opportunities.list_price else lines.list_amount end
            as list_amount,
        case when lines.order_line_key is null then opportunities.discount else lines.discount end
            as discount,
        case when lines.order_line_key is null then opportunities.cost else lines.cost end as cost,
        lines.quantity,
        lines.refund_amount,
        lines.refunded_at,
        lines.billing_period,
        lines.recurring_amount,
        lines.starts_on,
        lines.ends_on,
        lines.assumption,
        coalesce(opportunities.closed_on, {{ as_of() }}) as rate_on
    from opportunities
    left join lines on opportunities.opportunity_key = lines.opportunity_key
),

weighed as (
    select
        *,
        -- Lines that add up to nothing share alike.
        case
            when sum(coalesce(amount, 0)) over (partition by opportunity_key) <> 0
                then cast(coalesce(amount, 0) as {{ type_double() }})
            else 1
        end as weight
    from complete_lines
),

shared as (
    select
        *,
        sum(weight) over (
            partition by opportunity_key order by order_line_key
            rows between unbounded preceding and current row
        ) / nullif(sum(weight) over (partition by opportunity_key), 0) as share_with_line,
        coalesce(
            sum(weight) over (
                partition by opportunity_key order by order_line_key
                rows between unbounded preceding and 1 preceding
            ), 0
        ) / nullif(sum(weight) over (partition by opportunity_key), 0) as share_before_line
    from weighed
),

measured as (
    select
        shared.order_line_key,
        shared.opportunity_key,
        opportunities.account_key,
        opportunities.customer_key,
        shared.product_key,
        opportunities.pipeline_key,
        opportunities.type,
        opportunities.outcome,
        opportunities.closed_at,
        opportunities.closed_on,
        opportunities.owner_key,
        opportunities.team_key,
        opportunities.channel_key,
        opportunities.campaign_key,
        opportunities.market_key,
        opportunities.segment_key,
        opportunities.industry_key,
        shared.quantity,
        shared.currency,
        shared.list_amount,
        shared.discount,
        shared.amount,
        shared.cost,
        shared.refund_amount,
        {{ business_date('shared.refunded_at') }} as refunded_on,
        shared.billing_period,
        shared.recurring_amount,
        shared.starts_on,
        shared.ends_on,
        shared.assumption,
        {{ in_reporting_currency('shared.amount', 'rates.rate') }} as amount_reporting,
        {{ in_reporting_currency('shared.cost', 'rates.rate') }} as cost_reporting,
        {{ in_reporting_currency('shared.list_amount', 'rates.rate') }} as list_amount_reporting,
        -- A discount is a share of a list price: without one it is a share of nothing.
        {{ in_reporting_currency(
            'case when shared.list_amount is not null then coalesce(shared.discount, 0) end', 'rates.rate'
        ) }} as discount_reporting,
        {{ flag('opportunities.is_won = 1 and shared.list_amount is not null and shared.discount > 0') }}
            as is_won_with_discount,
        cast(
            {{ part_of('opportunities.won_amount', 'shared.share_with_line') }}
            - {{ part_of('opportunities.won_amount', 'shared.share_before_line') }}
            as decimal(18, 2)
        ) as won_amount,
        opportunities.is_won,
        {{ fx_missing('shared.amount', 'rates.rate') }} as is_fx_missing,
        {{ flag('opportunities.is_won = 1 and opportunities.is_fx_missing = 1') }} as is_won_fx_missing,
        {{ flag('opportunities.is_won = 1 and opportunities.amount is null') }} as is_won_amount_missing,
        {{ flag('opportunities.is_won = 1 and opportunities.amount_reporting is not null') }} as is_valued,
        {{ flag('opportunities.is_won = 1 and shared.list_amount is null') }} as is_list_missing,
        {{ flag('opportunities.is_new_customer = 1') }} as is_first_win,
        opportunities.is_won = 1 and opportunities.closed_at > first_wins.first_won_at as is_repeat,
        opportunities.closed_on >= opened_markets.opened_on
        and opportunities.closed_on < {{ add_months('opened_markets.opened_on', 12) }} as is_new_market
    from shared
    inner join opportunities on shared.opportunity_key = opportunities.opportunity_key
    left join first_wins on opportunities.customer_key = first_wins.customer_key
    left join opened_markets on opportunities.market_key = opened_markets.market_key
    left join rates on shared.rate_on = rates.day_on and shared.currency = rates.currency
),

costed as (
    select
        *,
        {{ flag('is_valued = 1 and cost_reporting is not null') }} as is_costed,
        {{ flag('is_valued = 1 and cost_reporting is null') }} as is_cost_missing
    from measured
),

valued as (
    select
        *,
        case when is_costed = 1 then won_amount else 0 end as costed_amount,
        case when is_costed = 1 then won_amount - cost_reporting when is_won = 0 then 0 end as margin
    from costed
),

final as (
    select
        order_line_key,
        opportunity_key,
        account_key,
        customer_key,
        product_key,
        pipeline_key,
        type,
        outcome,
        closed_at,
        closed_on,
        owner_key,
        team_key,
        channel_key,
        campaign_key,
        market_key,
        segment_key,
        industry_key,
        quantity,
        currency,
        list_amount,
        discount,
        amount,
        cost,
        refund_amount,
        refunded_on,
        billing_period,
        {{ flag("billing_period = 'unknown'") }} as is_billing_period_unknown,
        recurring_amount,
        starts_on,
        ends_on,
        assumption,
        amount_reporting,
        cost_reporting,
        list_amount_reporting,
        discount_reporting,
        is_won_with_discount,
        won_amount,
        is_won,
        is_fx_missing,
        is_won_fx_missing,
        is_won_amount_missing,
        is_list_missing,
        is_first_win,
        is_cost_missing,
        cast(costed_amount as decimal(18, 2)) as costed_amount,
        cast(margin as decimal(18, 2)) as margin_amount,
        cast(case when is_first_win = 1 then margin else 0 end as decimal(18, 2)) as first_win_margin_amount,
        cast(case when is_repeat then won_amount else 0 end as decimal(18, 2)) as repeat_amount,
        cast(case when is_new_market then won_amount else 0 end as decimal(18, 2)) as new_market_amount
    from valued
)

select * from final
