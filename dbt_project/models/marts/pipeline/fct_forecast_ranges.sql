{{
    config(
        materialized='incremental',
        incremental_strategy='delete+insert',
        unique_key='forecast_period_key',
        on_schema_change='append_new_columns',
        post_hook="{{ delete_vanished(ref('fct_forecasts'), 'forecast_period_key', 'forecast_period_key') }}"
    )
}}

{#
    How far each forecast may lie from what is due: 200 draws of the deals due, each won as often as
    its probability says. A draw is decided by a hash, so that every run draws the same. A forecast
    whose deals did not change is not drawn again.
#}
{%- set draws = 200 %}
{%- set slices = ['owner', 'team', 'channel', 'campaign', 'market', 'segment', 'industry', 'pipeline'] %}
{%- set keys = ['forecast_period_key', 'grain', 'period_start_on'] %}
-- depends_on: {{ ref('fct_forecasts') }}
with forecasts as (
    select * from {{ ref('fct_forecasts') }} where grain in ('month', 'quarter', 'year')
),

fingerprints as (
    select
        forecast_period_key,
        {{ rows_fingerprint([
            'opportunity_key', 'amount_reporting', 'probability', 'owner_key', 'team_key', 'channel_key',
            'campaign_key', 'market_key', 'segment_key', 'industry_key', 'pipeline_key'
        ]) }} as fingerprint
    from forecasts
    group by forecast_period_key
),

drawn_before as (
    {% if is_incremental() -%}
    select distinct forecast_period_key, fingerprint from {{ this }}
    {%- else -%}
    select forecast_period_key, fingerprint from fingerprints where 1 = 0
    {%- endif %}
),

changed as (
    select fingerprints.*
    from fingerprints
    left join drawn_before
        on
            fingerprints.forecast_period_key = drawn_before.forecast_period_key
            and fingerprints.fingerprint = drawn_before.fingerprint
    where drawn_before.forecast_period_key is null
),

due as (
    select forecasts.*
    from forecasts
    inner join changed on forecasts.forecast_period_key = changed.forecast_period_key
),

draws as (
    select cast(generated_number as bigint) as number
    from ({{ dbt.generate_series(draws) }}) as numbers
),

won as (
    select due.*, draws.number as draw
    from due
    cross join draws
    where
        {{ hash_fraction(
            "due.opportunity_key || ':' || due.forecast_period_key || ':' || cast(draws.number as string)"
        ) }} < due.probability
),

outcomes as (
    {{ by_slice('won', keys + ['draw'], {'amount': 'sum(amount_reporting)'}, slices) }}
),

cells as (
    {{ by_slice('due', keys, {'deals': 'count(*)'}, slices) }}
),

-- A draw in which nothing is won counts too.
drawn as (
    select
        cells.*,
        cast(coalesce(outcomes.amount, 0) as {{ type_double() }}) as amount
    from cells
    cross join draws
    left join outcomes
        on
            cells.forecast_period_key = outcomes.forecast_period_key
            and cells.slice = outcomes.slice
            and cells.member = outcomes.member
            and draws.number = outcomes.draw
),

ranged as (
    select
        forecast_period_key,
        grain,
        period_start_on,
        slice,
        member,
        {{ percentile('amount', 0.1) }} as p10,
        {{ percentile('amount', 0.9) }} as p90
    from drawn
    group by forecast_period_key, grain, period_start_on, slice, member
),

final as (
    select
        ranged.forecast_period_key || ':' || ranged.slice || ':' || ranged.member as forecast_range_key,
        ranged.forecast_period_key,
        ranged.grain,
        ranged.period_start_on,
        ranged.slice,
        ranged.member,
        ranged.p10,
        ranged.p90,
        changed.fingerprint
    from ranged
    inner join changed on ranged.forecast_period_key = changed.forecast_period_key
)

select * from final
