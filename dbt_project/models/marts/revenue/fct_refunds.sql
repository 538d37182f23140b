{#
    One row per refunded line of a won deal, on the day of the refund, with the owner, the team and the rate
    of that day. A refund that nobody dates is on no day, see fct_findings.
#}
with lines as (
    select *
    from {{ ref('opportunity_lines') }}
    where refund_amount <> 0 and refunded_at < {{ as_of_end() }}
),

opportunities as (
    select * from {{ ref('fct_opportunities') }} where is_won = 1
),

owners as (
    select * from {{ ref('opportunity_owners') }}
),

reps as (
    select * from {{ ref('reps') }}
),

rates as (
    select * from {{ ref('fx_rates_daily') }}
),

dated as (
    select
        lines.order_line_key,
        lines.opportunity_key,
        lines.product_key,
        lines.refund_amount,
        lines.refunded_at,
        {{ business_date('lines.refunded_at') }} as refunded_on,
        coalesce(lines.currency, opportunities.currency) as currency,
        opportunities.account_key,
        opportunities.customer_key,
        opportunities.pipeline_key,
        opportunities.owner_key as closing_owner_key,
        opportunities.channel_key,
        opportunities.campaign_key,
        opportunities.market_key,
        opportunities.segment_key,
        opportunities.industry_key
    from lines
    inner join opportunities on lines.opportunity_key = opportunities.opportunity_key
),

owned as (
    select dated.*, coalesce(owners.owner_key, dated.closing_owner_key) as owner_key
    from dated
    left join owners
        on
            dated.opportunity_key = owners.opportunity_key
            and dated.refunded_at >= owners.valid_from
            and dated.refunded_at < owners.valid_to
),

final as (
    select
        owned.order_line_key as refund_key,
        owned.opportunity_key,
        owned.account_key,
        owned.customer_key,
        owned.product_key,
        owned.pipeline_key,
        owned.refunded_on,
        owned.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        owned.channel_key,
        owned.campaign_key,
        owned.market_key,
        owned.segment_key,
        owned.industry_key,
        owned.currency,
        cast(owned.refund_amount as decimal(18, 2)) as refund_amount,
        {{ in_reporting_currency('owned.refund_amount', 'rates.rate') }} as refund_reporting,
        {{ fx_missing('owned.refund_amount', 'rates.rate') }} as is_fx_missing
    from owned
    left join reps
        on
            owned.owner_key = reps.rep_key
            and owned.refunded_on between reps.valid_from and reps.valid_to
    left join rates on owned.refunded_on = rates.day_on and owned.currency = rates.currency
)

select * from final
