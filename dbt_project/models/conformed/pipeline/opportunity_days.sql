{{ config(materialized='view') }}

{# One row per deal and business day at whose end it was open, with what it was worth then. #}
with opportunities as (
    select * from {{ ref('opportunities') }}
),

open_days as (
    select * from {{ ref('opportunity_open_days') }}
),

history as (
    select * from {{ ref('opportunity_history') }} where from_on < to_on
),

owners as (
    select * from {{ ref('opportunity_owners') }} where from_on < to_on
),

days as (
    select * from {{ ref('calendar_days') }}
),

reps as (
    select * from {{ ref('reps') }}
),

rates as (
    select * from {{ ref('fx_rates_daily') }}
),

amounts as (
    select opportunity_key, from_on, to_on, {{ safe_cast_to('field_value', 'decimal(18, 2)') }} as amount
    from history
    where field = 'amount'
),

probabilities as (
    select opportunity_key, from_on, to_on, {{ safe_cast_to('field_value', 'double') }} as probability
    from history
    where field = 'probability'
),

expected_closes as (
    select opportunity_key, from_on, to_on, {{ safe_cast_to('field_value', 'date') }} as expected_close_on
    from history
    where field = 'expected_close_on'
),

-- Deals that nobody dates are in no stock of a day before a run had them: few of them change little.
undated as (
    select
        count(case when created_at_basis = 'first_seen' then 1 end)
        > 0.02 * count(case when outcome = 'open' then 1 end) as are_many
    from opportunities
),

final as (
    select
        open_days.opportunity_day_key,
        open_days.opportunity_key,
        opportunities.account_key,
        open_days.day_on,
        open_days.pipeline_key,
        open_days.stage_key,
        coalesce(owners.owner_key, 'unknown') as owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        opportunities.channel_key,
        opportunities.campaign_key,
        opportunities.market_key,
        opportunities.segment_key,
        opportunities.industry_key,
        opportunities.currency,
        amounts.amount,
        {{ in_reporting_currency('amounts.amount', 'rates.rate') }} as amount_reporting,
        {{ fx_missing('amounts.amount', 'rates.rate') }} as is_fx_missing,
        {{ probability_then(
            'probabilities.probability', 'open_days.stage_probability', 'open_days.is_latest_stage',
            'opportunities.probability'
        ) }} as probability,
        expected_closes.expected_close_on,
        {{ flag("opportunities.created_at_basis = 'first_seen' and undated.are_many") }} as lacks_past,
        days.week_start_on,
        days.month_start_on,
        days.quarter_start_on,
        days.year_start_on
    from open_days
    inner join opportunities on open_days.opportunity_key = opportunities.opportunity_key
    inner join days on open_days.day_on = days.day_on
    cross join undated
    left join amounts
        on
            open_days.opportunity_key = amounts.opportunity_key
            and open_days.day_on >= amounts.from_on
            and open_days.day_on < amounts.to_on
    left join probabilities
        on
            open_days.opportunity_key = probabilities.opportunity_key
            and open_days.day_on >= probabilities.from_on
            and open_days.day_on < probabilities.to_on
    left join expected_closes
        on
            open_days.opportunity_key = expected_closes.opportunity_key
            and open_days.day_on >= expected_closes.from_on
            and open_days.day_on < expected_closes.to_on
    left join owners
        on
            open_days.opportunity_key = owners.opportunity_key
            and open_days.day_on >= owners.from_on
            and open_days.day_on < owners.to_on
    left join reps
        on
            owners.owner_key = reps.rep_key
            and open_days.day_on between reps.valid_from and reps.valid_to
    left join rates on open_days.day_on = rates.day_on and opportunities.currency = rates.currency
)

select * from final
