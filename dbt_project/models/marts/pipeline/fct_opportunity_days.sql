{{
    config(
        materialized='incremental',
        incremental_strategy='delete+insert',
        unique_key='opportunity_day_key',
        on_schema_change='append_new_columns',
        post_hook="{{ delete_vanished(ref('opportunity_open_days'), 'opportunity_day_key', 'opportunity_day_key') }}"
    )
}}

{# The pipeline as it was at the end of every business day: one row per deal and day while open. #}
-- depends_on: {{ ref('opportunity_open_days') }}
with days as (
    select * from {{ ref('opportunity_days') }}
),

measured as (
    select
        opportunity_day_key,
        opportunity_key,
        account_key,
        day_on,
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
        expected_close_on,
        lacks_past,
        cast(1 as bigint) as is_open,
        -- The last day of its period, or the last day known: where a stock of the period is taken.
        {{ is_period_end('day_on', add_days_to_date('week_start_on', 7)) }} as is_week_end,
        {{ is_period_end('day_on', add_months('month_start_on', 1)) }} as is_month_end,
        {{ is_period_end('day_on', add_months('quarter_start_on', 3)) }} as is_quarter_end,
        {{ is_period_end('day_on', add_months('year_start_on', 12)) }} as is_year_end
    from days
),

final as (
    {{ changed_rows('measured', 'opportunity_day_key') }}
)

select * from final
