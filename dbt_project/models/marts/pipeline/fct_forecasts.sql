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

believed as (
    select
        due.opportunity_key,
        due.grain,
        due.period_start_on,
        max(case when beliefs.field = 'stage' then beliefs.field_value end) as stage,
        max(case when beliefs.field = 'pipeline' then beliefs.field_value end) as pipeline,
        max(case when beliefs.field = 'amount' then beliefs.field_value end) as amount,
        max(case when beliefs.field = 'probability' then beliefs.field_value end) as probability,
        max(case when beliefs.field = 'owner' then beliefs.field_value end) as owner_source_key
    from due
    inner join beliefs
        on
            due.opportunity_key = beliefs.opportunity_key
            and due.starts_at > beliefs.known_from
            and due.starts_at <= beliefs.known_to
    group by due.opportunity_key, due.grain, due.period_start_on
),

named as (
    select
        due.*,
        records.account_key,
        {{ known(slug('believed.pipeline')) }} as pipeline_key,
        {{ known(stage_key('believed.stage')) }} as stage_key,
        records.stage_key as last_stage_key,
        records.outcome,
        {{ known(stage_key('believed.stage')) }} = records.stage_key and records.outcome = 'open'
            as is_latest_stage,
        records.probability as last_probability,
        {{ known('identity_reps.rep_key') }} as owner_key,
        records.channel_key,
        records.campaign_key,
        records.market_key,
        records.segment_key,
        records.industry_key,
        records.currency,
        {{ safe_cast_to('believed.amount', 'decimal(18, 2)') }} as amount,
        {{ safe_cast_to('believed.probability', 'double') }} as own_probability
    from due
    inner join believed
        on
            due.opportunity_key = believed.opportunity_key
            and due.grain = believed.grain
            and due.period_start_on = believed.period_start_on
    inner join records on due.opportunity_key = records.opportunity_key
    left join identity_reps on believed.owner_source_key = identity_reps.source_key
),

open_deals as (
    select
        named.*,
        {{ probability_then(
            'named.own_probability', 'coalesce(stages.probability, anywhere.probability)',
            'named.is_latest_stage', 'named.last_probability'
        ) }} as probability
    from named
    left join stages on named.pipeline_key = stages.pipeline_key and named.stage_key = stages.stage_key
    left join stages as anywhere on anywhere.pipeline_key = '*' and named.stage_key = anywhere.stage_key
    -- Where the source does not list its stages, today's stage says what it means.
    where
        not coalesce(
            stages.is_closed,
            anywhere.is_closed,
            named.stage_key = named.last_stage_key and named.outcome <> 'open'
        )
),

valued as (
    select
        open_deals.*,
        coalesce(reps.team_key, 'unknown') as team_key,
        {{ in_reporting_currency('open_deals.amount', 'rates.rate') }} as amount_reporting,
        {{ fx_missing('open_deals.amount', 'rates.rate') }} as is_fx_missing
    from open_deals
    left join reps
        on
            open_deals.owner_key = reps.rep_key
            and open_deals.period_start_on between reps.valid_from and reps.valid_to
    left join rates on open_deals.rate_on = rates.day_on and open_deals.currency = rates.currency
),

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
