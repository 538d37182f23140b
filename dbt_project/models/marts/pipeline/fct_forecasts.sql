{#
    The forecast as it was made: one row per period of every grain and deal that, at the end of the
    day before the period began, was known to be open and expected to close in it. By what the systems
    knew then: a correction that came later changes nothing, a deal deleted later stays.
#}
with records as (
    select * from {{ ref('opportunity_records') }}
),

beliefs as (
    select * from {{ ref('opportunity_beliefs') }}
),

stages as (
    select * from {{ ref('stage_meanings') }}
),

days as (
    select * from {{ ref('calendar_days') }}
),

periods as (
    select * from {{ ref('dim_periods') }}
),

identity_reps as (
    select * from {{ ref('identity_reps') }}
),

reps as (
    select * from {{ ref('reps') }}
),

rates as (
    select * from {{ ref('fx_rates_daily') }}
),

period_days as (
    {{ period_days('days') }}
),

begun_periods as (
    select
        periods.grain,
        periods.period_start as period_start_on,
        periods.period_end as period_end_on,
        days.starts_at,
        {{ add_days_to_date('periods.period_start', -1) }} as rate_on
    from periods
    inner join days on periods.period_start = days.day_on
),

expectations as (
    select
        opportunity_key,
        {{ safe_cast_to('field_value', 'date') }} as expected_close_on,
        known_from,
        known_to
    from beliefs
    where field = 'expected_close_on'
),

due as (
    select
        expectations.opportunity_key,
        expectations.expected_close_on,
        begun_periods.grain,
        begun_periods.period_start_on,
        begun_periods.period_end_on,
        begun_periods.starts_at,
        begun_periods.rate_on
    from expectations
    inner join period_days on expectations.expected_close_on = period_days.day_on
    inner join begun_periods
        on
            period_days.grain = begun_periods.grain
            and period_days.period_start_on = begun_periods.period_start_on
            and expectations.known_from < begun_periods.starts_at
            and expectations.known_to >= begun_periods.starts_at
),

{{ believed_deals() }},

final as (
    select
        opportunity_key || ':' || grain || ':' || cast(period_start_on as string) as forecast_key,
        grain || ':' || cast(period_start_on as string) as forecast_period_key,
        opportunity_key,
        account_key,
        grain,
        period_start_on,
        period_end_on,
        pipeline_key,
        stage_key,
        owner_key,
        team_key,
        channel_key,
        campaign_key,
        market_key,
        segment_key,
        industry_key,
        currency,
        amount,
        amount_reporting,
        is_fx_missing,
        probability,
        {{ weighted('amount_reporting', 'probability') }} as weighted_amount_reporting,
        expected_close_on
    from valued
)

select * from final
