{{ config(materialized='incremental', incremental_strategy='replace_periods', on_schema_change='fail', tags=['kpi', 'kpi_generated'], meta={'grain': 'quarter'}) }}
{%- set bounds = kpi_bounds() %}
{%- if is_incremental() and bounds['from'] is none %}
select * from {{ this }} where 1 = 0
{%- else %}
-- Compiled from the metric files by `python -m kpis compile`: do not edit.
with answer_1 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'occurred_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_past AS __activities_logged
    , is_outbound_call AS __calls_made
    , is_customer_visit AS __customer_visits
    , case when is_customer_visit = 1 then customer_key end AS __customers_visited
    , is_demo_held AS __demos_held
    , is_follow_up AS __follow_ups_made
    , is_meeting_held AS __meetings_held
    , is_qualified_meeting AS __qualified_meetings
    , active_rep AS __reps_active
  FROM {{ kpi_source(ref('fct_activities'), 'occurred_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} activities_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.activities_logged), 0) AS activities_logged
  , COALESCE(MAX(subq_6.calls_made), 0) AS calls_made
  , COALESCE(MAX(subq_6.customer_visits), 0) AS customer_visits
  , COALESCE(MAX(subq_6.customers_visited), 0) AS customers_visited
  , COALESCE(MAX(subq_6.demos_held), 0) AS demos_held
  , COALESCE(MAX(subq_6.follow_ups_made), 0) AS follow_ups_made
  , COALESCE(MAX(subq_6.meetings_held), 0) AS meetings_held
  , COALESCE(MAX(subq_6.qualified_meetings), 0) AS qualified_meetings
  , COALESCE(MAX(subq_6.reps_active), 0) AS reps_active
  , MAX(subq_13.activities_per_rep) AS activities_per_rep
  , MAX(subq_13.call_to_qualified_meeting_rate) AS call_to_qualified_meeting_rate
  , MAX(subq_13.customer_visits_per_customer) AS customer_visits_per_customer
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__activities_logged, 0) AS activities_logged
    , COALESCE(__calls_made, 0) AS calls_made
    , COALESCE(__customer_visits, 0) AS customer_visits
    , COALESCE(__customers_visited, 0) AS customers_visited
    , COALESCE(__demos_held, 0) AS demos_held
    , COALESCE(__follow_ups_made, 0) AS follow_ups_made
    , COALESCE(__meetings_held, 0) AS meetings_held
    , COALESCE(__qualified_meetings, 0) AS qualified_meetings
    , COALESCE(__reps_active, 0) AS reps_active
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__activities_logged) AS __activities_logged
      , SUM(sma_10001_cte.__calls_made) AS __calls_made
      , SUM(sma_10001_cte.__customer_visits) AS __customer_visits
      , COUNT(DISTINCT sma_10001_cte.__customers_visited) AS __customers_visited
      , SUM(sma_10001_cte.__demos_held) AS __demos_held
      , SUM(sma_10001_cte.__follow_ups_made) AS __follow_ups_made
      , SUM(sma_10001_cte.__meetings_held) AS __meetings_held
      , SUM(sma_10001_cte.__qualified_meetings) AS __qualified_meetings
      , COUNT(DISTINCT sma_10001_cte.__reps_active) AS __reps_active
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__activities_logged, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__reps_active, 0), 0) AS {{ type_double() }}) AS activities_per_rep
    , CAST(COALESCE(__qualified_meetings, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__calls_made, 0), 0) AS {{ type_double() }}) AS call_to_qualified_meeting_rate
    , CAST(COALESCE(__customer_visits, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__customers_visited, 0), 0) AS {{ type_double() }}) AS customer_visits_per_customer
  FROM (
    SELECT
      subq_7.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__activities_logged) AS __activities_logged
      , SUM(sma_10001_cte.__calls_made) AS __calls_made
      , SUM(sma_10001_cte.__customer_visits) AS __customer_visits
      , COUNT(DISTINCT sma_10001_cte.__customers_visited) AS __customers_visited
      , SUM(sma_10001_cte.__qualified_meetings) AS __qualified_meetings
      , COUNT(DISTINCT sma_10001_cte.__reps_active) AS __reps_active
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
),

answer_2 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'occurred_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_timed AS __activities_timed
    , is_meeting_due AS __meetings_due
    , is_meeting_no_show * is_meeting_due AS __meetings_missed
    , cast(case when is_timed = 1 then minutes end as decimal(28, 9)) AS __minutes_spent
    , is_outbound_touch AS __outbound_touches
    , is_qualified_meeting AS __qualified_meetings
    , is_outbound_email AS __sales_emails_sent
    , is_outbound_social AS __social_touches
  FROM {{ kpi_source(ref('fct_activities'), 'occurred_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} activities_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.activities_timed), 0) AS activities_timed
  , COALESCE(MAX(subq_6.meetings_due), 0) AS meetings_due
  , COALESCE(MAX(subq_6.meetings_missed), 0) AS meetings_missed
  , COALESCE(MAX(subq_6.minutes_spent), 0) AS minutes_spent
  , COALESCE(MAX(subq_6.outbound_touches), 0) AS outbound_touches
  , COALESCE(MAX(subq_6.qualified_meetings), 0) AS qualified_meetings
  , COALESCE(MAX(subq_6.sales_emails_sent), 0) AS sales_emails_sent
  , COALESCE(MAX(subq_6.social_touches), 0) AS social_touches
  , MAX(subq_13.no_show_rate) AS no_show_rate
  , MAX(subq_13.time_per_activity) AS time_per_activity
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__activities_timed, 0) AS activities_timed
    , COALESCE(__meetings_due, 0) AS meetings_due
    , COALESCE(__meetings_missed, 0) AS meetings_missed
    , COALESCE(__minutes_spent, 0) AS minutes_spent
    , COALESCE(__outbound_touches, 0) AS outbound_touches
    , COALESCE(__qualified_meetings, 0) AS qualified_meetings
    , COALESCE(__sales_emails_sent, 0) AS sales_emails_sent
    , COALESCE(__social_touches, 0) AS social_touches
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__activities_timed) AS __activities_timed
      , SUM(sma_10001_cte.__meetings_due) AS __meetings_due
      , SUM(sma_10001_cte.__meetings_missed) AS __meetings_missed
      , SUM(sma_10001_cte.__minutes_spent) AS __minutes_spent
      , SUM(sma_10001_cte.__outbound_touches) AS __outbound_touches
      , SUM(sma_10001_cte.__qualified_meetings) AS __qualified_meetings
      , SUM(sma_10001_cte.__sales_emails_sent) AS __sales_emails_sent
      , SUM(sma_10001_cte.__social_touches) AS __social_touches
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__meetings_missed, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__meetings_due, 0), 0) AS {{ type_double() }}) AS no_show_rate
    , CAST(COALESCE(__minutes_spent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__activities_timed, 0), 0) AS {{ type_double() }}) AS time_per_activity
  FROM (
    SELECT
      subq_7.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__activities_timed) AS __activities_timed
      , SUM(sma_10001_cte.__meetings_due) AS __meetings_due
      , SUM(sma_10001_cte.__meetings_missed) AS __meetings_missed
      , SUM(sma_10001_cte.__minutes_spent) AS __minutes_spent
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
),

answer_3 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'day_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , clicks AS __ad_clicks
    , case when cost_reporting is not null then clicks end AS __clicks_of_known_cost
    , impressions AS __impressions
    , cast(marketing_cost as decimal(28, 9)) AS __marketing_spend
    , cast(ads_cost as decimal(28, 9)) AS __marketing_spend_ads
  FROM {{ kpi_source(ref('fct_spend'), 'day_on', 'quarter', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} spend_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.ad_click_through_rate) AS ad_click_through_rate
  , MAX(subq_7.cost_per_click) AS cost_per_click
  , COALESCE(MAX(subq_13.ad_clicks), 0) AS ad_clicks
  , COALESCE(MAX(subq_13.clicks_of_known_cost), 0) AS clicks_of_known_cost
  , COALESCE(MAX(subq_13.impressions), 0) AS impressions
  , COALESCE(MAX(subq_13.marketing_spend), 0) AS marketing_spend
  , COALESCE(MAX(subq_13.marketing_spend_ads), 0) AS marketing_spend_ads
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__ad_clicks, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__impressions, 0), 0) AS {{ type_double() }}) AS ad_click_through_rate
    , CAST(COALESCE(__marketing_spend_ads, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__clicks_of_known_cost, 0), 0) AS {{ type_double() }}) AS cost_per_click
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__ad_clicks) AS __ad_clicks
      , SUM(sma_10001_cte.__clicks_of_known_cost) AS __clicks_of_known_cost
      , SUM(sma_10001_cte.__impressions) AS __impressions
      , SUM(sma_10001_cte.__marketing_spend_ads) AS __marketing_spend_ads
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__ad_clicks, 0) AS ad_clicks
    , COALESCE(__clicks_of_known_cost, 0) AS clicks_of_known_cost
    , COALESCE(__impressions, 0) AS impressions
    , COALESCE(__marketing_spend, 0) AS marketing_spend
    , COALESCE(__marketing_spend_ads, 0) AS marketing_spend_ads
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__ad_clicks) AS __ad_clicks
      , SUM(sma_10001_cte.__clicks_of_known_cost) AS __clicks_of_known_cost
      , SUM(sma_10001_cte.__impressions) AS __impressions
      , SUM(sma_10001_cte.__marketing_spend) AS __marketing_spend
      , SUM(sma_10001_cte.__marketing_spend_ads) AS __marketing_spend_ads
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      sma_10001_cte.metric_time__day = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_4 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'closed_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , won_amount AS __amount_won
    , is_onboarded_in_window AS __customers_onboarded_in_window
    , case when is_won = 1 and is_customer_unknown = 0 and type = 'expansion' then customer_key end AS __expansion_buyers
    , case when type = 'expansion' then won_amount else 0 end AS __expansion_won
    , is_new_customer - is_new_person AS __new_companies
    , case when is_won = 1 and is_customer_unknown = 0 then customer_key end AS __won_accounts
  FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} closed_deals_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.additional_sales_rate) AS additional_sales_rate
  , MAX(subq_7.additional_sales_rate_customers) AS additional_sales_rate_customers
  , MAX(subq_7.onboarding_success_rate) AS onboarding_success_rate
  , COALESCE(MAX(subq_13.amount_won), 0) AS amount_won
  , COALESCE(MAX(subq_13.customers_onboarded_in_window), 0) AS customers_onboarded_in_window
  , COALESCE(MAX(subq_13.expansion_buyers), 0) AS expansion_buyers
  , COALESCE(MAX(subq_13.expansion_won), 0) AS expansion_won
  , COALESCE(MAX(subq_13.new_companies), 0) AS new_companies
  , COALESCE(MAX(subq_13.won_accounts), 0) AS won_accounts
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__expansion_won, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__amount_won, 0), 0) AS {{ type_double() }}) AS additional_sales_rate
    , CAST(COALESCE(__expansion_buyers, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__won_accounts, 0), 0) AS {{ type_double() }}) AS additional_sales_rate_customers
    , CAST(COALESCE(__customers_onboarded_in_window, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__new_companies, 0), 0) AS {{ type_double() }}) AS onboarding_success_rate
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__amount_won) AS __amount_won
      , SUM(sma_10001_cte.__customers_onboarded_in_window) AS __customers_onboarded_in_window
      , COUNT(DISTINCT sma_10001_cte.__expansion_buyers) AS __expansion_buyers
      , SUM(sma_10001_cte.__expansion_won) AS __expansion_won
      , SUM(sma_10001_cte.__new_companies) AS __new_companies
      , COUNT(DISTINCT sma_10001_cte.__won_accounts) AS __won_accounts
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__amount_won, 0) AS amount_won
    , COALESCE(__customers_onboarded_in_window, 0) AS customers_onboarded_in_window
    , COALESCE(__expansion_buyers, 0) AS expansion_buyers
    , COALESCE(__expansion_won, 0) AS expansion_won
    , COALESCE(__new_companies, 0) AS new_companies
    , COALESCE(__won_accounts, 0) AS won_accounts
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__amount_won) AS __amount_won
      , SUM(sma_10001_cte.__customers_onboarded_in_window) AS __customers_onboarded_in_window
      , COUNT(DISTINCT sma_10001_cte.__expansion_buyers) AS __expansion_buyers
      , SUM(sma_10001_cte.__expansion_won) AS __expansion_won
      , SUM(sma_10001_cte.__new_companies) AS __new_companies
      , COUNT(DISTINCT sma_10001_cte.__won_accounts) AS __won_accounts
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      sma_10001_cte.metric_time__day = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_5 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'period_end_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , period_grain AS mrr_row__period_grain
    , 12 * mrr AS __arr
    , mrr AS __mrr
    , previous_mrr AS __mrr_before
    , mrr - previous_mrr AS __mrr_change
  FROM {{ kpi_source(ref('fct_mrr'), 'period_end_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "product": "product_key", "pipeline": "pipeline_key"}) }} mrr_rows_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_15.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_7.arr), 0) AS arr
  , COALESCE(MAX(subq_7.mrr), 0) AS mrr
  , COALESCE(MAX(subq_7.mrr_before), 0) AS mrr_before
  , COALESCE(MAX(subq_7.mrr_change), 0) AS mrr_change
  , MAX(subq_15.mrr_growth_rate) AS mrr_growth_rate
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__arr, 0) AS arr
    , COALESCE(__mrr, 0) AS mrr
    , COALESCE(__mrr_before, 0) AS mrr_before
    , COALESCE(__mrr_change, 0) AS mrr_change
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(arr) AS __arr
      , SUM(mrr) AS __mrr
      , SUM(mrr_before) AS __mrr_before
      , SUM(mrr_change) AS __mrr_change
    FROM (
      SELECT
        subq_1.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.mrr_row__period_grain AS mrr_row__period_grain
        , sma_10001_cte.__arr AS arr
        , sma_10001_cte.__mrr AS mrr
        , sma_10001_cte.__mrr_before AS mrr_before
        , sma_10001_cte.__mrr_change AS mrr_change
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        sma_10001_cte.metric_time__day = subq_1.date_day
    ) subq_3
    WHERE mrr_row__period_grain = 'quarter'
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_6
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__mrr_change, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__mrr_before, 0), 0) AS {{ type_double() }}) AS mrr_growth_rate
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(mrr_before) AS __mrr_before
      , SUM(mrr_change) AS __mrr_change
    FROM (
      SELECT
        subq_8.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.mrr_row__period_grain AS mrr_row__period_grain
        , sma_10001_cte.__mrr_before AS mrr_before
        , sma_10001_cte.__mrr_change AS mrr_change
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_8
      ON
        sma_10001_cte.metric_time__day = subq_8.date_day
    ) subq_10
    WHERE mrr_row__period_grain = 'quarter'
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_13
) subq_15
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_15.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_15.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_15.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_15.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_15.kpi_member)
),

answer_6 as (
SELECT
  metric_time__fiscal_quarter
  , kpi_dimension
  , kpi_member
  , COALESCE(__attributed_revenue, 0) AS attributed_revenue
  , COALESCE(__attributed_revenue_first_touch, 0) AS attributed_revenue_first_touch
  , COALESCE(__attributed_revenue_last_touch, 0) AS attributed_revenue_last_touch
  , COALESCE(__attributed_revenue_linear, 0) AS attributed_revenue_linear
  , COALESCE(__attributed_revenue_markov, 0) AS attributed_revenue_markov
  , COALESCE(__attributed_revenue_position_based, 0) AS attributed_revenue_position_based
  , COALESCE(__attributed_revenue_time_decay, 0) AS attributed_revenue_time_decay
  , COALESCE(__attributed_revenue_w_shaped, 0) AS attributed_revenue_w_shaped
FROM (
  SELECT
    subq_1.quarter_start_on AS metric_time__fiscal_quarter
    , subq_0.kpi_dimension AS kpi_dimension
    , subq_0.kpi_member AS kpi_member
    , SUM(subq_0.__attributed_revenue) AS __attributed_revenue
    , SUM(subq_0.__attributed_revenue_first_touch) AS __attributed_revenue_first_touch
    , SUM(subq_0.__attributed_revenue_last_touch) AS __attributed_revenue_last_touch
    , SUM(subq_0.__attributed_revenue_linear) AS __attributed_revenue_linear
    , SUM(subq_0.__attributed_revenue_markov) AS __attributed_revenue_markov
    , SUM(subq_0.__attributed_revenue_position_based) AS __attributed_revenue_position_based
    , SUM(subq_0.__attributed_revenue_time_decay) AS __attributed_revenue_time_decay
    , SUM(subq_0.__attributed_revenue_w_shaped) AS __attributed_revenue_w_shaped
  FROM (
    SELECT
      case when model = 'linear' then attributed_amount end AS __attributed_revenue
      , case when model = 'first_touch' then attributed_amount end AS __attributed_revenue_first_touch
      , case when model = 'last_touch' then attributed_amount end AS __attributed_revenue_last_touch
      , case when model = 'linear' then attributed_amount end AS __attributed_revenue_linear
      , case when model = 'markov' then attributed_amount end AS __attributed_revenue_markov
      , case when model = 'position_based' then attributed_amount end AS __attributed_revenue_position_based
      , case when model = 'time_decay' then attributed_amount end AS __attributed_revenue_time_decay
      , case when model = 'w_shaped' then attributed_amount end AS __attributed_revenue_w_shaped
      , {{ first_day_of('day', 'closed_on') }} AS closed_on__day
      , kpi_dimension
      , kpi_member
    FROM {{ kpi_source(ref('fct_attribution'), 'closed_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} attribution_src_10000
  ) subq_0
  LEFT OUTER JOIN
    {{ ref('dim_date') }} subq_1
  ON
    subq_0.closed_on__day = subq_1.date_day
  GROUP BY
    subq_1.quarter_start_on
    , subq_0.kpi_dimension
    , subq_0.kpi_member
) subq_5
),

answer_7 as (
SELECT
  metric_time__fiscal_quarter
  , kpi_dimension
  , kpi_member
  , COALESCE(__attributed_revenue_markov_aggregate, 0) AS attributed_revenue_markov_aggregate
FROM (
  SELECT
    subq_1.quarter_start_on AS metric_time__fiscal_quarter
    , channel_attribution_src_10000.kpi_dimension AS kpi_dimension
    , channel_attribution_src_10000.kpi_member AS kpi_member
    , SUM(channel_attribution_src_10000.attributed_amount) AS __attributed_revenue_markov_aggregate
  FROM {{ kpi_source(ref('fct_channel_attribution'), 'month_on', 'quarter', bounds, {"channel": "channel_key"}) }} channel_attribution_src_10000
  LEFT OUTER JOIN
    {{ ref('dim_date') }} subq_1
  ON
    {{ first_day_of('day', 'channel_attribution_src_10000.month_on') }} = subq_1.date_day
  GROUP BY
    subq_1.quarter_start_on
    , channel_attribution_src_10000.kpi_dimension
    , channel_attribution_src_10000.kpi_member
) subq_5
),

answer_8 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'closed_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , type AS deal__deal_type
    , won_amount AS __amount_won
    , is_won AS __deals_won
    , case when amount_reporting is not null then is_won else 0 end AS __deals_won_with_amount
    , is_new_customer AS __new_customers
  FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} closed_deals_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter, subq_21.metric_time__fiscal_quarter, subq_29.metric_time__fiscal_quarter, subq_37.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_21.kpi_dimension, subq_29.kpi_dimension, subq_37.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_21.kpi_member, subq_29.kpi_member, subq_37.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.amount_won), 0) AS amount_won
  , COALESCE(MAX(subq_6.deals_won), 0) AS deals_won
  , COALESCE(MAX(subq_6.deals_won_with_amount), 0) AS deals_won_with_amount
  , COALESCE(MAX(subq_6.new_customers), 0) AS new_customers
  , MAX(subq_13.average_deal_size) AS average_deal_size
  , MAX(subq_21.average_deal_size_expansion) AS average_deal_size_expansion
  , MAX(subq_21.average_deal_size_expansion_denominator) AS average_deal_size_expansion_denominator
  , MAX(subq_21.average_deal_size_expansion_numerator) AS average_deal_size_expansion_numerator
  , MAX(subq_29.average_deal_size_new) AS average_deal_size_new
  , MAX(subq_29.average_deal_size_new_denominator) AS average_deal_size_new_denominator
  , MAX(subq_29.average_deal_size_new_numerator) AS average_deal_size_new_numerator
  , MAX(subq_37.average_deal_size_renewal) AS average_deal_size_renewal
  , MAX(subq_37.average_deal_size_renewal_denominator) AS average_deal_size_renewal_denominator
  , MAX(subq_37.average_deal_size_renewal_numerator) AS average_deal_size_renewal_numerator
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__amount_won, 0) AS amount_won
    , COALESCE(__deals_won, 0) AS deals_won
    , COALESCE(__deals_won_with_amount, 0) AS deals_won_with_amount
    , COALESCE(__new_customers, 0) AS new_customers
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__amount_won) AS __amount_won
      , SUM(sma_10001_cte.__deals_won) AS __deals_won
      , SUM(sma_10001_cte.__deals_won_with_amount) AS __deals_won_with_amount
      , SUM(sma_10001_cte.__new_customers) AS __new_customers
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__amount_won, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__deals_won_with_amount, 0), 0) AS {{ type_double() }}) AS average_deal_size
  FROM (
    SELECT
      subq_7.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__amount_won) AS __amount_won
      , SUM(sma_10001_cte.__deals_won_with_amount) AS __deals_won_with_amount
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(amount_won AS {{ type_double() }}) / CAST(NULLIF(deals_won_with_amount, 0) AS {{ type_double() }}) AS average_deal_size_expansion
    , deals_won_with_amount AS average_deal_size_expansion_denominator
    , amount_won AS average_deal_size_expansion_numerator
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , COALESCE(__amount_won, 0) AS amount_won
      , COALESCE(__deals_won_with_amount, 0) AS deals_won_with_amount
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , SUM(amount_won) AS __amount_won
        , SUM(deals_won_with_amount) AS __deals_won_with_amount
      FROM (
        SELECT
          subq_14.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , sma_10001_cte.deal__deal_type AS deal__deal_type
          , sma_10001_cte.__amount_won AS amount_won
          , sma_10001_cte.__deals_won_with_amount AS deals_won_with_amount
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_14
        ON
          sma_10001_cte.metric_time__day = subq_14.date_day
      ) subq_16
      WHERE deal__deal_type = 'expansion'
      GROUP BY
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
    ) subq_19
  ) subq_20
) subq_21
ON
  (
    COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) = subq_21.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) = subq_21.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_13.kpi_member) = subq_21.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(amount_won AS {{ type_double() }}) / CAST(NULLIF(deals_won_with_amount, 0) AS {{ type_double() }}) AS average_deal_size_new
    , deals_won_with_amount AS average_deal_size_new_denominator
    , amount_won AS average_deal_size_new_numerator
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , COALESCE(__amount_won, 0) AS amount_won
      , COALESCE(__deals_won_with_amount, 0) AS deals_won_with_amount
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , SUM(amount_won) AS __amount_won
        , SUM(deals_won_with_amount) AS __deals_won_with_amount
      FROM (
        SELECT
          subq_22.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , sma_10001_cte.deal__deal_type AS deal__deal_type
          , sma_10001_cte.__amount_won AS amount_won
          , sma_10001_cte.__deals_won_with_amount AS deals_won_with_amount
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_22
        ON
          sma_10001_cte.metric_time__day = subq_22.date_day
      ) subq_24
      WHERE deal__deal_type = 'new'
      GROUP BY
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
    ) subq_27
  ) subq_28
) subq_29
ON
  (
    COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter, subq_21.metric_time__fiscal_quarter) = subq_29.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_21.kpi_dimension) = subq_29.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_21.kpi_member) = subq_29.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(amount_won AS {{ type_double() }}) / CAST(NULLIF(deals_won_with_amount, 0) AS {{ type_double() }}) AS average_deal_size_renewal
    , deals_won_with_amount AS average_deal_size_renewal_denominator
    , amount_won AS average_deal_size_renewal_numerator
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , COALESCE(__amount_won, 0) AS amount_won
      , COALESCE(__deals_won_with_amount, 0) AS deals_won_with_amount
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , SUM(amount_won) AS __amount_won
        , SUM(deals_won_with_amount) AS __deals_won_with_amount
      FROM (
        SELECT
          subq_30.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , sma_10001_cte.deal__deal_type AS deal__deal_type
          , sma_10001_cte.__amount_won AS amount_won
          , sma_10001_cte.__deals_won_with_amount AS deals_won_with_amount
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_30
        ON
          sma_10001_cte.metric_time__day = subq_30.date_day
      ) subq_32
      WHERE deal__deal_type = 'renewal'
      GROUP BY
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
    ) subq_35
  ) subq_36
) subq_37
ON
  (
    COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter, subq_21.metric_time__fiscal_quarter, subq_29.metric_time__fiscal_quarter) = subq_37.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_21.kpi_dimension, subq_29.kpi_dimension) = subq_37.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_21.kpi_member, subq_29.kpi_member) = subq_37.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter, subq_21.metric_time__fiscal_quarter, subq_29.metric_time__fiscal_quarter, subq_37.metric_time__fiscal_quarter)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_21.kpi_dimension, subq_29.kpi_dimension, subq_37.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_21.kpi_member, subq_29.kpi_member, subq_37.kpi_member)
),

answer_9 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'closed_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , type AS deal__deal_type
    , cast(cycle_days as decimal(28, 9)) AS __cycle_days_spent
    , is_cycle AS __cycles_ended
    , is_closed AS __deals_closed
    , is_won AS __deals_won
    , cast(qualified_cycle_days as decimal(28, 9)) AS __qualified_cycle_days_spent
    , case when qualified_cycle_days is not null then 1 else 0 end AS __qualified_cycles_ended
    , cycle_days AS __sales_cycle_days_median
    , cycle_days AS __sales_cycle_days_p90
  FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} closed_deals_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter, subq_21.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_21.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_21.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.cycle_days_spent), 0) AS cycle_days_spent
  , COALESCE(MAX(subq_6.cycles_ended), 0) AS cycles_ended
  , COALESCE(MAX(subq_6.deals_closed), 0) AS deals_closed
  , COALESCE(MAX(subq_6.deals_won), 0) AS deals_won
  , COALESCE(MAX(subq_6.qualified_cycle_days_spent), 0) AS qualified_cycle_days_spent
  , COALESCE(MAX(subq_6.qualified_cycles_ended), 0) AS qualified_cycles_ended
  , MAX(subq_6.sales_cycle_days_median) AS sales_cycle_days_median
  , MAX(subq_6.sales_cycle_days_p90) AS sales_cycle_days_p90
  , MAX(subq_13.sales_cycle_days) AS sales_cycle_days
  , MAX(subq_13.sales_cycle_days_qualified) AS sales_cycle_days_qualified
  , MAX(subq_13.win_rate) AS win_rate
  , MAX(subq_21.win_rate_new) AS win_rate_new
  , MAX(subq_21.win_rate_new_denominator) AS win_rate_new_denominator
  , MAX(subq_21.win_rate_new_numerator) AS win_rate_new_numerator
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__cycle_days_spent, 0) AS cycle_days_spent
    , COALESCE(__cycles_ended, 0) AS cycles_ended
    , COALESCE(__deals_closed, 0) AS deals_closed
    , COALESCE(__deals_won, 0) AS deals_won
    , COALESCE(__qualified_cycle_days_spent, 0) AS qualified_cycle_days_spent
    , COALESCE(__qualified_cycles_ended, 0) AS qualified_cycles_ended
    , __sales_cycle_days_median AS sales_cycle_days_median
    , __sales_cycle_days_p90 AS sales_cycle_days_p90
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__cycle_days_spent) AS __cycle_days_spent
      , SUM(sma_10001_cte.__cycles_ended) AS __cycles_ended
      , SUM(sma_10001_cte.__deals_closed) AS __deals_closed
      , SUM(sma_10001_cte.__deals_won) AS __deals_won
      , SUM(sma_10001_cte.__qualified_cycle_days_spent) AS __qualified_cycle_days_spent
      , SUM(sma_10001_cte.__qualified_cycles_ended) AS __qualified_cycles_ended
      , {{ percentile('sma_10001_cte.__sales_cycle_days_median', 0.5) }} AS __sales_cycle_days_median
      , {{ percentile('sma_10001_cte.__sales_cycle_days_p90', 0.9) }} AS __sales_cycle_days_p90
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__cycle_days_spent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__cycles_ended, 0), 0) AS {{ type_double() }}) AS sales_cycle_days
    , CAST(COALESCE(__qualified_cycle_days_spent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__qualified_cycles_ended, 0), 0) AS {{ type_double() }}) AS sales_cycle_days_qualified
    , CAST(COALESCE(__deals_won, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__deals_closed, 0), 0) AS {{ type_double() }}) AS win_rate
  FROM (
    SELECT
      subq_7.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__cycle_days_spent) AS __cycle_days_spent
      , SUM(sma_10001_cte.__cycles_ended) AS __cycles_ended
      , SUM(sma_10001_cte.__deals_closed) AS __deals_closed
      , SUM(sma_10001_cte.__deals_won) AS __deals_won
      , SUM(sma_10001_cte.__qualified_cycle_days_spent) AS __qualified_cycle_days_spent
      , SUM(sma_10001_cte.__qualified_cycles_ended) AS __qualified_cycles_ended
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(deals_won AS {{ type_double() }}) / CAST(NULLIF(deals_closed, 0) AS {{ type_double() }}) AS win_rate_new
    , deals_closed AS win_rate_new_denominator
    , deals_won AS win_rate_new_numerator
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , COALESCE(__deals_won, 0) AS deals_won
      , COALESCE(__deals_closed, 0) AS deals_closed
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , SUM(deals_closed) AS __deals_closed
        , SUM(deals_won) AS __deals_won
      FROM (
        SELECT
          subq_14.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , sma_10001_cte.deal__deal_type AS deal__deal_type
          , sma_10001_cte.__deals_closed AS deals_closed
          , sma_10001_cte.__deals_won AS deals_won
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_14
        ON
          sma_10001_cte.metric_time__day = subq_14.date_day
      ) subq_16
      WHERE deal__deal_type = 'new'
      GROUP BY
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
    ) subq_19
  ) subq_20
) subq_21
ON
  (
    COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) = subq_21.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) = subq_21.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_13.kpi_member) = subq_21.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter, subq_21.metric_time__fiscal_quarter)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_21.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_21.kpi_member)
),

answer_10 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'closed_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , type AS deal__deal_type
    , closed_amount AS __amount_closed
    , won_amount AS __amount_won
    , is_closed AS __deals_closed
    , is_won AS __deals_won
  FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} closed_deals_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter, subq_21.metric_time__fiscal_quarter, subq_29.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_21.kpi_dimension, subq_29.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_21.kpi_member, subq_29.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.amount_closed), 0) AS amount_closed
  , COALESCE(MAX(subq_6.amount_won), 0) AS amount_won
  , MAX(subq_13.win_rate_by_amount) AS win_rate_by_amount
  , MAX(subq_21.win_rate_expansion) AS win_rate_expansion
  , MAX(subq_21.win_rate_expansion_denominator) AS win_rate_expansion_denominator
  , MAX(subq_21.win_rate_expansion_numerator) AS win_rate_expansion_numerator
  , MAX(subq_29.win_rate_renewal) AS win_rate_renewal
  , MAX(subq_29.win_rate_renewal_denominator) AS win_rate_renewal_denominator
  , MAX(subq_29.win_rate_renewal_numerator) AS win_rate_renewal_numerator
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__amount_closed, 0) AS amount_closed
    , COALESCE(__amount_won, 0) AS amount_won
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__amount_closed) AS __amount_closed
      , SUM(sma_10001_cte.__amount_won) AS __amount_won
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__amount_won, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__amount_closed, 0), 0) AS {{ type_double() }}) AS win_rate_by_amount
  FROM (
    SELECT
      subq_7.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__amount_closed) AS __amount_closed
      , SUM(sma_10001_cte.__amount_won) AS __amount_won
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(deals_won AS {{ type_double() }}) / CAST(NULLIF(deals_closed, 0) AS {{ type_double() }}) AS win_rate_expansion
    , deals_closed AS win_rate_expansion_denominator
    , deals_won AS win_rate_expansion_numerator
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , COALESCE(__deals_won, 0) AS deals_won
      , COALESCE(__deals_closed, 0) AS deals_closed
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , SUM(deals_closed) AS __deals_closed
        , SUM(deals_won) AS __deals_won
      FROM (
        SELECT
          subq_14.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , sma_10001_cte.deal__deal_type AS deal__deal_type
          , sma_10001_cte.__deals_closed AS deals_closed
          , sma_10001_cte.__deals_won AS deals_won
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_14
        ON
          sma_10001_cte.metric_time__day = subq_14.date_day
      ) subq_16
      WHERE deal__deal_type = 'expansion'
      GROUP BY
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
    ) subq_19
  ) subq_20
) subq_21
ON
  (
    COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) = subq_21.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) = subq_21.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_13.kpi_member) = subq_21.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(deals_won AS {{ type_double() }}) / CAST(NULLIF(deals_closed, 0) AS {{ type_double() }}) AS win_rate_renewal
    , deals_closed AS win_rate_renewal_denominator
    , deals_won AS win_rate_renewal_numerator
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , COALESCE(__deals_won, 0) AS deals_won
      , COALESCE(__deals_closed, 0) AS deals_closed
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , SUM(deals_closed) AS __deals_closed
        , SUM(deals_won) AS __deals_won
      FROM (
        SELECT
          subq_22.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , sma_10001_cte.deal__deal_type AS deal__deal_type
          , sma_10001_cte.__deals_closed AS deals_closed
          , sma_10001_cte.__deals_won AS deals_won
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_22
        ON
          sma_10001_cte.metric_time__day = subq_22.date_day
      ) subq_24
      WHERE deal__deal_type = 'renewal'
      GROUP BY
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
    ) subq_27
  ) subq_28
) subq_29
ON
  (
    COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter, subq_21.metric_time__fiscal_quarter) = subq_29.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_21.kpi_dimension) = subq_29.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_21.kpi_member) = subq_29.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter, subq_21.metric_time__fiscal_quarter, subq_29.metric_time__fiscal_quarter)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_21.kpi_dimension, subq_29.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_21.kpi_member, subq_29.kpi_member)
),

answer_11 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__lead_scores, 0) AS lead_scores
    , COALESCE(__scored_leads, 0) AS scored_leads
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(lead_scores) AS __lead_scores
      , SUM(scored_leads) AS __scored_leads
    FROM (
      SELECT
        subq_1.quarter_start_on AS metric_time__fiscal_quarter
        , subq_0.kpi_dimension AS kpi_dimension
        , subq_0.kpi_member AS kpi_member
        , subq_0.lead_score__period_grain AS lead_score__period_grain
        , subq_0.__lead_scores AS lead_scores
        , subq_0.__scored_leads AS scored_leads
      FROM (
        SELECT
          cast(score as decimal(28, 9)) AS __lead_scores
          , is_scored AS __scored_leads
          , {{ first_day_of('day', 'lead_on') }} AS lead_on__day
          , period_grain AS lead_score__period_grain
          , kpi_dimension
          , kpi_member
        FROM {{ kpi_source(ref('fct_lead_scores'), 'lead_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} lead_scores_src_10000
      ) subq_0
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        subq_0.lead_on__day = subq_1.date_day
    ) subq_3
    WHERE lead_score__period_grain = 'quarter'
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_6
)

SELECT
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_9.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_8.kpi_dimension, subq_9.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_8.kpi_member, subq_9.kpi_member) AS kpi_member
  , MAX(subq_8.average_lead_score) AS average_lead_score
  , COALESCE(MAX(subq_9.lead_scores), 0) AS lead_scores
  , COALESCE(MAX(subq_9.scored_leads), 0) AS scored_leads
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(lead_scores AS {{ type_double() }}) / CAST(NULLIF(scored_leads, 0) AS {{ type_double() }}) AS average_lead_score
  FROM cm_5_cte
) subq_8
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , lead_scores
    , scored_leads
  FROM cm_5_cte
) subq_9
ON
  (
    subq_8.metric_time__fiscal_quarter = subq_9.metric_time__fiscal_quarter
  ) AND (
    subq_8.kpi_dimension = subq_9.kpi_dimension
  ) AND (
    subq_8.kpi_member = subq_9.kpi_member
  )
GROUP BY
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_9.metric_time__fiscal_quarter)
  , COALESCE(subq_8.kpi_dimension, subq_9.kpi_dimension)
  , COALESCE(subq_8.kpi_member, subq_9.kpi_member)
),

answer_12 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'period_end_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , period_grain AS relationship_length__period_grain
    , slice AS relationship_length__slice
    , expected_months AS __average_relationship_duration
    , ended_months AS __relationship_months_ended
    , ended_spells AS __relationships_ended
  FROM {{ kpi_source(ref('fct_relationship_lengths'), 'period_end_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} relationship_lengths_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_15.kpi_member) AS kpi_member
  , MAX(subq_7.average_relationship_duration) AS average_relationship_duration
  , COALESCE(MAX(subq_7.relationship_months_ended), 0) AS relationship_months_ended
  , COALESCE(MAX(subq_7.relationships_ended), 0) AS relationships_ended
  , MAX(subq_15.average_relationship_duration_plain) AS average_relationship_duration_plain
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , __average_relationship_duration AS average_relationship_duration
    , COALESCE(__relationship_months_ended, 0) AS relationship_months_ended
    , COALESCE(__relationships_ended, 0) AS relationships_ended
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(average_relationship_duration) AS __average_relationship_duration
      , SUM(relationship_months_ended) AS __relationship_months_ended
      , SUM(relationships_ended) AS __relationships_ended
    FROM (
      SELECT
        subq_1.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.relationship_length__period_grain AS relationship_length__period_grain
        , sma_10001_cte.relationship_length__slice AS relationship_length__slice
        , sma_10001_cte.__average_relationship_duration AS average_relationship_duration
        , sma_10001_cte.__relationship_months_ended AS relationship_months_ended
        , sma_10001_cte.__relationships_ended AS relationships_ended
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        sma_10001_cte.metric_time__day = subq_1.date_day
    ) subq_3
    WHERE relationship_length__period_grain = 'quarter' and relationship_length__slice = kpi_dimension
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_6
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__relationship_months_ended, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__relationships_ended, 0), 0) AS {{ type_double() }}) AS average_relationship_duration_plain
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(relationship_months_ended) AS __relationship_months_ended
      , SUM(relationships_ended) AS __relationships_ended
    FROM (
      SELECT
        subq_8.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.relationship_length__period_grain AS relationship_length__period_grain
        , sma_10001_cte.relationship_length__slice AS relationship_length__slice
        , sma_10001_cte.__relationship_months_ended AS relationship_months_ended
        , sma_10001_cte.__relationships_ended AS relationships_ended
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_8
      ON
        sma_10001_cte.metric_time__day = subq_8.date_day
    ) subq_10
    WHERE relationship_length__period_grain = 'quarter' and relationship_length__slice = kpi_dimension
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_13
) subq_15
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_15.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_15.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_15.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_15.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_15.kpi_member)
),

answer_13 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'month_end_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_quarter_end AS mrr_movement__is_quarter_end
    , year_ago_mrr AS __mrr_a_year_ago
    , kept_mrr AS __mrr_kept
    , mrr AS __mrr_of_customers
    , retained_mrr AS __mrr_retained
    , is_recurring_customer AS __recurring_customers
  FROM {{ kpi_source(ref('fct_mrr_movements'), 'month_end_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} mrr_movements_src_10000
)

SELECT
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member) AS kpi_member
  , MAX(subq_8.average_revenue_per_account) AS average_revenue_per_account
  , MAX(subq_8.gross_revenue_retention) AS gross_revenue_retention
  , MAX(subq_8.net_revenue_retention) AS net_revenue_retention
  , COALESCE(MAX(subq_15.mrr_a_year_ago), 0) AS mrr_a_year_ago
  , COALESCE(MAX(subq_15.mrr_kept), 0) AS mrr_kept
  , COALESCE(MAX(subq_15.mrr_of_customers), 0) AS mrr_of_customers
  , COALESCE(MAX(subq_15.mrr_retained), 0) AS mrr_retained
  , COALESCE(MAX(subq_15.recurring_customers), 0) AS recurring_customers
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__mrr_of_customers, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__recurring_customers, 0), 0) AS {{ type_double() }}) AS average_revenue_per_account
    , CAST(COALESCE(__mrr_kept, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__mrr_a_year_ago, 0), 0) AS {{ type_double() }}) AS gross_revenue_retention
    , CAST(COALESCE(__mrr_retained, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__mrr_a_year_ago, 0), 0) AS {{ type_double() }}) AS net_revenue_retention
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(mrr_a_year_ago) AS __mrr_a_year_ago
      , SUM(mrr_kept) AS __mrr_kept
      , SUM(mrr_of_customers) AS __mrr_of_customers
      , SUM(mrr_retained) AS __mrr_retained
      , SUM(recurring_customers) AS __recurring_customers
    FROM (
      SELECT
        subq_1.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.mrr_movement__is_quarter_end AS mrr_movement__is_quarter_end
        , sma_10001_cte.__mrr_a_year_ago AS mrr_a_year_ago
        , sma_10001_cte.__mrr_kept AS mrr_kept
        , sma_10001_cte.__mrr_of_customers AS mrr_of_customers
        , sma_10001_cte.__mrr_retained AS mrr_retained
        , sma_10001_cte.__recurring_customers AS recurring_customers
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        sma_10001_cte.metric_time__day = subq_1.date_day
    ) subq_3
    WHERE mrr_movement__is_quarter_end = 1
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_6
) subq_8
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__mrr_a_year_ago, 0) AS mrr_a_year_ago
    , COALESCE(__mrr_kept, 0) AS mrr_kept
    , COALESCE(__mrr_of_customers, 0) AS mrr_of_customers
    , COALESCE(__mrr_retained, 0) AS mrr_retained
    , COALESCE(__recurring_customers, 0) AS recurring_customers
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(mrr_a_year_ago) AS __mrr_a_year_ago
      , SUM(mrr_kept) AS __mrr_kept
      , SUM(mrr_of_customers) AS __mrr_of_customers
      , SUM(mrr_retained) AS __mrr_retained
      , SUM(recurring_customers) AS __recurring_customers
    FROM (
      SELECT
        subq_9.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.mrr_movement__is_quarter_end AS mrr_movement__is_quarter_end
        , sma_10001_cte.__mrr_a_year_ago AS mrr_a_year_ago
        , sma_10001_cte.__mrr_kept AS mrr_kept
        , sma_10001_cte.__mrr_of_customers AS mrr_of_customers
        , sma_10001_cte.__mrr_retained AS mrr_retained
        , sma_10001_cte.__recurring_customers AS recurring_customers
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_9
      ON
        sma_10001_cte.metric_time__day = subq_9.date_day
    ) subq_11
    WHERE mrr_movement__is_quarter_end = 1
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_14
) subq_15
ON
  (
    subq_8.metric_time__fiscal_quarter = subq_15.metric_time__fiscal_quarter
  ) AND (
    subq_8.kpi_dimension = subq_15.kpi_dimension
  ) AND (
    subq_8.kpi_member = subq_15.kpi_member
  )
GROUP BY
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter)
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension)
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member)
),

answer_14 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'period_start_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , grain AS web_row__period_grain
    , slice AS web_row__slice
    , sessions - engaged_sessions AS __bounced_sessions
    , views AS __page_views
    , cast(seconds as decimal(28, 9)) AS __session_seconds
    , sessions AS __sessions
    , visitors AS __unique_visitors
  FROM {{ kpi_source(ref('fct_web'), 'period_start_on', 'quarter', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} web_src_10000
)

SELECT
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member) AS kpi_member
  , MAX(subq_8.average_session_duration) AS average_session_duration
  , MAX(subq_8.bounce_rate) AS bounce_rate
  , MAX(subq_8.pages_per_session) AS pages_per_session
  , COALESCE(MAX(subq_15.bounced_sessions), 0) AS bounced_sessions
  , COALESCE(MAX(subq_15.page_views), 0) AS page_views
  , COALESCE(MAX(subq_15.session_seconds), 0) AS session_seconds
  , COALESCE(MAX(subq_15.sessions), 0) AS sessions
  , MAX(subq_15.unique_visitors) AS unique_visitors
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__session_seconds, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__sessions, 0), 0) AS {{ type_double() }}) AS average_session_duration
    , CAST(COALESCE(__bounced_sessions, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__sessions, 0), 0) AS {{ type_double() }}) AS bounce_rate
    , CAST(COALESCE(__page_views, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__sessions, 0), 0) AS {{ type_double() }}) AS pages_per_session
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(bounced_sessions) AS __bounced_sessions
      , SUM(page_views) AS __page_views
      , SUM(session_seconds) AS __session_seconds
      , SUM(sessions) AS __sessions
    FROM (
      SELECT
        subq_1.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.web_row__period_grain AS web_row__period_grain
        , sma_10001_cte.web_row__slice AS web_row__slice
        , sma_10001_cte.__bounced_sessions AS bounced_sessions
        , sma_10001_cte.__page_views AS page_views
        , sma_10001_cte.__session_seconds AS session_seconds
        , sma_10001_cte.__sessions AS sessions
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        sma_10001_cte.metric_time__day = subq_1.date_day
    ) subq_3
    WHERE web_row__period_grain = 'quarter' and web_row__slice = kpi_dimension
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_6
) subq_8
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__bounced_sessions, 0) AS bounced_sessions
    , COALESCE(__page_views, 0) AS page_views
    , COALESCE(__session_seconds, 0) AS session_seconds
    , COALESCE(__sessions, 0) AS sessions
    , __unique_visitors AS unique_visitors
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(bounced_sessions) AS __bounced_sessions
      , SUM(page_views) AS __page_views
      , SUM(session_seconds) AS __session_seconds
      , SUM(sessions) AS __sessions
      , SUM(unique_visitors) AS __unique_visitors
    FROM (
      SELECT
        subq_9.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.web_row__period_grain AS web_row__period_grain
        , sma_10001_cte.web_row__slice AS web_row__slice
        , sma_10001_cte.__bounced_sessions AS bounced_sessions
        , sma_10001_cte.__page_views AS page_views
        , sma_10001_cte.__session_seconds AS session_seconds
        , sma_10001_cte.__sessions AS sessions
        , sma_10001_cte.__unique_visitors AS unique_visitors
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_9
      ON
        sma_10001_cte.metric_time__day = subq_9.date_day
    ) subq_11
    WHERE web_row__period_grain = 'quarter' and web_row__slice = kpi_dimension
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_14
) subq_15
ON
  (
    subq_8.metric_time__fiscal_quarter = subq_15.metric_time__fiscal_quarter
  ) AND (
    subq_8.kpi_dimension = subq_15.kpi_dimension
  ) AND (
    subq_8.kpi_member = subq_15.kpi_member
  )
GROUP BY
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter)
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension)
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member)
),

answer_15 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'occurred_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_backdated AS __activities_backdated
    , is_activity AS __activities_entered
    , is_bulk AS __activities_entered_in_bulk
    , is_late AS __activities_entered_late
  FROM {{ kpi_source(ref('activity_entries'), 'occurred_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key"}) }} entered_activities_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.activities_backdated), 0) AS activities_backdated
  , COALESCE(MAX(subq_6.activities_entered), 0) AS activities_entered
  , COALESCE(MAX(subq_6.activities_entered_in_bulk), 0) AS activities_entered_in_bulk
  , COALESCE(MAX(subq_6.activities_entered_late), 0) AS activities_entered_late
  , MAX(subq_13.backdated_activity_rate) AS backdated_activity_rate
  , MAX(subq_13.bulk_activity_rate) AS bulk_activity_rate
  , MAX(subq_13.late_activity_rate) AS late_activity_rate
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__activities_backdated, 0) AS activities_backdated
    , COALESCE(__activities_entered, 0) AS activities_entered
    , COALESCE(__activities_entered_in_bulk, 0) AS activities_entered_in_bulk
    , COALESCE(__activities_entered_late, 0) AS activities_entered_late
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__activities_backdated) AS __activities_backdated
      , SUM(sma_10001_cte.__activities_entered) AS __activities_entered
      , SUM(sma_10001_cte.__activities_entered_in_bulk) AS __activities_entered_in_bulk
      , SUM(sma_10001_cte.__activities_entered_late) AS __activities_entered_late
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__activities_backdated, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__activities_entered, 0), 0) AS {{ type_double() }}) AS backdated_activity_rate
    , CAST(COALESCE(__activities_entered_in_bulk, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__activities_entered, 0), 0) AS {{ type_double() }}) AS bulk_activity_rate
    , CAST(COALESCE(__activities_entered_late, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__activities_entered, 0), 0) AS {{ type_double() }}) AS late_activity_rate
  FROM (
    SELECT
      subq_7.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__activities_backdated) AS __activities_backdated
      , SUM(sma_10001_cte.__activities_entered) AS __activities_entered
      , SUM(sma_10001_cte.__activities_entered_in_bulk) AS __activities_entered_in_bulk
      , SUM(sma_10001_cte.__activities_entered_late) AS __activities_entered_late
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
),

answer_16 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'occurred_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_mention AS __mentions
    , net_positive AS __net_positive_mentions
  FROM {{ kpi_source(ref('fct_mentions'), 'occurred_on', 'quarter', bounds, {"channel": "channel_key"}) }} mentions_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.brand_sentiment) AS brand_sentiment
  , COALESCE(MAX(subq_13.mentions), 0) AS mentions
  , COALESCE(MAX(subq_13.net_positive_mentions), 0) AS net_positive_mentions
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__net_positive_mentions, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__mentions, 0), 0) AS {{ type_double() }}) AS brand_sentiment
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__mentions) AS __mentions
      , SUM(sma_10001_cte.__net_positive_mentions) AS __net_positive_mentions
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__mentions, 0) AS mentions
    , COALESCE(__net_positive_mentions, 0) AS net_positive_mentions
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__mentions) AS __mentions
      , SUM(sma_10001_cte.__net_positive_mentions) AS __net_positive_mentions
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      sma_10001_cte.metric_time__day = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_17 as (
WITH cm_4_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__acquisition_cost, 0) AS acquisition_cost
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , subq_0.kpi_dimension AS kpi_dimension
      , subq_0.kpi_member AS kpi_member
      , SUM(subq_0.__acquisition_cost) AS __acquisition_cost
    FROM (
      SELECT
        cast(marketing_cost + sales_cost as decimal(28, 9)) AS __acquisition_cost
        , {{ first_day_of('day', 'day_on') }} AS day_on__day
        , kpi_dimension
        , kpi_member
      FROM {{ kpi_source(ref('fct_spend'), 'day_on', 'quarter', bounds, {"market": "market_key"}) }} acquisition_costs_src_10000
    ) subq_0
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      subq_0.day_on__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , subq_0.kpi_dimension
      , subq_0.kpi_member
  ) subq_5
)

, cm_6_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , first_win_margin / 12.0 AS first_win_margin_per_month
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , COALESCE(__first_win_margin, 0) AS first_win_margin
    FROM (
      SELECT
        subq_9.quarter_start_on AS metric_time__fiscal_quarter
        , sold_lines_src_10000.kpi_dimension AS kpi_dimension
        , sold_lines_src_10000.kpi_member AS kpi_member
        , SUM(sold_lines_src_10000.first_win_margin_amount) AS __first_win_margin
      FROM {{ kpi_source(ref('fct_order_lines'), 'closed_on', 'quarter', bounds, {"market": "market_key"}) }} sold_lines_src_10000
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_9
      ON
        {{ first_day_of('day', 'sold_lines_src_10000.closed_on') }} = subq_9.date_day
      GROUP BY
        subq_9.quarter_start_on
        , sold_lines_src_10000.kpi_dimension
        , sold_lines_src_10000.kpi_member
    ) subq_13
  ) subq_14
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_17.metric_time__fiscal_quarter, subq_18.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_6.kpi_dimension, subq_17.kpi_dimension, subq_18.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_17.kpi_member, subq_18.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.acquisition_cost), 0) AS acquisition_cost
  , MAX(subq_17.cac_payback_months) AS cac_payback_months
  , MAX(subq_18.first_win_margin_per_month) AS first_win_margin_per_month
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , acquisition_cost
  FROM cm_4_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(acquisition_cost AS {{ type_double() }}) / CAST(NULLIF(first_win_margin_per_month, 0) AS {{ type_double() }}) AS cac_payback_months
  FROM (
    SELECT
      COALESCE(subq_7.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_7.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_7.kpi_member, subq_15.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_7.acquisition_cost), 0) AS acquisition_cost
      , MAX(subq_15.first_win_margin_per_month) AS first_win_margin_per_month
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , acquisition_cost
      FROM cm_4_cte
    ) subq_7
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , first_win_margin_per_month
      FROM cm_6_cte
    ) subq_15
    ON
      (
        subq_7.metric_time__fiscal_quarter = subq_15.metric_time__fiscal_quarter
      ) AND (
        subq_7.kpi_dimension = subq_15.kpi_dimension
      ) AND (
        subq_7.kpi_member = subq_15.kpi_member
      )
    GROUP BY
      COALESCE(subq_7.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter)
      , COALESCE(subq_7.kpi_dimension, subq_15.kpi_dimension)
      , COALESCE(subq_7.kpi_member, subq_15.kpi_member)
  ) subq_16
) subq_17
ON
  (
    subq_6.metric_time__fiscal_quarter = subq_17.metric_time__fiscal_quarter
  ) AND (
    subq_6.kpi_dimension = subq_17.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_17.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , first_win_margin_per_month
  FROM cm_6_cte
) subq_18
ON
  (
    COALESCE(subq_6.metric_time__fiscal_quarter, subq_17.metric_time__fiscal_quarter) = subq_18.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_17.kpi_dimension) = subq_18.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_17.kpi_member) = subq_18.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_17.metric_time__fiscal_quarter, subq_18.metric_time__fiscal_quarter)
  , COALESCE(subq_6.kpi_dimension, subq_17.kpi_dimension, subq_18.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_17.kpi_member, subq_18.kpi_member)
),

answer_18 as (
SELECT
  metric_time__fiscal_quarter
  , kpi_dimension
  , kpi_member
  , COALESCE(__calls_made_adjusted, 0) AS calls_made_adjusted
  , COALESCE(__meetings_held_adjusted, 0) AS meetings_held_adjusted
FROM (
  SELECT
    subq_1.quarter_start_on AS metric_time__fiscal_quarter
    , adjusted_entries_src_10000.kpi_dimension AS kpi_dimension
    , adjusted_entries_src_10000.kpi_member AS kpi_member
    , SUM(adjusted_entries_src_10000.is_outbound_call) AS __calls_made_adjusted
    , SUM(adjusted_entries_src_10000.is_meeting_held) AS __meetings_held_adjusted
  FROM {{ kpi_source(ref('adjusted_activities'), 'counted_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key"}) }} adjusted_entries_src_10000
  LEFT OUTER JOIN
    {{ ref('dim_date') }} subq_1
  ON
    {{ first_day_of('day', 'adjusted_entries_src_10000.counted_on') }} = subq_1.date_day
  GROUP BY
    subq_1.quarter_start_on
    , adjusted_entries_src_10000.kpi_dimension
    , adjusted_entries_src_10000.kpi_member
) subq_5
),

answer_19 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'launched_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_launched AS __campaigns_launched
    , is_hit AS __campaigns_that_hit
  FROM {{ kpi_source(ref('fct_campaigns'), 'launched_on', 'quarter', bounds, {"channel": "channel_key", "campaign": "campaign_key"}) }} campaigns_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.campaign_hit_rate) AS campaign_hit_rate
  , COALESCE(MAX(subq_13.campaigns_launched), 0) AS campaigns_launched
  , COALESCE(MAX(subq_13.campaigns_that_hit), 0) AS campaigns_that_hit
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__campaigns_that_hit, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__campaigns_launched, 0), 0) AS {{ type_double() }}) AS campaign_hit_rate
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__campaigns_launched) AS __campaigns_launched
      , SUM(sma_10001_cte.__campaigns_that_hit) AS __campaigns_that_hit
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__campaigns_launched, 0) AS campaigns_launched
    , COALESCE(__campaigns_that_hit, 0) AS campaigns_that_hit
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__campaigns_launched) AS __campaigns_launched
      , SUM(sma_10001_cte.__campaigns_that_hit) AS __campaigns_that_hit
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      sma_10001_cte.metric_time__day = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_20 as (
SELECT
  metric_time__fiscal_quarter
  , kpi_dimension
  , kpi_member
  , COALESCE(__campaigns_launched, 0) AS campaigns_launched
FROM (
  SELECT
    subq_1.quarter_start_on AS metric_time__fiscal_quarter
    , campaigns_src_10000.kpi_dimension AS kpi_dimension
    , campaigns_src_10000.kpi_member AS kpi_member
    , SUM(campaigns_src_10000.is_launched) AS __campaigns_launched
  FROM {{ kpi_source(ref('fct_campaigns'), 'launched_on', 'quarter', bounds, {"channel": "channel_key", "campaign": "campaign_key"}) }} campaigns_src_10000
  LEFT OUTER JOIN
    {{ ref('dim_date') }} subq_1
  ON
    {{ first_day_of('day', 'campaigns_src_10000.launched_on') }} = subq_1.date_day
  GROUP BY
    subq_1.quarter_start_on
    , campaigns_src_10000.kpi_dimension
    , campaigns_src_10000.kpi_member
) subq_5
),

answer_21 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'counted_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , period_grain AS close_timing_row__period_grain
    , is_due AS __deals_due
    , is_pulled AS __deals_pulled
    , is_pushed AS __deals_pushed
    , is_shifted AS __deals_shifted
    , is_signed_at_edge AS __wins_at_quarter_edge
    , expected_edge_share AS __wins_expected_at_quarter_edge
  FROM {{ kpi_source(ref('close_timing'), 'counted_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key"}) }} close_timings_src_10000
)

SELECT
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member) AS kpi_member
  , MAX(subq_8.close_date_pull_rate) AS close_date_pull_rate
  , MAX(subq_8.close_date_push_rate) AS close_date_push_rate
  , MAX(subq_8.close_date_shift_rate) AS close_date_shift_rate
  , MAX(subq_8.quarter_edge_bunching) AS quarter_edge_bunching
  , COALESCE(MAX(subq_15.deals_due), 0) AS deals_due
  , COALESCE(MAX(subq_15.deals_pulled), 0) AS deals_pulled
  , COALESCE(MAX(subq_15.deals_pushed), 0) AS deals_pushed
  , COALESCE(MAX(subq_15.deals_shifted), 0) AS deals_shifted
  , COALESCE(MAX(subq_15.wins_at_quarter_edge), 0) AS wins_at_quarter_edge
  , COALESCE(MAX(subq_15.wins_expected_at_quarter_edge), 0) AS wins_expected_at_quarter_edge
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__deals_pulled, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__deals_due, 0), 0) AS {{ type_double() }}) AS close_date_pull_rate
    , CAST(COALESCE(__deals_pushed, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__deals_due, 0), 0) AS {{ type_double() }}) AS close_date_push_rate
    , CAST(COALESCE(__deals_shifted, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__deals_due, 0), 0) AS {{ type_double() }}) AS close_date_shift_rate
    , CAST(COALESCE(__wins_at_quarter_edge, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__wins_expected_at_quarter_edge, 0), 0) AS {{ type_double() }}) AS quarter_edge_bunching
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(deals_due) AS __deals_due
      , SUM(deals_pulled) AS __deals_pulled
      , SUM(deals_pushed) AS __deals_pushed
      , SUM(deals_shifted) AS __deals_shifted
      , SUM(wins_at_quarter_edge) AS __wins_at_quarter_edge
      , SUM(wins_expected_at_quarter_edge) AS __wins_expected_at_quarter_edge
    FROM (
      SELECT
        subq_1.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.close_timing_row__period_grain AS close_timing_row__period_grain
        , sma_10001_cte.__deals_due AS deals_due
        , sma_10001_cte.__deals_pulled AS deals_pulled
        , sma_10001_cte.__deals_pushed AS deals_pushed
        , sma_10001_cte.__deals_shifted AS deals_shifted
        , sma_10001_cte.__wins_at_quarter_edge AS wins_at_quarter_edge
        , sma_10001_cte.__wins_expected_at_quarter_edge AS wins_expected_at_quarter_edge
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        sma_10001_cte.metric_time__day = subq_1.date_day
    ) subq_3
    WHERE close_timing_row__period_grain = 'quarter'
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_6
) subq_8
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__deals_due, 0) AS deals_due
    , COALESCE(__deals_pulled, 0) AS deals_pulled
    , COALESCE(__deals_pushed, 0) AS deals_pushed
    , COALESCE(__deals_shifted, 0) AS deals_shifted
    , COALESCE(__wins_at_quarter_edge, 0) AS wins_at_quarter_edge
    , COALESCE(__wins_expected_at_quarter_edge, 0) AS wins_expected_at_quarter_edge
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(deals_due) AS __deals_due
      , SUM(deals_pulled) AS __deals_pulled
      , SUM(deals_pushed) AS __deals_pushed
      , SUM(deals_shifted) AS __deals_shifted
      , SUM(wins_at_quarter_edge) AS __wins_at_quarter_edge
      , SUM(wins_expected_at_quarter_edge) AS __wins_expected_at_quarter_edge
    FROM (
      SELECT
        subq_9.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.close_timing_row__period_grain AS close_timing_row__period_grain
        , sma_10001_cte.__deals_due AS deals_due
        , sma_10001_cte.__deals_pulled AS deals_pulled
        , sma_10001_cte.__deals_pushed AS deals_pushed
        , sma_10001_cte.__deals_shifted AS deals_shifted
        , sma_10001_cte.__wins_at_quarter_edge AS wins_at_quarter_edge
        , sma_10001_cte.__wins_expected_at_quarter_edge AS wins_expected_at_quarter_edge
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_9
      ON
        sma_10001_cte.metric_time__day = subq_9.date_day
    ) subq_11
    WHERE close_timing_row__period_grain = 'quarter'
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_14
) subq_15
ON
  (
    subq_8.metric_time__fiscal_quarter = subq_15.metric_time__fiscal_quarter
  ) AND (
    subq_8.kpi_dimension = subq_15.kpi_dimension
  ) AND (
    subq_8.kpi_member = subq_15.kpi_member
  )
GROUP BY
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter)
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension)
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member)
),

answer_22 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'reached_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_complaint AS __complaints
    , is_complaint_resolved_in_window AS __complaints_resolved_in_window
    , resolution_hours AS __resolution_hours
    , resolution_hours AS __resolution_hours_p90
    , cast(resolution_hours as decimal(28, 9)) AS __resolution_hours_spent
    , is_reopened AS __tickets_reopened
    , is_solved AS __tickets_solved
    , is_solved_in_one_reply AS __tickets_solved_in_one_reply
    , is_solved_with_known_replies AS __tickets_solved_with_known_replies
  FROM {{ kpi_source(ref('fct_ticket_steps'), 'reached_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} ticket_steps_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.complaint_resolution_rate) AS complaint_resolution_rate
  , MAX(subq_7.one_touch_resolution_rate) AS one_touch_resolution_rate
  , MAX(subq_7.reopen_rate) AS reopen_rate
  , MAX(subq_7.resolution_hours_mean) AS resolution_hours_mean
  , COALESCE(MAX(subq_13.complaints), 0) AS complaints
  , COALESCE(MAX(subq_13.complaints_resolved_in_window), 0) AS complaints_resolved_in_window
  , MAX(subq_13.resolution_hours) AS resolution_hours
  , MAX(subq_13.resolution_hours_p90) AS resolution_hours_p90
  , COALESCE(MAX(subq_13.resolution_hours_spent), 0) AS resolution_hours_spent
  , COALESCE(MAX(subq_13.tickets_reopened), 0) AS tickets_reopened
  , COALESCE(MAX(subq_13.tickets_solved), 0) AS tickets_solved
  , COALESCE(MAX(subq_13.tickets_solved_in_one_reply), 0) AS tickets_solved_in_one_reply
  , COALESCE(MAX(subq_13.tickets_solved_with_known_replies), 0) AS tickets_solved_with_known_replies
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__complaints_resolved_in_window, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__complaints, 0), 0) AS {{ type_double() }}) AS complaint_resolution_rate
    , CAST(COALESCE(__tickets_solved_in_one_reply, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__tickets_solved_with_known_replies, 0), 0) AS {{ type_double() }}) AS one_touch_resolution_rate
    , CAST(COALESCE(__tickets_reopened, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__tickets_solved, 0), 0) AS {{ type_double() }}) AS reopen_rate
    , CAST(COALESCE(__resolution_hours_spent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__tickets_solved, 0), 0) AS {{ type_double() }}) AS resolution_hours_mean
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__complaints) AS __complaints
      , SUM(sma_10001_cte.__complaints_resolved_in_window) AS __complaints_resolved_in_window
      , SUM(sma_10001_cte.__resolution_hours_spent) AS __resolution_hours_spent
      , SUM(sma_10001_cte.__tickets_reopened) AS __tickets_reopened
      , SUM(sma_10001_cte.__tickets_solved) AS __tickets_solved
      , SUM(sma_10001_cte.__tickets_solved_in_one_reply) AS __tickets_solved_in_one_reply
      , SUM(sma_10001_cte.__tickets_solved_with_known_replies) AS __tickets_solved_with_known_replies
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__complaints, 0) AS complaints
    , COALESCE(__complaints_resolved_in_window, 0) AS complaints_resolved_in_window
    , __resolution_hours AS resolution_hours
    , __resolution_hours_p90 AS resolution_hours_p90
    , COALESCE(__resolution_hours_spent, 0) AS resolution_hours_spent
    , COALESCE(__tickets_reopened, 0) AS tickets_reopened
    , COALESCE(__tickets_solved, 0) AS tickets_solved
    , COALESCE(__tickets_solved_in_one_reply, 0) AS tickets_solved_in_one_reply
    , COALESCE(__tickets_solved_with_known_replies, 0) AS tickets_solved_with_known_replies
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__complaints) AS __complaints
      , SUM(sma_10001_cte.__complaints_resolved_in_window) AS __complaints_resolved_in_window
      , {{ percentile('sma_10001_cte.__resolution_hours', 0.5) }} AS __resolution_hours
      , {{ percentile('sma_10001_cte.__resolution_hours_p90', 0.9) }} AS __resolution_hours_p90
      , SUM(sma_10001_cte.__resolution_hours_spent) AS __resolution_hours_spent
      , SUM(sma_10001_cte.__tickets_reopened) AS __tickets_reopened
      , SUM(sma_10001_cte.__tickets_solved) AS __tickets_solved
      , SUM(sma_10001_cte.__tickets_solved_in_one_reply) AS __tickets_solved_in_one_reply
      , SUM(sma_10001_cte.__tickets_solved_with_known_replies) AS __tickets_solved_with_known_replies
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      sma_10001_cte.metric_time__day = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_23 as (
SELECT
  metric_time__fiscal_quarter
  , kpi_dimension
  , kpi_member
  , __resolution_hours_final AS resolution_hours_final
  , __resolution_hours_final_p90 AS resolution_hours_final_p90
  , __resolution_hours_median_business AS resolution_hours_median_business
  , __resolution_hours_p90_business AS resolution_hours_p90_business
  , COALESCE(__tickets_opened, 0) AS tickets_opened
FROM (
  SELECT
    subq_1.quarter_start_on AS metric_time__fiscal_quarter
    , ticket_steps_src_10000.kpi_dimension AS kpi_dimension
    , ticket_steps_src_10000.kpi_member AS kpi_member
    , {{ percentile('ticket_steps_src_10000.final_resolution_hours', 0.5) }} AS __resolution_hours_final
    , {{ percentile('ticket_steps_src_10000.final_resolution_hours', 0.9) }} AS __resolution_hours_final_p90
    , {{ percentile('ticket_steps_src_10000.resolution_business_hours', 0.5) }} AS __resolution_hours_median_business
    , {{ percentile('ticket_steps_src_10000.resolution_business_hours', 0.9) }} AS __resolution_hours_p90_business
    , SUM(ticket_steps_src_10000.is_opened) AS __tickets_opened
  FROM {{ kpi_source(ref('fct_ticket_steps'), 'reached_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} ticket_steps_src_10000
  LEFT OUTER JOIN
    {{ ref('dim_date') }} subq_1
  ON
    {{ first_day_of('day', 'ticket_steps_src_10000.reached_on') }} = subq_1.date_day
  GROUP BY
    subq_1.quarter_start_on
    , ticket_steps_src_10000.kpi_dimension
    , ticket_steps_src_10000.kpi_member
) subq_5
),

answer_24 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'reached_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_answered AS __leads_answered
    , is_response_in_window AS __leads_that_responded
    , is_meeting_in_window AS __leads_with_meeting_in_window
    , is_worked AS __leads_worked
    , speed_to_lead_hours AS __speed_to_lead_hours
    , speed_to_lead_business_hours AS __speed_to_lead_hours_median_business
    , speed_to_lead_hours AS __speed_to_lead_hours_p90
    , speed_to_lead_business_hours AS __speed_to_lead_hours_p90_business
    , cast(speed_to_lead_hours as decimal(28, 9)) AS __speed_to_lead_hours_waited
  FROM {{ kpi_source(ref('fct_funnel_stages'), 'reached_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} worked_leads_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.contact_to_meeting_rate) AS contact_to_meeting_rate
  , MAX(subq_7.response_rate) AS response_rate
  , MAX(subq_7.speed_to_lead_hours_mean) AS speed_to_lead_hours_mean
  , COALESCE(MAX(subq_13.leads_answered), 0) AS leads_answered
  , COALESCE(MAX(subq_13.leads_that_responded), 0) AS leads_that_responded
  , COALESCE(MAX(subq_13.leads_with_meeting_in_window), 0) AS leads_with_meeting_in_window
  , COALESCE(MAX(subq_13.leads_worked), 0) AS leads_worked
  , MAX(subq_13.speed_to_lead_hours) AS speed_to_lead_hours
  , MAX(subq_13.speed_to_lead_hours_median_business) AS speed_to_lead_hours_median_business
  , MAX(subq_13.speed_to_lead_hours_p90) AS speed_to_lead_hours_p90
  , MAX(subq_13.speed_to_lead_hours_p90_business) AS speed_to_lead_hours_p90_business
  , COALESCE(MAX(subq_13.speed_to_lead_hours_waited), 0) AS speed_to_lead_hours_waited
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__leads_with_meeting_in_window, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__leads_worked, 0), 0) AS {{ type_double() }}) AS contact_to_meeting_rate
    , CAST(COALESCE(__leads_that_responded, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__leads_worked, 0), 0) AS {{ type_double() }}) AS response_rate
    , CAST(COALESCE(__speed_to_lead_hours_waited, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__leads_answered, 0), 0) AS {{ type_double() }}) AS speed_to_lead_hours_mean
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__leads_answered) AS __leads_answered
      , SUM(sma_10001_cte.__leads_that_responded) AS __leads_that_responded
      , SUM(sma_10001_cte.__leads_with_meeting_in_window) AS __leads_with_meeting_in_window
      , SUM(sma_10001_cte.__leads_worked) AS __leads_worked
      , SUM(sma_10001_cte.__speed_to_lead_hours_waited) AS __speed_to_lead_hours_waited
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__leads_answered, 0) AS leads_answered
    , COALESCE(__leads_that_responded, 0) AS leads_that_responded
    , COALESCE(__leads_with_meeting_in_window, 0) AS leads_with_meeting_in_window
    , COALESCE(__leads_worked, 0) AS leads_worked
    , __speed_to_lead_hours AS speed_to_lead_hours
    , __speed_to_lead_hours_median_business AS speed_to_lead_hours_median_business
    , __speed_to_lead_hours_p90 AS speed_to_lead_hours_p90
    , __speed_to_lead_hours_p90_business AS speed_to_lead_hours_p90_business
    , COALESCE(__speed_to_lead_hours_waited, 0) AS speed_to_lead_hours_waited
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__leads_answered) AS __leads_answered
      , SUM(sma_10001_cte.__leads_that_responded) AS __leads_that_responded
      , SUM(sma_10001_cte.__leads_with_meeting_in_window) AS __leads_with_meeting_in_window
      , SUM(sma_10001_cte.__leads_worked) AS __leads_worked
      , {{ percentile('sma_10001_cte.__speed_to_lead_hours', 0.5) }} AS __speed_to_lead_hours
      , {{ percentile('sma_10001_cte.__speed_to_lead_hours_median_business', 0.5) }} AS __speed_to_lead_hours_median_business
      , {{ percentile('sma_10001_cte.__speed_to_lead_hours_p90', 0.9) }} AS __speed_to_lead_hours_p90
      , {{ percentile('sma_10001_cte.__speed_to_lead_hours_p90_business', 0.9) }} AS __speed_to_lead_hours_p90_business
      , SUM(sma_10001_cte.__speed_to_lead_hours_waited) AS __speed_to_lead_hours_waited
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      sma_10001_cte.metric_time__day = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_25 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'period_start_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , grain AS web_row__period_grain
    , slice AS web_row__slice
    , sessions * is_content AS __content_sessions
    , engaged_sessions * is_content AS __engaged_content_sessions
  FROM {{ kpi_source(ref('fct_web'), 'period_start_on', 'quarter', bounds, {"channel": "channel_key", "campaign": "campaign_key"}) }} web_src_10000
)

SELECT
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member) AS kpi_member
  , MAX(subq_8.content_engagement_rate) AS content_engagement_rate
  , COALESCE(MAX(subq_15.content_sessions), 0) AS content_sessions
  , COALESCE(MAX(subq_15.engaged_content_sessions), 0) AS engaged_content_sessions
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__engaged_content_sessions, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__content_sessions, 0), 0) AS {{ type_double() }}) AS content_engagement_rate
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(content_sessions) AS __content_sessions
      , SUM(engaged_content_sessions) AS __engaged_content_sessions
    FROM (
      SELECT
        subq_1.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.web_row__period_grain AS web_row__period_grain
        , sma_10001_cte.web_row__slice AS web_row__slice
        , sma_10001_cte.__content_sessions AS content_sessions
        , sma_10001_cte.__engaged_content_sessions AS engaged_content_sessions
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        sma_10001_cte.metric_time__day = subq_1.date_day
    ) subq_3
    WHERE web_row__period_grain = 'quarter' and web_row__slice = 'content'
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_6
) subq_8
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__content_sessions, 0) AS content_sessions
    , COALESCE(__engaged_content_sessions, 0) AS engaged_content_sessions
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(content_sessions) AS __content_sessions
      , SUM(engaged_content_sessions) AS __engaged_content_sessions
    FROM (
      SELECT
        subq_9.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.web_row__period_grain AS web_row__period_grain
        , sma_10001_cte.web_row__slice AS web_row__slice
        , sma_10001_cte.__content_sessions AS content_sessions
        , sma_10001_cte.__engaged_content_sessions AS engaged_content_sessions
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_9
      ON
        sma_10001_cte.metric_time__day = subq_9.date_day
    ) subq_11
    WHERE web_row__period_grain = 'quarter' and web_row__slice = 'content'
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_14
) subq_15
ON
  (
    subq_8.metric_time__fiscal_quarter = subq_15.metric_time__fiscal_quarter
  ) AND (
    subq_8.kpi_dimension = subq_15.kpi_dimension
  ) AND (
    subq_8.kpi_member = subq_15.kpi_member
  )
GROUP BY
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter)
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension)
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member)
),

answer_26 as (
SELECT
  metric_time__fiscal_quarter
  , kpi_dimension
  , kpi_member
  , COALESCE(__contents_published, 0) AS contents_published
  , COALESCE(__social_posts_published, 0) AS social_posts_published
FROM (
  SELECT
    subq_1.quarter_start_on AS metric_time__fiscal_quarter
    , contents_src_10000.kpi_dimension AS kpi_dimension
    , contents_src_10000.kpi_member AS kpi_member
    , SUM(contents_src_10000.is_content) AS __contents_published
    , SUM(contents_src_10000.is_social_post) AS __social_posts_published
  FROM {{ kpi_source(ref('fct_contents'), 'published_on', 'quarter', bounds, {"channel": "channel_key", "campaign": "campaign_key"}) }} contents_src_10000
  LEFT OUTER JOIN
    {{ ref('dim_date') }} subq_1
  ON
    {{ first_day_of('day', 'contents_src_10000.published_on') }} = subq_1.date_day
  GROUP BY
    subq_1.quarter_start_on
    , contents_src_10000.kpi_dimension
    , contents_src_10000.kpi_member
) subq_5
),

answer_27 as (
WITH cm_3_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__marketing_spend, 0) AS marketing_spend
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , subq_0.kpi_dimension AS kpi_dimension
      , subq_0.kpi_member AS kpi_member
      , SUM(subq_0.__marketing_spend) AS __marketing_spend
    FROM (
      SELECT
        cast(marketing_cost as decimal(28, 9)) AS __marketing_spend
        , {{ first_day_of('day', 'day_on') }} AS day_on__day
        , kpi_dimension
        , kpi_member
      FROM {{ kpi_source(ref('fct_spend'), 'day_on', 'quarter', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} spend_src_10000
    ) subq_0
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      subq_0.day_on__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , subq_0.kpi_dimension
      , subq_0.kpi_member
  ) subq_5
)

, cm_4_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__new_customers, 0) AS new_customers
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , closed_deals_src_10000.kpi_dimension AS kpi_dimension
      , closed_deals_src_10000.kpi_member AS kpi_member
      , SUM(closed_deals_src_10000.is_new_customer) AS __new_customers
    FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'quarter', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} closed_deals_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      {{ first_day_of('day', 'closed_deals_src_10000.closed_on') }} = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , closed_deals_src_10000.kpi_dimension
      , closed_deals_src_10000.kpi_member
  ) subq_12
)

SELECT
  COALESCE(subq_15.metric_time__fiscal_quarter, subq_16.metric_time__fiscal_quarter, subq_17.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_15.kpi_dimension, subq_16.kpi_dimension, subq_17.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_15.kpi_member, subq_16.kpi_member, subq_17.kpi_member) AS kpi_member
  , MAX(subq_15.cost_per_acquisition) AS cost_per_acquisition
  , COALESCE(MAX(subq_16.marketing_spend), 0) AS marketing_spend
  , COALESCE(MAX(subq_17.new_customers), 0) AS new_customers
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(marketing_spend AS {{ type_double() }}) / CAST(NULLIF(new_customers, 0) AS {{ type_double() }}) AS cost_per_acquisition
  FROM (
    SELECT
      COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_6.marketing_spend), 0) AS marketing_spend
      , COALESCE(MAX(subq_13.new_customers), 0) AS new_customers
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_spend
      FROM cm_3_cte
    ) subq_6
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , new_customers
      FROM cm_4_cte
    ) subq_13
    ON
      (
        subq_6.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
      ) AND (
        subq_6.kpi_dimension = subq_13.kpi_dimension
      ) AND (
        subq_6.kpi_member = subq_13.kpi_member
      )
    GROUP BY
      COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
      , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
      , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
  ) subq_14
) subq_15
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , marketing_spend
  FROM cm_3_cte
) subq_16
ON
  (
    subq_15.metric_time__fiscal_quarter = subq_16.metric_time__fiscal_quarter
  ) AND (
    subq_15.kpi_dimension = subq_16.kpi_dimension
  ) AND (
    subq_15.kpi_member = subq_16.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , new_customers
  FROM cm_4_cte
) subq_17
ON
  (
    COALESCE(subq_15.metric_time__fiscal_quarter, subq_16.metric_time__fiscal_quarter) = subq_17.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_15.kpi_dimension, subq_16.kpi_dimension) = subq_17.kpi_dimension
  ) AND (
    COALESCE(subq_15.kpi_member, subq_16.kpi_member) = subq_17.kpi_member
  )
GROUP BY
  COALESCE(subq_15.metric_time__fiscal_quarter, subq_16.metric_time__fiscal_quarter, subq_17.metric_time__fiscal_quarter)
  , COALESCE(subq_15.kpi_dimension, subq_16.kpi_dimension, subq_17.kpi_dimension)
  , COALESCE(subq_15.kpi_member, subq_16.kpi_member, subq_17.kpi_member)
),

answer_28 as (
WITH sma_10002_cte AS (
  SELECT
    {{ first_day_of('day', 'day_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , cast(marketing_cost as decimal(28, 9)) AS __marketing_spend
    , cast(ads_cost as decimal(28, 9)) AS __marketing_spend_ads
  FROM {{ kpi_source(ref('fct_spend'), 'day_on', 'quarter', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} spend_src_10000
)

, cm_6_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__leads_generated, 0) AS leads_generated
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , funnel_stages_src_10000.kpi_dimension AS kpi_dimension
      , funnel_stages_src_10000.kpi_member AS kpi_member
      , SUM(funnel_stages_src_10000.is_lead) AS __leads_generated
    FROM {{ kpi_source(ref('fct_funnel_stages'), 'reached_on', 'quarter', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} funnel_stages_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      {{ first_day_of('day', 'funnel_stages_src_10000.reached_on') }} = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , funnel_stages_src_10000.kpi_dimension
      , funnel_stages_src_10000.kpi_member
  ) subq_12
)

SELECT
  COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_25.metric_time__fiscal_quarter, subq_31.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_25.kpi_dimension, subq_31.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_25.kpi_member, subq_31.kpi_member) AS kpi_member
  , MAX(subq_15.cost_per_lead) AS cost_per_lead
  , MAX(subq_24.cost_per_lead_ads) AS cost_per_lead_ads
  , COALESCE(MAX(subq_25.leads_generated), 0) AS leads_generated
  , COALESCE(MAX(subq_31.marketing_spend), 0) AS marketing_spend
  , COALESCE(MAX(subq_31.marketing_spend_ads), 0) AS marketing_spend_ads
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(marketing_spend AS {{ type_double() }}) / CAST(NULLIF(leads_generated, 0) AS {{ type_double() }}) AS cost_per_lead
  FROM (
    SELECT
      COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_6.marketing_spend), 0) AS marketing_spend
      , COALESCE(MAX(subq_13.leads_generated), 0) AS leads_generated
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , COALESCE(__marketing_spend, 0) AS marketing_spend
      FROM (
        SELECT
          subq_1.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10002_cte.kpi_dimension AS kpi_dimension
          , sma_10002_cte.kpi_member AS kpi_member
          , SUM(sma_10002_cte.__marketing_spend) AS __marketing_spend
        FROM sma_10002_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_1
        ON
          sma_10002_cte.metric_time__day = subq_1.date_day
        GROUP BY
          subq_1.quarter_start_on
          , sma_10002_cte.kpi_dimension
          , sma_10002_cte.kpi_member
      ) subq_5
    ) subq_6
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , leads_generated
      FROM cm_6_cte
    ) subq_13
    ON
      (
        subq_6.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
      ) AND (
        subq_6.kpi_dimension = subq_13.kpi_dimension
      ) AND (
        subq_6.kpi_member = subq_13.kpi_member
      )
    GROUP BY
      COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
      , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
      , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
  ) subq_14
) subq_15
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(marketing_spend_ads AS {{ type_double() }}) / CAST(NULLIF(leads_generated, 0) AS {{ type_double() }}) AS cost_per_lead_ads
  FROM (
    SELECT
      COALESCE(subq_21.metric_time__fiscal_quarter, subq_22.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_21.kpi_dimension, subq_22.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_21.kpi_member, subq_22.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_21.marketing_spend_ads), 0) AS marketing_spend_ads
      , COALESCE(MAX(subq_22.leads_generated), 0) AS leads_generated
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , COALESCE(__marketing_spend_ads, 0) AS marketing_spend_ads
      FROM (
        SELECT
          subq_16.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10002_cte.kpi_dimension AS kpi_dimension
          , sma_10002_cte.kpi_member AS kpi_member
          , SUM(sma_10002_cte.__marketing_spend_ads) AS __marketing_spend_ads
        FROM sma_10002_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_16
        ON
          sma_10002_cte.metric_time__day = subq_16.date_day
        GROUP BY
          subq_16.quarter_start_on
          , sma_10002_cte.kpi_dimension
          , sma_10002_cte.kpi_member
      ) subq_20
    ) subq_21
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , leads_generated
      FROM cm_6_cte
    ) subq_22
    ON
      (
        subq_21.metric_time__fiscal_quarter = subq_22.metric_time__fiscal_quarter
      ) AND (
        subq_21.kpi_dimension = subq_22.kpi_dimension
      ) AND (
        subq_21.kpi_member = subq_22.kpi_member
      )
    GROUP BY
      COALESCE(subq_21.metric_time__fiscal_quarter, subq_22.metric_time__fiscal_quarter)
      , COALESCE(subq_21.kpi_dimension, subq_22.kpi_dimension)
      , COALESCE(subq_21.kpi_member, subq_22.kpi_member)
  ) subq_23
) subq_24
ON
  (
    subq_15.metric_time__fiscal_quarter = subq_24.metric_time__fiscal_quarter
  ) AND (
    subq_15.kpi_dimension = subq_24.kpi_dimension
  ) AND (
    subq_15.kpi_member = subq_24.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , leads_generated
  FROM cm_6_cte
) subq_25
ON
  (
    COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter) = subq_25.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension) = subq_25.kpi_dimension
  ) AND (
    COALESCE(subq_15.kpi_member, subq_24.kpi_member) = subq_25.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__marketing_spend, 0) AS marketing_spend
    , COALESCE(__marketing_spend_ads, 0) AS marketing_spend_ads
  FROM (
    SELECT
      subq_26.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10002_cte.kpi_dimension AS kpi_dimension
      , sma_10002_cte.kpi_member AS kpi_member
      , SUM(sma_10002_cte.__marketing_spend) AS __marketing_spend
      , SUM(sma_10002_cte.__marketing_spend_ads) AS __marketing_spend_ads
    FROM sma_10002_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_26
    ON
      sma_10002_cte.metric_time__day = subq_26.date_day
    GROUP BY
      subq_26.quarter_start_on
      , sma_10002_cte.kpi_dimension
      , sma_10002_cte.kpi_member
  ) subq_30
) subq_31
ON
  (
    COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_25.metric_time__fiscal_quarter) = subq_31.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_25.kpi_dimension) = subq_31.kpi_dimension
  ) AND (
    COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_25.kpi_member) = subq_31.kpi_member
  )
GROUP BY
  COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_25.metric_time__fiscal_quarter, subq_31.metric_time__fiscal_quarter)
  , COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_25.kpi_dimension, subq_31.kpi_dimension)
  , COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_25.kpi_member, subq_31.kpi_member)
),

answer_29 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__fields_filled, 0) AS fields_filled
    , COALESCE(__fields_required, 0) AS fields_required
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(fields_filled) AS __fields_filled
      , SUM(fields_required) AS __fields_required
    FROM (
      SELECT
        subq_1.quarter_start_on AS metric_time__fiscal_quarter
        , record_fields_src_10000.kpi_dimension AS kpi_dimension
        , record_fields_src_10000.kpi_member AS kpi_member
        , record_fields_src_10000.is_quarter_end AS record_day__is_quarter_end
        , record_fields_src_10000.filled_fields AS fields_filled
        , record_fields_src_10000.required_fields AS fields_required
      FROM {{ kpi_source(ref('record_completeness'), 'day_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key"}) }} record_fields_src_10000
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        {{ first_day_of('day', 'record_fields_src_10000.day_on') }} = subq_1.date_day
    ) subq_3
    WHERE record_day__is_quarter_end = 1
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_6
)

SELECT
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_9.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_8.kpi_dimension, subq_9.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_8.kpi_member, subq_9.kpi_member) AS kpi_member
  , MAX(subq_8.crm_completeness) AS crm_completeness
  , COALESCE(MAX(subq_9.fields_filled), 0) AS fields_filled
  , COALESCE(MAX(subq_9.fields_required), 0) AS fields_required
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(fields_filled AS {{ type_double() }}) / CAST(NULLIF(fields_required, 0) AS {{ type_double() }}) AS crm_completeness
  FROM cm_5_cte
) subq_8
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , fields_filled
    , fields_required
  FROM cm_5_cte
) subq_9
ON
  (
    subq_8.metric_time__fiscal_quarter = subq_9.metric_time__fiscal_quarter
  ) AND (
    subq_8.kpi_dimension = subq_9.kpi_dimension
  ) AND (
    subq_8.kpi_member = subq_9.kpi_member
  )
GROUP BY
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_9.metric_time__fiscal_quarter)
  , COALESCE(subq_8.kpi_dimension, subq_9.kpi_dimension)
  , COALESCE(subq_8.kpi_member, subq_9.kpi_member)
),

answer_30 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , record_day__record_kind
    , COALESCE(__fields_filled, 0) AS fields_filled
    , COALESCE(__fields_required, 0) AS fields_required
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , record_day__record_kind
      , SUM(fields_filled) AS __fields_filled
      , SUM(fields_required) AS __fields_required
    FROM (
      SELECT
        subq_1.quarter_start_on AS metric_time__fiscal_quarter
        , record_fields_src_10000.kpi_dimension AS kpi_dimension
        , record_fields_src_10000.kpi_member AS kpi_member
        , record_fields_src_10000.is_quarter_end AS record_day__is_quarter_end
        , record_fields_src_10000.record_kind AS record_day__record_kind
        , record_fields_src_10000.filled_fields AS fields_filled
        , record_fields_src_10000.required_fields AS fields_required
      FROM {{ kpi_source(ref('record_completeness'), 'day_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key"}) }} record_fields_src_10000
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        {{ first_day_of('day', 'record_fields_src_10000.day_on') }} = subq_1.date_day
    ) subq_3
    WHERE record_day__is_quarter_end = 1
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , record_day__record_kind
  ) subq_6
)

SELECT
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_9.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_8.kpi_dimension, subq_9.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_8.kpi_member, subq_9.kpi_member) AS kpi_member
  , COALESCE(subq_8.record_day__record_kind, subq_9.record_day__record_kind) AS record_day__record_kind
  , MAX(subq_8.crm_completeness) AS crm_completeness
  , COALESCE(MAX(subq_9.fields_filled), 0) AS fields_filled
  , COALESCE(MAX(subq_9.fields_required), 0) AS fields_required
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , record_day__record_kind
    , CAST(fields_filled AS {{ type_double() }}) / CAST(NULLIF(fields_required, 0) AS {{ type_double() }}) AS crm_completeness
  FROM cm_5_cte
) subq_8
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , record_day__record_kind
    , fields_filled
    , fields_required
  FROM cm_5_cte
) subq_9
ON
  (
    subq_8.record_day__record_kind = subq_9.record_day__record_kind
  ) AND (
    subq_8.metric_time__fiscal_quarter = subq_9.metric_time__fiscal_quarter
  ) AND (
    subq_8.kpi_dimension = subq_9.kpi_dimension
  ) AND (
    subq_8.kpi_member = subq_9.kpi_member
  )
GROUP BY
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_9.metric_time__fiscal_quarter)
  , COALESCE(subq_8.kpi_dimension, subq_9.kpi_dimension)
  , COALESCE(subq_8.kpi_member, subq_9.kpi_member)
  , COALESCE(subq_8.record_day__record_kind, subq_9.record_day__record_kind)
),

answer_31 as (
WITH cm_3_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__acquisition_cost, 0) AS acquisition_cost
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , subq_0.kpi_dimension AS kpi_dimension
      , subq_0.kpi_member AS kpi_member
      , SUM(subq_0.__acquisition_cost) AS __acquisition_cost
    FROM (
      SELECT
        cast(marketing_cost + sales_cost as decimal(28, 9)) AS __acquisition_cost
        , {{ first_day_of('day', 'day_on') }} AS day_on__day
        , kpi_dimension
        , kpi_member
      FROM {{ kpi_source(ref('fct_spend'), 'day_on', 'quarter', bounds, {"market": "market_key"}) }} acquisition_costs_src_10000
    ) subq_0
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      subq_0.day_on__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , subq_0.kpi_dimension
      , subq_0.kpi_member
  ) subq_5
)

, cm_4_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__new_customers, 0) AS new_customers
  FROM (
    SELECT
      subq_9.quarter_start_on AS metric_time__fiscal_quarter
      , closed_deals_src_10000.kpi_dimension AS kpi_dimension
      , closed_deals_src_10000.kpi_member AS kpi_member
      , SUM(closed_deals_src_10000.is_new_customer) AS __new_customers
    FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'quarter', bounds, {"market": "market_key"}) }} closed_deals_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_9
    ON
      {{ first_day_of('day', 'closed_deals_src_10000.closed_on') }} = subq_9.date_day
    GROUP BY
      subq_9.quarter_start_on
      , closed_deals_src_10000.kpi_dimension
      , closed_deals_src_10000.kpi_member
  ) subq_13
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_16.metric_time__fiscal_quarter, subq_17.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_6.kpi_dimension, subq_16.kpi_dimension, subq_17.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_16.kpi_member, subq_17.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.acquisition_cost), 0) AS acquisition_cost
  , MAX(subq_16.customer_acquisition_cost) AS customer_acquisition_cost
  , COALESCE(MAX(subq_17.new_customers), 0) AS new_customers
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , acquisition_cost
  FROM cm_3_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(acquisition_cost AS {{ type_double() }}) / CAST(NULLIF(new_customers, 0) AS {{ type_double() }}) AS customer_acquisition_cost
  FROM (
    SELECT
      COALESCE(subq_7.metric_time__fiscal_quarter, subq_14.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_7.kpi_dimension, subq_14.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_7.kpi_member, subq_14.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_7.acquisition_cost), 0) AS acquisition_cost
      , COALESCE(MAX(subq_14.new_customers), 0) AS new_customers
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , acquisition_cost
      FROM cm_3_cte
    ) subq_7
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , new_customers
      FROM cm_4_cte
    ) subq_14
    ON
      (
        subq_7.metric_time__fiscal_quarter = subq_14.metric_time__fiscal_quarter
      ) AND (
        subq_7.kpi_dimension = subq_14.kpi_dimension
      ) AND (
        subq_7.kpi_member = subq_14.kpi_member
      )
    GROUP BY
      COALESCE(subq_7.metric_time__fiscal_quarter, subq_14.metric_time__fiscal_quarter)
      , COALESCE(subq_7.kpi_dimension, subq_14.kpi_dimension)
      , COALESCE(subq_7.kpi_member, subq_14.kpi_member)
  ) subq_15
) subq_16
ON
  (
    subq_6.metric_time__fiscal_quarter = subq_16.metric_time__fiscal_quarter
  ) AND (
    subq_6.kpi_dimension = subq_16.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_16.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , new_customers
  FROM cm_4_cte
) subq_17
ON
  (
    COALESCE(subq_6.metric_time__fiscal_quarter, subq_16.metric_time__fiscal_quarter) = subq_17.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_16.kpi_dimension) = subq_17.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_16.kpi_member) = subq_17.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_16.metric_time__fiscal_quarter, subq_17.metric_time__fiscal_quarter)
  , COALESCE(subq_6.kpi_dimension, subq_16.kpi_dimension, subq_17.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_16.kpi_member, subq_17.kpi_member)
),

answer_32 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'period_end_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , period_grain AS customer_period__period_grain
    , is_active_at_start AS __customers_at_start
    , is_active_at_start - losses AS __customers_kept
    , losses AS __customers_lost
  FROM {{ kpi_source(ref('fct_customer_periods'), 'period_end_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} customer_periods_src_10000
)

SELECT
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member) AS kpi_member
  , MAX(subq_8.customer_churn_rate) AS customer_churn_rate
  , MAX(subq_8.customer_retention_rate) AS customer_retention_rate
  , COALESCE(MAX(subq_15.customers_at_start), 0) AS customers_at_start
  , COALESCE(MAX(subq_15.customers_kept), 0) AS customers_kept
  , COALESCE(MAX(subq_15.customers_lost), 0) AS customers_lost
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__customers_lost, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__customers_at_start, 0), 0) AS {{ type_double() }}) AS customer_churn_rate
    , CAST(COALESCE(__customers_kept, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__customers_at_start, 0), 0) AS {{ type_double() }}) AS customer_retention_rate
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(customers_at_start) AS __customers_at_start
      , SUM(customers_kept) AS __customers_kept
      , SUM(customers_lost) AS __customers_lost
    FROM (
      SELECT
        subq_1.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.customer_period__period_grain AS customer_period__period_grain
        , sma_10001_cte.__customers_at_start AS customers_at_start
        , sma_10001_cte.__customers_kept AS customers_kept
        , sma_10001_cte.__customers_lost AS customers_lost
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        sma_10001_cte.metric_time__day = subq_1.date_day
    ) subq_3
    WHERE customer_period__period_grain = 'quarter'
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_6
) subq_8
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__customers_at_start, 0) AS customers_at_start
    , COALESCE(__customers_kept, 0) AS customers_kept
    , COALESCE(__customers_lost, 0) AS customers_lost
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(customers_at_start) AS __customers_at_start
      , SUM(customers_kept) AS __customers_kept
      , SUM(customers_lost) AS __customers_lost
    FROM (
      SELECT
        subq_9.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.customer_period__period_grain AS customer_period__period_grain
        , sma_10001_cte.__customers_at_start AS customers_at_start
        , sma_10001_cte.__customers_kept AS customers_kept
        , sma_10001_cte.__customers_lost AS customers_lost
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_9
      ON
        sma_10001_cte.metric_time__day = subq_9.date_day
    ) subq_11
    WHERE customer_period__period_grain = 'quarter'
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_14
) subq_15
ON
  (
    subq_8.metric_time__fiscal_quarter = subq_15.metric_time__fiscal_quarter
  ) AND (
    subq_8.kpi_dimension = subq_15.kpi_dimension
  ) AND (
    subq_8.kpi_member = subq_15.kpi_member
  )
GROUP BY
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter)
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension)
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member)
),

answer_33 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'answered_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_effort_scored AS __effort_answers
    , cast(effort_score as decimal(28, 9)) AS __effort_scores
    , is_nps AS __nps_answers
    , promoter_points AS __nps_points
  FROM {{ kpi_source(ref('fct_survey_answers'), 'answered_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} survey_answers_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.customer_effort_score) AS customer_effort_score
  , MAX(subq_7.net_promoter_score) AS net_promoter_score
  , COALESCE(MAX(subq_13.effort_answers), 0) AS effort_answers
  , COALESCE(MAX(subq_13.effort_scores), 0) AS effort_scores
  , COALESCE(MAX(subq_13.nps_answers), 0) AS nps_answers
  , COALESCE(MAX(subq_13.nps_points), 0) AS nps_points
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__effort_scores, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__effort_answers, 0), 0) AS {{ type_double() }}) AS customer_effort_score
    , CAST(COALESCE(__nps_points, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__nps_answers, 0), 0) AS {{ type_double() }}) AS net_promoter_score
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__effort_answers) AS __effort_answers
      , SUM(sma_10001_cte.__effort_scores) AS __effort_scores
      , SUM(sma_10001_cte.__nps_answers) AS __nps_answers
      , SUM(sma_10001_cte.__nps_points) AS __nps_points
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__effort_answers, 0) AS effort_answers
    , COALESCE(__effort_scores, 0) AS effort_scores
    , COALESCE(__nps_answers, 0) AS nps_answers
    , COALESCE(__nps_points, 0) AS nps_points
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__effort_answers) AS __effort_answers
      , SUM(sma_10001_cte.__effort_scores) AS __effort_scores
      , SUM(sma_10001_cte.__nps_answers) AS __nps_answers
      , SUM(sma_10001_cte.__nps_points) AS __nps_points
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      sma_10001_cte.metric_time__day = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_34 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'period_end_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , period_grain AS customer_period__period_grain
    , is_active_at_end AS __active_customers
    , days_since_first_win AS __customer_days
    , year_losses AS __customers_lost_in_a_year
    , is_active_year_ago AS __customers_of_a_year_ago
    , is_loyal AS __loyal_customers
    , year_margin AS __margin_of_a_year
    , year_revenue AS __revenue_of_a_year
  FROM {{ kpi_source(ref('fct_customer_periods'), 'period_end_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} customer_periods_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_16.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_16.kpi_dimension, subq_24.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_16.kpi_member, subq_24.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_7.active_customers), 0) AS active_customers
  , COALESCE(MAX(subq_7.loyal_customers), 0) AS loyal_customers
  , MAX(subq_16.customer_lifetime_margin) AS customer_lifetime_margin
  , MAX(subq_16.customer_lifetime_value) AS customer_lifetime_value
  , MAX(subq_24.lifetime_customers) AS lifetime_customers
  , MAX(subq_24.lifetime_margin) AS lifetime_margin
  , MAX(subq_24.lifetime_revenue) AS lifetime_revenue
  , MAX(subq_24.loyal_customers_rate) AS loyal_customers_rate
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__active_customers, 0) AS active_customers
    , COALESCE(__loyal_customers, 0) AS loyal_customers
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(active_customers) AS __active_customers
      , SUM(loyal_customers) AS __loyal_customers
    FROM (
      SELECT
        subq_1.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.customer_period__period_grain AS customer_period__period_grain
        , sma_10001_cte.__active_customers AS active_customers
        , sma_10001_cte.__loyal_customers AS loyal_customers
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        sma_10001_cte.metric_time__day = subq_1.date_day
    ) subq_3
    WHERE customer_period__period_grain = 'quarter'
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_6
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(margin_of_a_year * case when customers_lost_in_a_year > 0 then customers_of_a_year_ago else customer_days / 365.25 end AS {{ type_double() }}) / CAST(NULLIF(active_customers * case when customers_lost_in_a_year = 0 then active_customers when customers_of_a_year_ago > 0 then customers_lost_in_a_year else 0 end, 0) AS {{ type_double() }}) AS customer_lifetime_margin
    , CAST(revenue_of_a_year * case when customers_lost_in_a_year > 0 then customers_of_a_year_ago else customer_days / 365.25 end AS {{ type_double() }}) / CAST(NULLIF(active_customers * case when customers_lost_in_a_year = 0 then active_customers when customers_of_a_year_ago > 0 then customers_lost_in_a_year else 0 end, 0) AS {{ type_double() }}) AS customer_lifetime_value
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , COALESCE(__margin_of_a_year, 0) AS margin_of_a_year
      , COALESCE(__customers_lost_in_a_year, 0) AS customers_lost_in_a_year
      , COALESCE(__customers_of_a_year_ago, 0) AS customers_of_a_year_ago
      , COALESCE(__customer_days, 0) AS customer_days
      , COALESCE(__active_customers, 0) AS active_customers
      , COALESCE(__revenue_of_a_year, 0) AS revenue_of_a_year
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , SUM(active_customers) AS __active_customers
        , SUM(customer_days) AS __customer_days
        , SUM(customers_lost_in_a_year) AS __customers_lost_in_a_year
        , SUM(customers_of_a_year_ago) AS __customers_of_a_year_ago
        , SUM(margin_of_a_year) AS __margin_of_a_year
        , SUM(revenue_of_a_year) AS __revenue_of_a_year
      FROM (
        SELECT
          subq_8.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , sma_10001_cte.customer_period__period_grain AS customer_period__period_grain
          , sma_10001_cte.__active_customers AS active_customers
          , sma_10001_cte.__customer_days AS customer_days
          , sma_10001_cte.__customers_lost_in_a_year AS customers_lost_in_a_year
          , sma_10001_cte.__customers_of_a_year_ago AS customers_of_a_year_ago
          , sma_10001_cte.__margin_of_a_year AS margin_of_a_year
          , sma_10001_cte.__revenue_of_a_year AS revenue_of_a_year
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_8
        ON
          sma_10001_cte.metric_time__day = subq_8.date_day
      ) subq_10
      WHERE customer_period__period_grain = 'quarter'
      GROUP BY
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
    ) subq_13
  ) subq_14
) subq_16
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_16.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_16.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_16.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , active_customers * case when customers_lost_in_a_year = 0 then active_customers when customers_of_a_year_ago > 0 then customers_lost_in_a_year else 0 end AS lifetime_customers
    , margin_of_a_year * case when customers_lost_in_a_year > 0 then customers_of_a_year_ago else customer_days / 365.25 end AS lifetime_margin
    , revenue_of_a_year * case when customers_lost_in_a_year > 0 then customers_of_a_year_ago else customer_days / 365.25 end AS lifetime_revenue
    , CAST(loyal_customers AS {{ type_double() }}) / CAST(NULLIF(active_customers, 0) AS {{ type_double() }}) AS loyal_customers_rate
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , COALESCE(__active_customers, 0) AS active_customers
      , COALESCE(__customers_lost_in_a_year, 0) AS customers_lost_in_a_year
      , COALESCE(__customers_of_a_year_ago, 0) AS customers_of_a_year_ago
      , COALESCE(__margin_of_a_year, 0) AS margin_of_a_year
      , COALESCE(__customer_days, 0) AS customer_days
      , COALESCE(__revenue_of_a_year, 0) AS revenue_of_a_year
      , COALESCE(__loyal_customers, 0) AS loyal_customers
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , SUM(active_customers) AS __active_customers
        , SUM(customer_days) AS __customer_days
        , SUM(customers_lost_in_a_year) AS __customers_lost_in_a_year
        , SUM(customers_of_a_year_ago) AS __customers_of_a_year_ago
        , SUM(loyal_customers) AS __loyal_customers
        , SUM(margin_of_a_year) AS __margin_of_a_year
        , SUM(revenue_of_a_year) AS __revenue_of_a_year
      FROM (
        SELECT
          subq_17.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , sma_10001_cte.customer_period__period_grain AS customer_period__period_grain
          , sma_10001_cte.__active_customers AS active_customers
          , sma_10001_cte.__customer_days AS customer_days
          , sma_10001_cte.__customers_lost_in_a_year AS customers_lost_in_a_year
          , sma_10001_cte.__customers_of_a_year_ago AS customers_of_a_year_ago
          , sma_10001_cte.__loyal_customers AS loyal_customers
          , sma_10001_cte.__margin_of_a_year AS margin_of_a_year
          , sma_10001_cte.__revenue_of_a_year AS revenue_of_a_year
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_17
        ON
          sma_10001_cte.metric_time__day = subq_17.date_day
      ) subq_19
      WHERE customer_period__period_grain = 'quarter'
      GROUP BY
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
    ) subq_22
  ) subq_23
) subq_24
ON
  (
    COALESCE(subq_7.metric_time__fiscal_quarter, subq_16.metric_time__fiscal_quarter) = subq_24.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_7.kpi_dimension, subq_16.kpi_dimension) = subq_24.kpi_dimension
  ) AND (
    COALESCE(subq_7.kpi_member, subq_16.kpi_member) = subq_24.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_16.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_16.kpi_dimension, subq_24.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_16.kpi_member, subq_24.kpi_member)
),

answer_35 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'answered_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_csat_scored AS __csat_answers
    , is_satisfied AS __csat_answers_satisfied
    , cast(review_score as decimal(28, 9)) AS __review_scores
    , is_review AS __reviews
  FROM {{ kpi_source(ref('fct_survey_answers'), 'answered_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} survey_answers_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.csat_answers), 0) AS csat_answers
  , COALESCE(MAX(subq_6.csat_answers_satisfied), 0) AS csat_answers_satisfied
  , COALESCE(MAX(subq_6.review_scores), 0) AS review_scores
  , COALESCE(MAX(subq_6.reviews), 0) AS reviews
  , MAX(subq_13.customer_satisfaction_score) AS customer_satisfaction_score
  , MAX(subq_13.customer_satisfaction_score_public_reviews) AS customer_satisfaction_score_public_reviews
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__csat_answers, 0) AS csat_answers
    , COALESCE(__csat_answers_satisfied, 0) AS csat_answers_satisfied
    , COALESCE(__review_scores, 0) AS review_scores
    , COALESCE(__reviews, 0) AS reviews
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__csat_answers) AS __csat_answers
      , SUM(sma_10001_cte.__csat_answers_satisfied) AS __csat_answers_satisfied
      , SUM(sma_10001_cte.__review_scores) AS __review_scores
      , SUM(sma_10001_cte.__reviews) AS __reviews
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__csat_answers_satisfied, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__csat_answers, 0), 0) AS {{ type_double() }}) AS customer_satisfaction_score
    , CAST(COALESCE(__review_scores, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__reviews, 0), 0) AS {{ type_double() }}) AS customer_satisfaction_score_public_reviews
  FROM (
    SELECT
      subq_7.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__csat_answers) AS __csat_answers
      , SUM(sma_10001_cte.__csat_answers_satisfied) AS __csat_answers_satisfied
      , SUM(sma_10001_cte.__review_scores) AS __review_scores
      , SUM(sma_10001_cte.__reviews) AS __reviews
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
),

answer_36 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'closed_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_scored AS __deals_scored
    , cast(quality_score as decimal(28, 9)) AS __quality_points
    , is_closed AS __win_loss_reasons
    , closed_amount AS __win_loss_reasons_amount
  FROM {{ kpi_source(ref('fct_closings'), 'closed_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} closings_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.deal_quality_score) AS deal_quality_score
  , COALESCE(MAX(subq_13.deals_scored), 0) AS deals_scored
  , COALESCE(MAX(subq_13.quality_points), 0) AS quality_points
  , COALESCE(MAX(subq_13.win_loss_reasons), 0) AS win_loss_reasons
  , COALESCE(MAX(subq_13.win_loss_reasons_amount), 0) AS win_loss_reasons_amount
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__quality_points, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__deals_scored, 0), 0) AS {{ type_double() }}) AS deal_quality_score
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__deals_scored) AS __deals_scored
      , SUM(sma_10001_cte.__quality_points) AS __quality_points
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__deals_scored, 0) AS deals_scored
    , COALESCE(__quality_points, 0) AS quality_points
    , COALESCE(__win_loss_reasons, 0) AS win_loss_reasons
    , COALESCE(__win_loss_reasons_amount, 0) AS win_loss_reasons_amount
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__deals_scored) AS __deals_scored
      , SUM(sma_10001_cte.__quality_points) AS __quality_points
      , SUM(sma_10001_cte.__win_loss_reasons) AS __win_loss_reasons
      , SUM(sma_10001_cte.__win_loss_reasons_amount) AS __win_loss_reasons_amount
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      sma_10001_cte.metric_time__day = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_37 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'closed_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , case when is_won_with_discount = 1 then opportunity_key end AS __deals_won_with_discount
    , case when is_won = 1 and list_amount is not null then opportunity_key end AS __deals_won_with_list_price
    , case when is_won = 1 then discount_reporting end AS __discount_granted
    , margin_amount AS __gross_margin
    , case when is_won = 1 then list_amount_reporting end AS __list_price_sold
    , costed_amount AS __revenue_of_known_cost
  FROM {{ kpi_source(ref('fct_order_lines'), 'closed_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "product": "product_key", "pipeline": "pipeline_key"}) }} sold_lines_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.deals_won_with_discount), 0) AS deals_won_with_discount
  , COALESCE(MAX(subq_6.deals_won_with_list_price), 0) AS deals_won_with_list_price
  , COALESCE(MAX(subq_6.discount_granted), 0) AS discount_granted
  , COALESCE(MAX(subq_6.gross_margin), 0) AS gross_margin
  , COALESCE(MAX(subq_6.list_price_sold), 0) AS list_price_sold
  , COALESCE(MAX(subq_6.revenue_of_known_cost), 0) AS revenue_of_known_cost
  , MAX(subq_13.discount_rate) AS discount_rate
  , MAX(subq_13.discount_rate_deals) AS discount_rate_deals
  , MAX(subq_13.gross_margin_rate) AS gross_margin_rate
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__deals_won_with_discount, 0) AS deals_won_with_discount
    , COALESCE(__deals_won_with_list_price, 0) AS deals_won_with_list_price
    , COALESCE(__discount_granted, 0) AS discount_granted
    , COALESCE(__gross_margin, 0) AS gross_margin
    , COALESCE(__list_price_sold, 0) AS list_price_sold
    , COALESCE(__revenue_of_known_cost, 0) AS revenue_of_known_cost
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , COUNT(DISTINCT sma_10001_cte.__deals_won_with_discount) AS __deals_won_with_discount
      , COUNT(DISTINCT sma_10001_cte.__deals_won_with_list_price) AS __deals_won_with_list_price
      , SUM(sma_10001_cte.__discount_granted) AS __discount_granted
      , SUM(sma_10001_cte.__gross_margin) AS __gross_margin
      , SUM(sma_10001_cte.__list_price_sold) AS __list_price_sold
      , SUM(sma_10001_cte.__revenue_of_known_cost) AS __revenue_of_known_cost
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__discount_granted, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__list_price_sold, 0), 0) AS {{ type_double() }}) AS discount_rate
    , CAST(COALESCE(__deals_won_with_discount, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__deals_won_with_list_price, 0), 0) AS {{ type_double() }}) AS discount_rate_deals
    , CAST(COALESCE(__gross_margin, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__revenue_of_known_cost, 0), 0) AS {{ type_double() }}) AS gross_margin_rate
  FROM (
    SELECT
      subq_7.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , COUNT(DISTINCT sma_10001_cte.__deals_won_with_discount) AS __deals_won_with_discount
      , COUNT(DISTINCT sma_10001_cte.__deals_won_with_list_price) AS __deals_won_with_list_price
      , SUM(sma_10001_cte.__discount_granted) AS __discount_granted
      , SUM(sma_10001_cte.__gross_margin) AS __gross_margin
      , SUM(sma_10001_cte.__list_price_sold) AS __list_price_sold
      , SUM(sma_10001_cte.__revenue_of_known_cost) AS __revenue_of_known_cost
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
),

answer_38 as (
SELECT
  metric_time__fiscal_quarter
  , kpi_dimension
  , kpi_member
  , COALESCE(__email_attributed_revenue, 0) AS email_attributed_revenue
FROM (
  SELECT
    subq_1.quarter_start_on AS metric_time__fiscal_quarter
    , subq_0.kpi_dimension AS kpi_dimension
    , subq_0.kpi_member AS kpi_member
    , SUM(subq_0.__email_attributed_revenue) AS __email_attributed_revenue
  FROM (
    SELECT
      case when model = 'last_touch' and is_email = 1 then attributed_amount end AS __email_attributed_revenue
      , {{ first_day_of('day', 'closed_on') }} AS closed_on__day
      , kpi_dimension
      , kpi_member
    FROM {{ kpi_source(ref('fct_attribution'), 'closed_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} attribution_src_10000
  ) subq_0
  LEFT OUTER JOIN
    {{ ref('dim_date') }} subq_1
  ON
    subq_0.closed_on__day = subq_1.date_day
  GROUP BY
    subq_1.quarter_start_on
    , subq_0.kpi_dimension
    , subq_0.kpi_member
) subq_5
),

answer_39 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'sent_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , case when sent_count > 0 then nullif(person_key, 'unknown') end AS __email_recipients
    , is_clicked AS __emails_clicked
    , is_delivered AS __emails_delivered
    , is_opened AS __emails_opened
    , is_unsubscribed AS __emails_unsubscribed
    , sent_count AS __marketing_emails_sent
  FROM {{ kpi_source(ref('fct_email_sends'), 'sent_on', 'quarter', bounds, {"campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} email_sends_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.email_click_rate) AS email_click_rate
  , MAX(subq_7.email_open_rate) AS email_open_rate
  , MAX(subq_7.email_unsubscribe_rate) AS email_unsubscribe_rate
  , MAX(subq_7.emails_per_recipient) AS emails_per_recipient
  , COALESCE(MAX(subq_13.email_recipients), 0) AS email_recipients
  , COALESCE(MAX(subq_13.emails_clicked), 0) AS emails_clicked
  , COALESCE(MAX(subq_13.emails_delivered), 0) AS emails_delivered
  , COALESCE(MAX(subq_13.emails_opened), 0) AS emails_opened
  , COALESCE(MAX(subq_13.emails_unsubscribed), 0) AS emails_unsubscribed
  , COALESCE(MAX(subq_13.marketing_emails_sent), 0) AS marketing_emails_sent
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__emails_clicked, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__emails_delivered, 0), 0) AS {{ type_double() }}) AS email_click_rate
    , CAST(COALESCE(__emails_opened, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__emails_delivered, 0), 0) AS {{ type_double() }}) AS email_open_rate
    , CAST(COALESCE(__emails_unsubscribed, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__emails_delivered, 0), 0) AS {{ type_double() }}) AS email_unsubscribe_rate
    , CAST(COALESCE(__marketing_emails_sent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__email_recipients, 0), 0) AS {{ type_double() }}) AS emails_per_recipient
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , COUNT(DISTINCT sma_10001_cte.__email_recipients) AS __email_recipients
      , SUM(sma_10001_cte.__emails_clicked) AS __emails_clicked
      , SUM(sma_10001_cte.__emails_delivered) AS __emails_delivered
      , SUM(sma_10001_cte.__emails_opened) AS __emails_opened
      , SUM(sma_10001_cte.__emails_unsubscribed) AS __emails_unsubscribed
      , SUM(sma_10001_cte.__marketing_emails_sent) AS __marketing_emails_sent
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__email_recipients, 0) AS email_recipients
    , COALESCE(__emails_clicked, 0) AS emails_clicked
    , COALESCE(__emails_delivered, 0) AS emails_delivered
    , COALESCE(__emails_opened, 0) AS emails_opened
    , COALESCE(__emails_unsubscribed, 0) AS emails_unsubscribed
    , COALESCE(__marketing_emails_sent, 0) AS marketing_emails_sent
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , COUNT(DISTINCT sma_10001_cte.__email_recipients) AS __email_recipients
      , SUM(sma_10001_cte.__emails_clicked) AS __emails_clicked
      , SUM(sma_10001_cte.__emails_delivered) AS __emails_delivered
      , SUM(sma_10001_cte.__emails_opened) AS __emails_opened
      , SUM(sma_10001_cte.__emails_unsubscribed) AS __emails_unsubscribed
      , SUM(sma_10001_cte.__marketing_emails_sent) AS __marketing_emails_sent
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      sma_10001_cte.metric_time__day = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_40 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__emails_converted, 0) AS emails_converted
    , COALESCE(__emails_delivered, 0) AS emails_delivered
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , email_sends_src_10000.kpi_dimension AS kpi_dimension
      , email_sends_src_10000.kpi_member AS kpi_member
      , SUM(email_sends_src_10000.is_converted) AS __emails_converted
      , SUM(email_sends_src_10000.is_delivered) AS __emails_delivered
    FROM {{ kpi_source(ref('fct_email_sends'), 'sent_on', 'quarter', bounds, {"campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} email_sends_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      {{ first_day_of('day', 'email_sends_src_10000.sent_on') }} = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , email_sends_src_10000.kpi_dimension
      , email_sends_src_10000.kpi_member
  ) subq_5
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_8.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_8.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_8.kpi_member) AS kpi_member
  , MAX(subq_7.email_conversion_rate) AS email_conversion_rate
  , COALESCE(MAX(subq_8.emails_converted), 0) AS emails_converted
  , COALESCE(MAX(subq_8.emails_delivered), 0) AS emails_delivered
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(emails_converted AS {{ type_double() }}) / CAST(NULLIF(emails_delivered, 0) AS {{ type_double() }}) AS email_conversion_rate
  FROM cm_5_cte
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , emails_converted
    , emails_delivered
  FROM cm_5_cte
) subq_8
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_8.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_8.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_8.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_8.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_8.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_8.kpi_member)
),

answer_41 as (
WITH cm_3_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__amount_won, 0) AS amount_won
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , closed_deals_src_10000.kpi_dimension AS kpi_dimension
      , closed_deals_src_10000.kpi_member AS kpi_member
      , SUM(closed_deals_src_10000.won_amount) AS __amount_won
    FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} closed_deals_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      {{ first_day_of('day', 'closed_deals_src_10000.closed_on') }} = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , closed_deals_src_10000.kpi_dimension
      , closed_deals_src_10000.kpi_member
  ) subq_5
)

, cm_4_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__email_attributed_revenue, 0) AS email_attributed_revenue
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , subq_7.kpi_dimension AS kpi_dimension
      , subq_7.kpi_member AS kpi_member
      , SUM(subq_7.__email_attributed_revenue) AS __email_attributed_revenue
    FROM (
      SELECT
        case when model = 'last_touch' and is_email = 1 then attributed_amount end AS __email_attributed_revenue
        , {{ first_day_of('day', 'closed_on') }} AS closed_on__day
        , kpi_dimension
        , kpi_member
      FROM {{ kpi_source(ref('fct_attribution'), 'closed_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} attribution_src_10000
    ) subq_7
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      subq_7.closed_on__day = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , subq_7.kpi_dimension
      , subq_7.kpi_member
  ) subq_12
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter, subq_17.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_17.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_17.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.amount_won), 0) AS amount_won
  , COALESCE(MAX(subq_13.email_attributed_revenue), 0) AS email_attributed_revenue
  , MAX(subq_17.email_revenue_share) AS email_revenue_share
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , amount_won
  FROM cm_3_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , email_attributed_revenue
  FROM cm_4_cte
) subq_13
ON
  (
    subq_6.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(email_attributed_revenue AS {{ type_double() }}) / CAST(NULLIF(amount_won, 0) AS {{ type_double() }}) AS email_revenue_share
  FROM (
    SELECT
      COALESCE(subq_14.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_14.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_14.kpi_member, subq_15.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_14.email_attributed_revenue), 0) AS email_attributed_revenue
      , COALESCE(MAX(subq_15.amount_won), 0) AS amount_won
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , email_attributed_revenue
      FROM cm_4_cte
    ) subq_14
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , amount_won
      FROM cm_3_cte
    ) subq_15
    ON
      (
        subq_14.metric_time__fiscal_quarter = subq_15.metric_time__fiscal_quarter
      ) AND (
        subq_14.kpi_dimension = subq_15.kpi_dimension
      ) AND (
        subq_14.kpi_member = subq_15.kpi_member
      )
    GROUP BY
      COALESCE(subq_14.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter)
      , COALESCE(subq_14.kpi_dimension, subq_15.kpi_dimension)
      , COALESCE(subq_14.kpi_member, subq_15.kpi_member)
  ) subq_16
) subq_17
ON
  (
    COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) = subq_17.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) = subq_17.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_13.kpi_member) = subq_17.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter, subq_17.metric_time__fiscal_quarter)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_17.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_17.kpi_member)
),

answer_42 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'first_reply_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , first_response_hours AS __first_response_hours
    , first_response_business_hours AS __first_response_hours_median_business
    , first_response_hours AS __first_response_hours_p90
    , first_response_business_hours AS __first_response_hours_p90_business
    , cast(first_response_hours as decimal(28, 9)) AS __first_response_hours_waited
    , is_replied AS __tickets_first_replied
  FROM {{ kpi_source(ref('fct_tickets'), 'first_reply_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} replied_tickets_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_6.first_response_hours) AS first_response_hours
  , MAX(subq_6.first_response_hours_median_business) AS first_response_hours_median_business
  , MAX(subq_6.first_response_hours_p90) AS first_response_hours_p90
  , MAX(subq_6.first_response_hours_p90_business) AS first_response_hours_p90_business
  , COALESCE(MAX(subq_6.first_response_hours_waited), 0) AS first_response_hours_waited
  , COALESCE(MAX(subq_6.tickets_first_replied), 0) AS tickets_first_replied
  , MAX(subq_13.first_response_hours_mean) AS first_response_hours_mean
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , __first_response_hours AS first_response_hours
    , __first_response_hours_median_business AS first_response_hours_median_business
    , __first_response_hours_p90 AS first_response_hours_p90
    , __first_response_hours_p90_business AS first_response_hours_p90_business
    , COALESCE(__first_response_hours_waited, 0) AS first_response_hours_waited
    , COALESCE(__tickets_first_replied, 0) AS tickets_first_replied
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , {{ percentile('sma_10001_cte.__first_response_hours', 0.5) }} AS __first_response_hours
      , {{ percentile('sma_10001_cte.__first_response_hours_median_business', 0.5) }} AS __first_response_hours_median_business
      , {{ percentile('sma_10001_cte.__first_response_hours_p90', 0.9) }} AS __first_response_hours_p90
      , {{ percentile('sma_10001_cte.__first_response_hours_p90_business', 0.9) }} AS __first_response_hours_p90_business
      , SUM(sma_10001_cte.__first_response_hours_waited) AS __first_response_hours_waited
      , SUM(sma_10001_cte.__tickets_first_replied) AS __tickets_first_replied
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__first_response_hours_waited, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__tickets_first_replied, 0), 0) AS {{ type_double() }}) AS first_response_hours_mean
  FROM (
    SELECT
      subq_7.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__first_response_hours_waited) AS __first_response_hours_waited
      , SUM(sma_10001_cte.__tickets_first_replied) AS __tickets_first_replied
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
),

answer_43 as (
WITH cm_3_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__deals_won_after_follow_up, 0) AS deals_won_after_follow_up
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , closings_src_10000.kpi_dimension AS kpi_dimension
      , closings_src_10000.kpi_member AS kpi_member
      , SUM(closings_src_10000.is_won_after_follow_up) AS __deals_won_after_follow_up
    FROM {{ kpi_source(ref('fct_closings'), 'closed_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} closings_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      {{ first_day_of('day', 'closings_src_10000.closed_on') }} = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , closings_src_10000.kpi_dimension
      , closings_src_10000.kpi_member
  ) subq_5
)

, cm_4_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__follow_ups_made, 0) AS follow_ups_made
  FROM (
    SELECT
      subq_9.quarter_start_on AS metric_time__fiscal_quarter
      , activities_src_10000.kpi_dimension AS kpi_dimension
      , activities_src_10000.kpi_member AS kpi_member
      , SUM(activities_src_10000.is_follow_up) AS __follow_ups_made
    FROM {{ kpi_source(ref('fct_activities'), 'occurred_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} activities_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_9
    ON
      {{ first_day_of('day', 'activities_src_10000.occurred_on') }} = subq_9.date_day
    GROUP BY
      subq_9.quarter_start_on
      , activities_src_10000.kpi_dimension
      , activities_src_10000.kpi_member
  ) subq_13
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_16.metric_time__fiscal_quarter, subq_17.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_6.kpi_dimension, subq_16.kpi_dimension, subq_17.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_16.kpi_member, subq_17.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.deals_won_after_follow_up), 0) AS deals_won_after_follow_up
  , MAX(subq_16.follow_up_success_rate) AS follow_up_success_rate
  , COALESCE(MAX(subq_17.follow_ups_made), 0) AS follow_ups_made
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , deals_won_after_follow_up
  FROM cm_3_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(deals_won_after_follow_up AS {{ type_double() }}) / CAST(NULLIF(follow_ups_made, 0) AS {{ type_double() }}) AS follow_up_success_rate
  FROM (
    SELECT
      COALESCE(subq_7.metric_time__fiscal_quarter, subq_14.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_7.kpi_dimension, subq_14.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_7.kpi_member, subq_14.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_7.deals_won_after_follow_up), 0) AS deals_won_after_follow_up
      , COALESCE(MAX(subq_14.follow_ups_made), 0) AS follow_ups_made
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , deals_won_after_follow_up
      FROM cm_3_cte
    ) subq_7
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , follow_ups_made
      FROM cm_4_cte
    ) subq_14
    ON
      (
        subq_7.metric_time__fiscal_quarter = subq_14.metric_time__fiscal_quarter
      ) AND (
        subq_7.kpi_dimension = subq_14.kpi_dimension
      ) AND (
        subq_7.kpi_member = subq_14.kpi_member
      )
    GROUP BY
      COALESCE(subq_7.metric_time__fiscal_quarter, subq_14.metric_time__fiscal_quarter)
      , COALESCE(subq_7.kpi_dimension, subq_14.kpi_dimension)
      , COALESCE(subq_7.kpi_member, subq_14.kpi_member)
  ) subq_15
) subq_16
ON
  (
    subq_6.metric_time__fiscal_quarter = subq_16.metric_time__fiscal_quarter
  ) AND (
    subq_6.kpi_dimension = subq_16.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_16.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , follow_ups_made
  FROM cm_4_cte
) subq_17
ON
  (
    COALESCE(subq_6.metric_time__fiscal_quarter, subq_16.metric_time__fiscal_quarter) = subq_17.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_16.kpi_dimension) = subq_17.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_16.kpi_member) = subq_17.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_16.metric_time__fiscal_quarter, subq_17.metric_time__fiscal_quarter)
  , COALESCE(subq_6.kpi_dimension, subq_16.kpi_dimension, subq_17.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_16.kpi_member, subq_17.kpi_member)
),

answer_44 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'counted_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , grain AS forecast_slice__period_grain
    , slice AS forecast_slice__slice
    , forecast_amount AS __forecast_revenue
    , forecast_p10 AS __forecast_revenue_p10
    , forecast_p90 AS __forecast_revenue_p90
    , to_date_amount AS __forecast_revenue_to_date
    , foreseen_amount AS __revenue_foreseen
    , case when won_amount > 0 then won_amount else 0 end AS __revenue_of_the_forecast
  FROM {{ kpi_source(ref('fct_forecast_slices'), 'counted_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} forecast_slices_src_10000
)

SELECT
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member) AS kpi_member
  , MAX(subq_8.forecast_accuracy) AS forecast_accuracy
  , COALESCE(MAX(subq_15.forecast_revenue), 0) AS forecast_revenue
  , COALESCE(MAX(subq_15.forecast_revenue_p10), 0) AS forecast_revenue_p10
  , COALESCE(MAX(subq_15.forecast_revenue_p90), 0) AS forecast_revenue_p90
  , COALESCE(MAX(subq_15.forecast_revenue_to_date), 0) AS forecast_revenue_to_date
  , COALESCE(MAX(subq_15.revenue_foreseen), 0) AS revenue_foreseen
  , COALESCE(MAX(subq_15.revenue_of_the_forecast), 0) AS revenue_of_the_forecast
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__revenue_foreseen, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__revenue_of_the_forecast, 0), 0) AS {{ type_double() }}) AS forecast_accuracy
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(revenue_foreseen) AS __revenue_foreseen
      , SUM(revenue_of_the_forecast) AS __revenue_of_the_forecast
    FROM (
      SELECT
        subq_1.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.forecast_slice__period_grain AS forecast_slice__period_grain
        , sma_10001_cte.forecast_slice__slice AS forecast_slice__slice
        , sma_10001_cte.__revenue_foreseen AS revenue_foreseen
        , sma_10001_cte.__revenue_of_the_forecast AS revenue_of_the_forecast
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        sma_10001_cte.metric_time__day = subq_1.date_day
    ) subq_3
    WHERE forecast_slice__period_grain = 'quarter' and forecast_slice__slice = kpi_dimension
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_6
) subq_8
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__forecast_revenue, 0) AS forecast_revenue
    , COALESCE(__forecast_revenue_p10, 0) AS forecast_revenue_p10
    , COALESCE(__forecast_revenue_p90, 0) AS forecast_revenue_p90
    , COALESCE(__forecast_revenue_to_date, 0) AS forecast_revenue_to_date
    , COALESCE(__revenue_foreseen, 0) AS revenue_foreseen
    , COALESCE(__revenue_of_the_forecast, 0) AS revenue_of_the_forecast
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(forecast_revenue) AS __forecast_revenue
      , SUM(forecast_revenue_p10) AS __forecast_revenue_p10
      , SUM(forecast_revenue_p90) AS __forecast_revenue_p90
      , SUM(forecast_revenue_to_date) AS __forecast_revenue_to_date
      , SUM(revenue_foreseen) AS __revenue_foreseen
      , SUM(revenue_of_the_forecast) AS __revenue_of_the_forecast
    FROM (
      SELECT
        subq_9.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.forecast_slice__period_grain AS forecast_slice__period_grain
        , sma_10001_cte.forecast_slice__slice AS forecast_slice__slice
        , sma_10001_cte.__forecast_revenue AS forecast_revenue
        , sma_10001_cte.__forecast_revenue_p10 AS forecast_revenue_p10
        , sma_10001_cte.__forecast_revenue_p90 AS forecast_revenue_p90
        , sma_10001_cte.__forecast_revenue_to_date AS forecast_revenue_to_date
        , sma_10001_cte.__revenue_foreseen AS revenue_foreseen
        , sma_10001_cte.__revenue_of_the_forecast AS revenue_of_the_forecast
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_9
      ON
        sma_10001_cte.metric_time__day = subq_9.date_day
    ) subq_11
    WHERE forecast_slice__period_grain = 'quarter' and forecast_slice__slice = kpi_dimension
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_14
) subq_15
ON
  (
    subq_8.metric_time__fiscal_quarter = subq_15.metric_time__fiscal_quarter
  ) AND (
    subq_8.kpi_dimension = subq_15.kpi_dimension
  ) AND (
    subq_8.kpi_member = subq_15.kpi_member
  )
GROUP BY
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter)
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension)
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member)
),

answer_45 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'closed_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , bias AS __forecast_bias_total
    , is_forecast AS __forecasts_judged
    , is_raised_late AS __forecasts_raised_late
    , over_forecast AS __over_forecast_total
    , under_forecast AS __under_forecast_total
  FROM {{ kpi_source(ref('integrity_forecasts'), 'closed_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key"}) }} stage_forecasts_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.forecast_bias) AS forecast_bias
  , MAX(subq_7.forecast_bias_over) AS forecast_bias_over
  , MAX(subq_7.forecast_bias_under) AS forecast_bias_under
  , MAX(subq_7.forecast_late_raises) AS forecast_late_raises
  , COALESCE(MAX(subq_13.forecast_bias_total), 0) AS forecast_bias_total
  , COALESCE(MAX(subq_13.forecasts_judged), 0) AS forecasts_judged
  , COALESCE(MAX(subq_13.forecasts_raised_late), 0) AS forecasts_raised_late
  , COALESCE(MAX(subq_13.over_forecast_total), 0) AS over_forecast_total
  , COALESCE(MAX(subq_13.under_forecast_total), 0) AS under_forecast_total
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__forecast_bias_total, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__forecasts_judged, 0), 0) AS {{ type_double() }}) AS forecast_bias
    , CAST(COALESCE(__over_forecast_total, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__forecasts_judged, 0), 0) AS {{ type_double() }}) AS forecast_bias_over
    , CAST(COALESCE(__under_forecast_total, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__forecasts_judged, 0), 0) AS {{ type_double() }}) AS forecast_bias_under
    , CAST(COALESCE(__forecasts_raised_late, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__forecasts_judged, 0), 0) AS {{ type_double() }}) AS forecast_late_raises
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__forecast_bias_total) AS __forecast_bias_total
      , SUM(sma_10001_cte.__forecasts_judged) AS __forecasts_judged
      , SUM(sma_10001_cte.__forecasts_raised_late) AS __forecasts_raised_late
      , SUM(sma_10001_cte.__over_forecast_total) AS __over_forecast_total
      , SUM(sma_10001_cte.__under_forecast_total) AS __under_forecast_total
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__forecast_bias_total, 0) AS forecast_bias_total
    , COALESCE(__forecasts_judged, 0) AS forecasts_judged
    , COALESCE(__forecasts_raised_late, 0) AS forecasts_raised_late
    , COALESCE(__over_forecast_total, 0) AS over_forecast_total
    , COALESCE(__under_forecast_total, 0) AS under_forecast_total
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__forecast_bias_total) AS __forecast_bias_total
      , SUM(sma_10001_cte.__forecasts_judged) AS __forecasts_judged
      , SUM(sma_10001_cte.__forecasts_raised_late) AS __forecasts_raised_late
      , SUM(sma_10001_cte.__over_forecast_total) AS __over_forecast_total
      , SUM(sma_10001_cte.__under_forecast_total) AS __under_forecast_total
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      sma_10001_cte.metric_time__day = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_46 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'closed_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , stage_key AS stage_forecast__stage
    , bias AS __forecast_bias_total
    , is_forecast AS __forecasts_judged
    , is_raised_late AS __forecasts_raised_late
    , over_forecast AS __over_forecast_total
    , under_forecast AS __under_forecast_total
  FROM {{ kpi_source(ref('integrity_forecasts'), 'closed_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key"}) }} stage_forecasts_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(subq_7.stage_forecast__stage, subq_13.stage_forecast__stage) AS stage_forecast__stage
  , MAX(subq_7.forecast_bias) AS forecast_bias
  , MAX(subq_7.forecast_bias_over) AS forecast_bias_over
  , MAX(subq_7.forecast_bias_under) AS forecast_bias_under
  , MAX(subq_7.forecast_late_raises) AS forecast_late_raises
  , COALESCE(MAX(subq_13.forecast_bias_total), 0) AS forecast_bias_total
  , COALESCE(MAX(subq_13.forecasts_judged), 0) AS forecasts_judged
  , COALESCE(MAX(subq_13.forecasts_raised_late), 0) AS forecasts_raised_late
  , COALESCE(MAX(subq_13.over_forecast_total), 0) AS over_forecast_total
  , COALESCE(MAX(subq_13.under_forecast_total), 0) AS under_forecast_total
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , stage_forecast__stage
    , CAST(COALESCE(__forecast_bias_total, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__forecasts_judged, 0), 0) AS {{ type_double() }}) AS forecast_bias
    , CAST(COALESCE(__over_forecast_total, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__forecasts_judged, 0), 0) AS {{ type_double() }}) AS forecast_bias_over
    , CAST(COALESCE(__under_forecast_total, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__forecasts_judged, 0), 0) AS {{ type_double() }}) AS forecast_bias_under
    , CAST(COALESCE(__forecasts_raised_late, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__forecasts_judged, 0), 0) AS {{ type_double() }}) AS forecast_late_raises
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , sma_10001_cte.stage_forecast__stage AS stage_forecast__stage
      , SUM(sma_10001_cte.__forecast_bias_total) AS __forecast_bias_total
      , SUM(sma_10001_cte.__forecasts_judged) AS __forecasts_judged
      , SUM(sma_10001_cte.__forecasts_raised_late) AS __forecasts_raised_late
      , SUM(sma_10001_cte.__over_forecast_total) AS __over_forecast_total
      , SUM(sma_10001_cte.__under_forecast_total) AS __under_forecast_total
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
      , sma_10001_cte.stage_forecast__stage
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , stage_forecast__stage
    , COALESCE(__forecast_bias_total, 0) AS forecast_bias_total
    , COALESCE(__forecasts_judged, 0) AS forecasts_judged
    , COALESCE(__forecasts_raised_late, 0) AS forecasts_raised_late
    , COALESCE(__over_forecast_total, 0) AS over_forecast_total
    , COALESCE(__under_forecast_total, 0) AS under_forecast_total
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , sma_10001_cte.stage_forecast__stage AS stage_forecast__stage
      , SUM(sma_10001_cte.__forecast_bias_total) AS __forecast_bias_total
      , SUM(sma_10001_cte.__forecasts_judged) AS __forecasts_judged
      , SUM(sma_10001_cte.__forecasts_raised_late) AS __forecasts_raised_late
      , SUM(sma_10001_cte.__over_forecast_total) AS __over_forecast_total
      , SUM(sma_10001_cte.__under_forecast_total) AS __under_forecast_total
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      sma_10001_cte.metric_time__day = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
      , sma_10001_cte.stage_forecast__stage
  ) subq_12
) subq_13
ON
  (
    subq_7.stage_forecast__stage = subq_13.stage_forecast__stage
  ) AND (
    subq_7.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
  , COALESCE(subq_7.stage_forecast__stage, subq_13.stage_forecast__stage)
),

answer_47 as (
SELECT
  metric_time__fiscal_quarter
  , kpi_dimension
  , kpi_member
  , COALESCE(__forecast_revenue_adjusted, 0) AS forecast_revenue_adjusted
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , SUM(forecast_revenue_adjusted) AS __forecast_revenue_adjusted
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , adjusted_forecast_deals_src_10000.kpi_dimension AS kpi_dimension
      , adjusted_forecast_deals_src_10000.kpi_member AS kpi_member
      , adjusted_forecast_deals_src_10000.period_grain AS adjusted_forecast__period_grain
      , adjusted_forecast_deals_src_10000.weighted_amount_reporting AS forecast_revenue_adjusted
    FROM {{ kpi_source(ref('adjusted_forecasts'), 'period_start_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key"}) }} adjusted_forecast_deals_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      {{ first_day_of('day', 'adjusted_forecast_deals_src_10000.period_start_on') }} = subq_1.date_day
  ) subq_3
  WHERE adjusted_forecast__period_grain = 'quarter'
  GROUP BY
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
) subq_6
),

answer_48 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'reached_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_ideal_customer AS __ideal_customer_leads
    , is_lead AS __leads_generated
    , is_qualified_in_window AS __leads_qualified_in_window
    , is_opportunity AS __leads_with_first_opportunity
    , is_opportunity_in_window AS __leads_with_opportunity_in_window
  FROM {{ kpi_source(ref('fct_funnel_stages'), 'reached_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} funnel_stages_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.icp_fit_rate) AS icp_fit_rate
  , MAX(subq_7.lead_qualification_rate) AS lead_qualification_rate
  , MAX(subq_7.lead_to_opportunity_rate) AS lead_to_opportunity_rate
  , MAX(subq_7.lead_to_opportunity_rate_period) AS lead_to_opportunity_rate_period
  , COALESCE(MAX(subq_13.ideal_customer_leads), 0) AS ideal_customer_leads
  , COALESCE(MAX(subq_13.leads_generated), 0) AS leads_generated
  , COALESCE(MAX(subq_13.leads_qualified_in_window), 0) AS leads_qualified_in_window
  , COALESCE(MAX(subq_13.leads_with_first_opportunity), 0) AS leads_with_first_opportunity
  , COALESCE(MAX(subq_13.leads_with_opportunity_in_window), 0) AS leads_with_opportunity_in_window
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__ideal_customer_leads, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__leads_generated, 0), 0) AS {{ type_double() }}) AS icp_fit_rate
    , CAST(COALESCE(__leads_qualified_in_window, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__leads_generated, 0), 0) AS {{ type_double() }}) AS lead_qualification_rate
    , CAST(COALESCE(__leads_with_opportunity_in_window, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__leads_generated, 0), 0) AS {{ type_double() }}) AS lead_to_opportunity_rate
    , CAST(COALESCE(__leads_with_first_opportunity, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__leads_generated, 0), 0) AS {{ type_double() }}) AS lead_to_opportunity_rate_period
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__ideal_customer_leads) AS __ideal_customer_leads
      , SUM(sma_10001_cte.__leads_generated) AS __leads_generated
      , SUM(sma_10001_cte.__leads_qualified_in_window) AS __leads_qualified_in_window
      , SUM(sma_10001_cte.__leads_with_first_opportunity) AS __leads_with_first_opportunity
      , SUM(sma_10001_cte.__leads_with_opportunity_in_window) AS __leads_with_opportunity_in_window
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__ideal_customer_leads, 0) AS ideal_customer_leads
    , COALESCE(__leads_generated, 0) AS leads_generated
    , COALESCE(__leads_qualified_in_window, 0) AS leads_qualified_in_window
    , COALESCE(__leads_with_first_opportunity, 0) AS leads_with_first_opportunity
    , COALESCE(__leads_with_opportunity_in_window, 0) AS leads_with_opportunity_in_window
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__ideal_customer_leads) AS __ideal_customer_leads
      , SUM(sma_10001_cte.__leads_generated) AS __leads_generated
      , SUM(sma_10001_cte.__leads_qualified_in_window) AS __leads_qualified_in_window
      , SUM(sma_10001_cte.__leads_with_first_opportunity) AS __leads_with_first_opportunity
      , SUM(sma_10001_cte.__leads_with_opportunity_in_window) AS __leads_with_opportunity_in_window
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      sma_10001_cte.metric_time__day = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_49 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'reached_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_mql AS __mqls
    , is_sql_in_window AS __mqls_accepted_in_window
    , is_sql AS __sqls
  FROM {{ kpi_source(ref('fct_funnel_stages'), 'reached_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} funnel_stages_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.mql_to_sql_rate) AS mql_to_sql_rate
  , MAX(subq_7.mql_to_sql_rate_period) AS mql_to_sql_rate_period
  , COALESCE(MAX(subq_13.mqls), 0) AS mqls
  , COALESCE(MAX(subq_13.mqls_accepted_in_window), 0) AS mqls_accepted_in_window
  , COALESCE(MAX(subq_13.sqls), 0) AS sqls
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__mqls_accepted_in_window, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__mqls, 0), 0) AS {{ type_double() }}) AS mql_to_sql_rate
    , CAST(COALESCE(__sqls, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__mqls, 0), 0) AS {{ type_double() }}) AS mql_to_sql_rate_period
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__mqls) AS __mqls
      , SUM(sma_10001_cte.__mqls_accepted_in_window) AS __mqls_accepted_in_window
      , SUM(sma_10001_cte.__sqls) AS __sqls
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__mqls, 0) AS mqls
    , COALESCE(__mqls_accepted_in_window, 0) AS mqls_accepted_in_window
    , COALESCE(__sqls, 0) AS sqls
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__mqls) AS __mqls
      , SUM(sma_10001_cte.__mqls_accepted_in_window) AS __mqls_accepted_in_window
      , SUM(sma_10001_cte.__sqls) AS __sqls
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      sma_10001_cte.metric_time__day = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_50 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'closed_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_won AS __wins_logged
    , is_late_logged AS __wins_logged_late
  FROM {{ kpi_source(ref('integrity_wins'), 'closed_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key"}) }} logged_wins_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.late_logged_pipeline_rate) AS late_logged_pipeline_rate
  , COALESCE(MAX(subq_13.wins_logged), 0) AS wins_logged
  , COALESCE(MAX(subq_13.wins_logged_late), 0) AS wins_logged_late
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__wins_logged_late, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__wins_logged, 0), 0) AS {{ type_double() }}) AS late_logged_pipeline_rate
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__wins_logged) AS __wins_logged
      , SUM(sma_10001_cte.__wins_logged_late) AS __wins_logged_late
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__wins_logged, 0) AS wins_logged
    , COALESCE(__wins_logged_late, 0) AS wins_logged_late
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__wins_logged) AS __wins_logged
      , SUM(sma_10001_cte.__wins_logged_late) AS __wins_logged_late
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      sma_10001_cte.metric_time__day = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_51 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'lead_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_lead AS __adjusted_leads_generated
    , is_opportunity_in_window AS __adjusted_leads_with_opportunity
  FROM {{ kpi_source(ref('adjusted_leads'), 'lead_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key"}) }} adjusted_lead_cohorts_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.adjusted_leads_generated), 0) AS adjusted_leads_generated
  , COALESCE(MAX(subq_6.adjusted_leads_with_opportunity), 0) AS adjusted_leads_with_opportunity
  , MAX(subq_13.lead_to_opportunity_rate_adjusted) AS lead_to_opportunity_rate_adjusted
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__adjusted_leads_generated, 0) AS adjusted_leads_generated
    , COALESCE(__adjusted_leads_with_opportunity, 0) AS adjusted_leads_with_opportunity
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__adjusted_leads_generated) AS __adjusted_leads_generated
      , SUM(sma_10001_cte.__adjusted_leads_with_opportunity) AS __adjusted_leads_with_opportunity
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__adjusted_leads_with_opportunity, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__adjusted_leads_generated, 0), 0) AS {{ type_double() }}) AS lead_to_opportunity_rate_adjusted
  FROM (
    SELECT
      subq_7.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__adjusted_leads_generated) AS __adjusted_leads_generated
      , SUM(sma_10001_cte.__adjusted_leads_with_opportunity) AS __adjusted_leads_with_opportunity
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
),

answer_52 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'period_end_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , period_grain AS customer_value_row__period_grain
    , cast(acquisition_cost as decimal(28, 9)) AS __acquisition_cost_valued
    , customer_days AS __customer_days_valued
    , active_customers AS __customers_valued
    , year_losses AS __losses_valued
    , new_customers AS __new_customers_valued
    , year_revenue AS __revenue_valued
    , year_ago_customers AS __year_ago_customers_valued
  FROM {{ kpi_source(ref('fct_customer_value'), 'period_end_on', 'quarter', bounds, {"market": "market_key"}) }} customer_value_src_10000
)

SELECT
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_17.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_8.kpi_dimension, subq_17.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_8.kpi_member, subq_17.kpi_member) AS kpi_member
  , MAX(subq_8.lifetime_value_paid) AS lifetime_value_paid
  , MAX(subq_8.lifetime_value_won) AS lifetime_value_won
  , MAX(subq_17.ltv_to_cac_ratio) AS ltv_to_cac_ratio
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , customers_valued * case when losses_valued = 0 then customers_valued when year_ago_customers_valued > 0 then losses_valued else 0 end * case when new_customers_valued > 0 then acquisition_cost_valued else 0 end AS lifetime_value_paid
    , revenue_valued * case when losses_valued > 0 then year_ago_customers_valued else customer_days_valued / 365.25 end * new_customers_valued AS lifetime_value_won
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , COALESCE(__customers_valued, 0) AS customers_valued
      , COALESCE(__losses_valued, 0) AS losses_valued
      , COALESCE(__year_ago_customers_valued, 0) AS year_ago_customers_valued
      , COALESCE(__acquisition_cost_valued, 0) AS acquisition_cost_valued
      , COALESCE(__new_customers_valued, 0) AS new_customers_valued
      , COALESCE(__revenue_valued, 0) AS revenue_valued
      , COALESCE(__customer_days_valued, 0) AS customer_days_valued
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , SUM(acquisition_cost_valued) AS __acquisition_cost_valued
        , SUM(customer_days_valued) AS __customer_days_valued
        , SUM(customers_valued) AS __customers_valued
        , SUM(losses_valued) AS __losses_valued
        , SUM(new_customers_valued) AS __new_customers_valued
        , SUM(revenue_valued) AS __revenue_valued
        , SUM(year_ago_customers_valued) AS __year_ago_customers_valued
      FROM (
        SELECT
          subq_1.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , sma_10001_cte.customer_value_row__period_grain AS customer_value_row__period_grain
          , sma_10001_cte.__acquisition_cost_valued AS acquisition_cost_valued
          , sma_10001_cte.__customer_days_valued AS customer_days_valued
          , sma_10001_cte.__customers_valued AS customers_valued
          , sma_10001_cte.__losses_valued AS losses_valued
          , sma_10001_cte.__new_customers_valued AS new_customers_valued
          , sma_10001_cte.__revenue_valued AS revenue_valued
          , sma_10001_cte.__year_ago_customers_valued AS year_ago_customers_valued
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_1
        ON
          sma_10001_cte.metric_time__day = subq_1.date_day
      ) subq_3
      WHERE customer_value_row__period_grain = 'quarter'
      GROUP BY
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
    ) subq_6
  ) subq_7
) subq_8
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(revenue_valued * case when losses_valued > 0 then year_ago_customers_valued else customer_days_valued / 365.25 end * new_customers_valued AS {{ type_double() }}) / CAST(NULLIF(customers_valued * case when losses_valued = 0 then customers_valued when year_ago_customers_valued > 0 then losses_valued else 0 end * case when new_customers_valued > 0 then acquisition_cost_valued else 0 end, 0) AS {{ type_double() }}) AS ltv_to_cac_ratio
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , COALESCE(__revenue_valued, 0) AS revenue_valued
      , COALESCE(__losses_valued, 0) AS losses_valued
      , COALESCE(__year_ago_customers_valued, 0) AS year_ago_customers_valued
      , COALESCE(__customer_days_valued, 0) AS customer_days_valued
      , COALESCE(__new_customers_valued, 0) AS new_customers_valued
      , COALESCE(__customers_valued, 0) AS customers_valued
      , COALESCE(__acquisition_cost_valued, 0) AS acquisition_cost_valued
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , SUM(acquisition_cost_valued) AS __acquisition_cost_valued
        , SUM(customer_days_valued) AS __customer_days_valued
        , SUM(customers_valued) AS __customers_valued
        , SUM(losses_valued) AS __losses_valued
        , SUM(new_customers_valued) AS __new_customers_valued
        , SUM(revenue_valued) AS __revenue_valued
        , SUM(year_ago_customers_valued) AS __year_ago_customers_valued
      FROM (
        SELECT
          subq_9.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , sma_10001_cte.customer_value_row__period_grain AS customer_value_row__period_grain
          , sma_10001_cte.__acquisition_cost_valued AS acquisition_cost_valued
          , sma_10001_cte.__customer_days_valued AS customer_days_valued
          , sma_10001_cte.__customers_valued AS customers_valued
          , sma_10001_cte.__losses_valued AS losses_valued
          , sma_10001_cte.__new_customers_valued AS new_customers_valued
          , sma_10001_cte.__revenue_valued AS revenue_valued
          , sma_10001_cte.__year_ago_customers_valued AS year_ago_customers_valued
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_9
        ON
          sma_10001_cte.metric_time__day = subq_9.date_day
      ) subq_11
      WHERE customer_value_row__period_grain = 'quarter'
      GROUP BY
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
    ) subq_14
  ) subq_15
) subq_17
ON
  (
    subq_8.metric_time__fiscal_quarter = subq_17.metric_time__fiscal_quarter
  ) AND (
    subq_8.kpi_dimension = subq_17.kpi_dimension
  ) AND (
    subq_8.kpi_member = subq_17.kpi_member
  )
GROUP BY
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_17.metric_time__fiscal_quarter)
  , COALESCE(subq_8.kpi_dimension, subq_17.kpi_dimension)
  , COALESCE(subq_8.kpi_member, subq_17.kpi_member)
),

answer_53 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__covered_target_accounts, 0) AS covered_target_accounts
    , COALESCE(__target_accounts, 0) AS target_accounts
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(covered_target_accounts) AS __covered_target_accounts
      , SUM(target_accounts) AS __target_accounts
    FROM (
      SELECT
        subq_1.quarter_start_on AS metric_time__fiscal_quarter
        , target_account_periods_src_10000.kpi_dimension AS kpi_dimension
        , target_account_periods_src_10000.kpi_member AS kpi_member
        , target_account_periods_src_10000.period_grain AS target_account_period__period_grain
        , target_account_periods_src_10000.is_covered AS covered_target_accounts
        , target_account_periods_src_10000.is_target AS target_accounts
      FROM {{ kpi_source(ref('fct_target_account_periods'), 'period_start_on', 'quarter', bounds, {"market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} target_account_periods_src_10000
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        {{ first_day_of('day', 'target_account_periods_src_10000.period_start_on') }} = subq_1.date_day
    ) subq_3
    WHERE target_account_period__period_grain = 'quarter'
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_6
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_9.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_9.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_9.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_7.covered_target_accounts), 0) AS covered_target_accounts
  , COALESCE(MAX(subq_7.target_accounts), 0) AS target_accounts
  , MAX(subq_9.market_coverage_rate) AS market_coverage_rate
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , covered_target_accounts
    , target_accounts
  FROM cm_5_cte
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(covered_target_accounts AS {{ type_double() }}) / CAST(NULLIF(target_accounts, 0) AS {{ type_double() }}) AS market_coverage_rate
  FROM cm_5_cte
) subq_9
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_9.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_9.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_9.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_9.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_9.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_9.kpi_member)
),

answer_54 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'period_start_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , grain AS market_period__period_grain
    , slice AS market_period__slice
    , market_share_growth AS __market_share_growth
    , won_amount AS __revenue_in_sized_markets
    , cast(market_size as decimal(28, 9)) AS __size_of_markets
  FROM {{ kpi_source(ref('fct_market_periods'), 'period_start_on', 'quarter', bounds, {"market": "market_key"}) }} market_periods_src_10000
)

SELECT
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member) AS kpi_member
  , MAX(subq_8.market_share) AS market_share
  , MAX(subq_15.market_share_growth) AS market_share_growth
  , COALESCE(MAX(subq_15.revenue_in_sized_markets), 0) AS revenue_in_sized_markets
  , COALESCE(MAX(subq_15.size_of_markets), 0) AS size_of_markets
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__revenue_in_sized_markets, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__size_of_markets, 0), 0) AS {{ type_double() }}) AS market_share
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(revenue_in_sized_markets) AS __revenue_in_sized_markets
      , SUM(size_of_markets) AS __size_of_markets
    FROM (
      SELECT
        subq_1.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.market_period__period_grain AS market_period__period_grain
        , sma_10001_cte.market_period__slice AS market_period__slice
        , sma_10001_cte.__revenue_in_sized_markets AS revenue_in_sized_markets
        , sma_10001_cte.__size_of_markets AS size_of_markets
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        sma_10001_cte.metric_time__day = subq_1.date_day
    ) subq_3
    WHERE market_period__period_grain = 'quarter' and market_period__slice = kpi_dimension
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_6
) subq_8
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , __market_share_growth AS market_share_growth
    , COALESCE(__revenue_in_sized_markets, 0) AS revenue_in_sized_markets
    , COALESCE(__size_of_markets, 0) AS size_of_markets
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(market_share_growth) AS __market_share_growth
      , SUM(revenue_in_sized_markets) AS __revenue_in_sized_markets
      , SUM(size_of_markets) AS __size_of_markets
    FROM (
      SELECT
        subq_9.quarter_start_on AS metric_time__fiscal_quarter
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.market_period__period_grain AS market_period__period_grain
        , sma_10001_cte.market_period__slice AS market_period__slice
        , sma_10001_cte.__market_share_growth AS market_share_growth
        , sma_10001_cte.__revenue_in_sized_markets AS revenue_in_sized_markets
        , sma_10001_cte.__size_of_markets AS size_of_markets
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_9
      ON
        sma_10001_cte.metric_time__day = subq_9.date_day
    ) subq_11
    WHERE market_period__period_grain = 'quarter' and market_period__slice = kpi_dimension
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
  ) subq_14
) subq_15
ON
  (
    subq_8.metric_time__fiscal_quarter = subq_15.metric_time__fiscal_quarter
  ) AND (
    subq_8.kpi_dimension = subq_15.kpi_dimension
  ) AND (
    subq_8.kpi_member = subq_15.kpi_member
  )
GROUP BY
  COALESCE(subq_8.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter)
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension)
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member)
),

answer_55 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'closed_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , case when model = 'first_touch' and is_attributed = 1 then attributed_amount end AS __claimed_revenue_first_touch
    , case when model = 'last_touch' and is_attributed = 1 then attributed_amount end AS __claimed_revenue_last_touch
    , case when model = 'linear' and is_attributed = 1 then attributed_amount end AS __claimed_revenue_linear
    , case when model = 'time_decay' and is_attributed = 1 then attributed_amount end AS __claimed_revenue_time_decay
  FROM {{ kpi_source(ref('fct_attribution'), 'closed_on', 'quarter', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} attribution_src_10000
)

, cm_15_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__marketing_spend, 0) AS marketing_spend
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , subq_7.kpi_dimension AS kpi_dimension
      , subq_7.kpi_member AS kpi_member
      , SUM(subq_7.__marketing_spend) AS __marketing_spend
    FROM (
      SELECT
        cast(marketing_cost as decimal(28, 9)) AS __marketing_spend
        , {{ first_day_of('day', 'day_on') }} AS day_on__day
        , kpi_dimension
        , kpi_member
      FROM {{ kpi_source(ref('fct_spend'), 'day_on', 'quarter', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} spend_src_10000
    ) subq_7
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      subq_7.day_on__day = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , subq_7.kpi_dimension
      , subq_7.kpi_member
  ) subq_12
)

, cm_16_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , claimed_revenue_first_touch - marketing_spend AS marketing_return_first_touch
  FROM (
    SELECT
      COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_6.claimed_revenue_first_touch), 0) AS claimed_revenue_first_touch
      , COALESCE(MAX(subq_13.marketing_spend), 0) AS marketing_spend
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , COALESCE(__claimed_revenue_first_touch, 0) AS claimed_revenue_first_touch
      FROM (
        SELECT
          subq_1.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , SUM(sma_10001_cte.__claimed_revenue_first_touch) AS __claimed_revenue_first_touch
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_1
        ON
          sma_10001_cte.metric_time__day = subq_1.date_day
        GROUP BY
          subq_1.quarter_start_on
          , sma_10001_cte.kpi_dimension
          , sma_10001_cte.kpi_member
      ) subq_5
    ) subq_6
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_spend
      FROM cm_15_cte
    ) subq_13
    ON
      (
        subq_6.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
      ) AND (
        subq_6.kpi_dimension = subq_13.kpi_dimension
      ) AND (
        subq_6.kpi_member = subq_13.kpi_member
      )
    GROUP BY
      COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
      , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
      , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
  ) subq_14
)

, cm_18_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , claimed_revenue_last_touch - marketing_spend AS marketing_return_last_touch
  FROM (
    SELECT
      COALESCE(subq_21.metric_time__fiscal_quarter, subq_22.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_21.kpi_dimension, subq_22.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_21.kpi_member, subq_22.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_21.claimed_revenue_last_touch), 0) AS claimed_revenue_last_touch
      , COALESCE(MAX(subq_22.marketing_spend), 0) AS marketing_spend
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , COALESCE(__claimed_revenue_last_touch, 0) AS claimed_revenue_last_touch
      FROM (
        SELECT
          subq_16.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , SUM(sma_10001_cte.__claimed_revenue_last_touch) AS __claimed_revenue_last_touch
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_16
        ON
          sma_10001_cte.metric_time__day = subq_16.date_day
        GROUP BY
          subq_16.quarter_start_on
          , sma_10001_cte.kpi_dimension
          , sma_10001_cte.kpi_member
      ) subq_20
    ) subq_21
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_spend
      FROM cm_15_cte
    ) subq_22
    ON
      (
        subq_21.metric_time__fiscal_quarter = subq_22.metric_time__fiscal_quarter
      ) AND (
        subq_21.kpi_dimension = subq_22.kpi_dimension
      ) AND (
        subq_21.kpi_member = subq_22.kpi_member
      )
    GROUP BY
      COALESCE(subq_21.metric_time__fiscal_quarter, subq_22.metric_time__fiscal_quarter)
      , COALESCE(subq_21.kpi_dimension, subq_22.kpi_dimension)
      , COALESCE(subq_21.kpi_member, subq_22.kpi_member)
  ) subq_23
)

, cm_20_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , claimed_revenue_linear - marketing_spend AS marketing_return_linear
  FROM (
    SELECT
      COALESCE(subq_30.metric_time__fiscal_quarter, subq_31.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_30.kpi_dimension, subq_31.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_30.kpi_member, subq_31.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_30.claimed_revenue_linear), 0) AS claimed_revenue_linear
      , COALESCE(MAX(subq_31.marketing_spend), 0) AS marketing_spend
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , COALESCE(__claimed_revenue_linear, 0) AS claimed_revenue_linear
      FROM (
        SELECT
          subq_25.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , SUM(sma_10001_cte.__claimed_revenue_linear) AS __claimed_revenue_linear
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_25
        ON
          sma_10001_cte.metric_time__day = subq_25.date_day
        GROUP BY
          subq_25.quarter_start_on
          , sma_10001_cte.kpi_dimension
          , sma_10001_cte.kpi_member
      ) subq_29
    ) subq_30
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_spend
      FROM cm_15_cte
    ) subq_31
    ON
      (
        subq_30.metric_time__fiscal_quarter = subq_31.metric_time__fiscal_quarter
      ) AND (
        subq_30.kpi_dimension = subq_31.kpi_dimension
      ) AND (
        subq_30.kpi_member = subq_31.kpi_member
      )
    GROUP BY
      COALESCE(subq_30.metric_time__fiscal_quarter, subq_31.metric_time__fiscal_quarter)
      , COALESCE(subq_30.kpi_dimension, subq_31.kpi_dimension)
      , COALESCE(subq_30.kpi_member, subq_31.kpi_member)
  ) subq_32
)

, cm_22_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , claimed_revenue_time_decay - marketing_spend AS marketing_return_time_decay
  FROM (
    SELECT
      COALESCE(subq_39.metric_time__fiscal_quarter, subq_40.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_39.kpi_dimension, subq_40.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_39.kpi_member, subq_40.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_39.claimed_revenue_time_decay), 0) AS claimed_revenue_time_decay
      , COALESCE(MAX(subq_40.marketing_spend), 0) AS marketing_spend
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , COALESCE(__claimed_revenue_time_decay, 0) AS claimed_revenue_time_decay
      FROM (
        SELECT
          subq_34.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , SUM(sma_10001_cte.__claimed_revenue_time_decay) AS __claimed_revenue_time_decay
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_34
        ON
          sma_10001_cte.metric_time__day = subq_34.date_day
        GROUP BY
          subq_34.quarter_start_on
          , sma_10001_cte.kpi_dimension
          , sma_10001_cte.kpi_member
      ) subq_38
    ) subq_39
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_spend
      FROM cm_15_cte
    ) subq_40
    ON
      (
        subq_39.metric_time__fiscal_quarter = subq_40.metric_time__fiscal_quarter
      ) AND (
        subq_39.kpi_dimension = subq_40.kpi_dimension
      ) AND (
        subq_39.kpi_member = subq_40.kpi_member
      )
    GROUP BY
      COALESCE(subq_39.metric_time__fiscal_quarter, subq_40.metric_time__fiscal_quarter)
      , COALESCE(subq_39.kpi_dimension, subq_40.kpi_dimension)
      , COALESCE(subq_39.kpi_member, subq_40.kpi_member)
  ) subq_41
)

SELECT
  COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_33.metric_time__fiscal_quarter, subq_42.metric_time__fiscal_quarter, subq_46.metric_time__fiscal_quarter, subq_50.metric_time__fiscal_quarter, subq_54.metric_time__fiscal_quarter, subq_58.metric_time__fiscal_quarter, subq_62.metric_time__fiscal_quarter, subq_63.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_33.kpi_dimension, subq_42.kpi_dimension, subq_46.kpi_dimension, subq_50.kpi_dimension, subq_54.kpi_dimension, subq_58.kpi_dimension, subq_62.kpi_dimension, subq_63.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_33.kpi_member, subq_42.kpi_member, subq_46.kpi_member, subq_50.kpi_member, subq_54.kpi_member, subq_58.kpi_member, subq_62.kpi_member, subq_63.kpi_member) AS kpi_member
  , MAX(subq_15.marketing_return_first_touch) AS marketing_return_first_touch
  , MAX(subq_24.marketing_return_last_touch) AS marketing_return_last_touch
  , MAX(subq_33.marketing_return_linear) AS marketing_return_linear
  , MAX(subq_42.marketing_return_time_decay) AS marketing_return_time_decay
  , MAX(subq_46.marketing_roi) AS marketing_roi
  , MAX(subq_50.marketing_roi_first_touch) AS marketing_roi_first_touch
  , MAX(subq_54.marketing_roi_last_touch) AS marketing_roi_last_touch
  , MAX(subq_58.marketing_roi_linear) AS marketing_roi_linear
  , MAX(subq_62.marketing_roi_time_decay) AS marketing_roi_time_decay
  , COALESCE(MAX(subq_63.marketing_spend), 0) AS marketing_spend
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , marketing_return_first_touch
  FROM cm_16_cte
) subq_15
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , marketing_return_last_touch
  FROM cm_18_cte
) subq_24
ON
  (
    subq_15.metric_time__fiscal_quarter = subq_24.metric_time__fiscal_quarter
  ) AND (
    subq_15.kpi_dimension = subq_24.kpi_dimension
  ) AND (
    subq_15.kpi_member = subq_24.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , marketing_return_linear
  FROM cm_20_cte
) subq_33
ON
  (
    COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter) = subq_33.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension) = subq_33.kpi_dimension
  ) AND (
    COALESCE(subq_15.kpi_member, subq_24.kpi_member) = subq_33.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , marketing_return_time_decay
  FROM cm_22_cte
) subq_42
ON
  (
    COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_33.metric_time__fiscal_quarter) = subq_42.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_33.kpi_dimension) = subq_42.kpi_dimension
  ) AND (
    COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_33.kpi_member) = subq_42.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(marketing_return_linear AS {{ type_double() }}) / CAST(NULLIF(marketing_spend, 0) AS {{ type_double() }}) AS marketing_roi
  FROM (
    SELECT
      COALESCE(subq_43.metric_time__fiscal_quarter, subq_44.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_43.kpi_dimension, subq_44.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_43.kpi_member, subq_44.kpi_member) AS kpi_member
      , MAX(subq_43.marketing_return_linear) AS marketing_return_linear
      , COALESCE(MAX(subq_44.marketing_spend), 0) AS marketing_spend
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_return_linear
      FROM cm_20_cte
    ) subq_43
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_spend
      FROM cm_15_cte
    ) subq_44
    ON
      (
        subq_43.metric_time__fiscal_quarter = subq_44.metric_time__fiscal_quarter
      ) AND (
        subq_43.kpi_dimension = subq_44.kpi_dimension
      ) AND (
        subq_43.kpi_member = subq_44.kpi_member
      )
    GROUP BY
      COALESCE(subq_43.metric_time__fiscal_quarter, subq_44.metric_time__fiscal_quarter)
      , COALESCE(subq_43.kpi_dimension, subq_44.kpi_dimension)
      , COALESCE(subq_43.kpi_member, subq_44.kpi_member)
  ) subq_45
) subq_46
ON
  (
    COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_33.metric_time__fiscal_quarter, subq_42.metric_time__fiscal_quarter) = subq_46.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_33.kpi_dimension, subq_42.kpi_dimension) = subq_46.kpi_dimension
  ) AND (
    COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_33.kpi_member, subq_42.kpi_member) = subq_46.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(marketing_return_first_touch AS {{ type_double() }}) / CAST(NULLIF(marketing_spend, 0) AS {{ type_double() }}) AS marketing_roi_first_touch
  FROM (
    SELECT
      COALESCE(subq_47.metric_time__fiscal_quarter, subq_48.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_47.kpi_dimension, subq_48.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_47.kpi_member, subq_48.kpi_member) AS kpi_member
      , MAX(subq_47.marketing_return_first_touch) AS marketing_return_first_touch
      , COALESCE(MAX(subq_48.marketing_spend), 0) AS marketing_spend
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_return_first_touch
      FROM cm_16_cte
    ) subq_47
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_spend
      FROM cm_15_cte
    ) subq_48
    ON
      (
        subq_47.metric_time__fiscal_quarter = subq_48.metric_time__fiscal_quarter
      ) AND (
        subq_47.kpi_dimension = subq_48.kpi_dimension
      ) AND (
        subq_47.kpi_member = subq_48.kpi_member
      )
    GROUP BY
      COALESCE(subq_47.metric_time__fiscal_quarter, subq_48.metric_time__fiscal_quarter)
      , COALESCE(subq_47.kpi_dimension, subq_48.kpi_dimension)
      , COALESCE(subq_47.kpi_member, subq_48.kpi_member)
  ) subq_49
) subq_50
ON
  (
    COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_33.metric_time__fiscal_quarter, subq_42.metric_time__fiscal_quarter, subq_46.metric_time__fiscal_quarter) = subq_50.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_33.kpi_dimension, subq_42.kpi_dimension, subq_46.kpi_dimension) = subq_50.kpi_dimension
  ) AND (
    COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_33.kpi_member, subq_42.kpi_member, subq_46.kpi_member) = subq_50.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(marketing_return_last_touch AS {{ type_double() }}) / CAST(NULLIF(marketing_spend, 0) AS {{ type_double() }}) AS marketing_roi_last_touch
  FROM (
    SELECT
      COALESCE(subq_51.metric_time__fiscal_quarter, subq_52.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_51.kpi_dimension, subq_52.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_51.kpi_member, subq_52.kpi_member) AS kpi_member
      , MAX(subq_51.marketing_return_last_touch) AS marketing_return_last_touch
      , COALESCE(MAX(subq_52.marketing_spend), 0) AS marketing_spend
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_return_last_touch
      FROM cm_18_cte
    ) subq_51
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_spend
      FROM cm_15_cte
    ) subq_52
    ON
      (
        subq_51.metric_time__fiscal_quarter = subq_52.metric_time__fiscal_quarter
      ) AND (
        subq_51.kpi_dimension = subq_52.kpi_dimension
      ) AND (
        subq_51.kpi_member = subq_52.kpi_member
      )
    GROUP BY
      COALESCE(subq_51.metric_time__fiscal_quarter, subq_52.metric_time__fiscal_quarter)
      , COALESCE(subq_51.kpi_dimension, subq_52.kpi_dimension)
      , COALESCE(subq_51.kpi_member, subq_52.kpi_member)
  ) subq_53
) subq_54
ON
  (
    COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_33.metric_time__fiscal_quarter, subq_42.metric_time__fiscal_quarter, subq_46.metric_time__fiscal_quarter, subq_50.metric_time__fiscal_quarter) = subq_54.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_33.kpi_dimension, subq_42.kpi_dimension, subq_46.kpi_dimension, subq_50.kpi_dimension) = subq_54.kpi_dimension
  ) AND (
    COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_33.kpi_member, subq_42.kpi_member, subq_46.kpi_member, subq_50.kpi_member) = subq_54.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(marketing_return_linear AS {{ type_double() }}) / CAST(NULLIF(marketing_spend, 0) AS {{ type_double() }}) AS marketing_roi_linear
  FROM (
    SELECT
      COALESCE(subq_55.metric_time__fiscal_quarter, subq_56.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_55.kpi_dimension, subq_56.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_55.kpi_member, subq_56.kpi_member) AS kpi_member
      , MAX(subq_55.marketing_return_linear) AS marketing_return_linear
      , COALESCE(MAX(subq_56.marketing_spend), 0) AS marketing_spend
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_return_linear
      FROM cm_20_cte
    ) subq_55
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_spend
      FROM cm_15_cte
    ) subq_56
    ON
      (
        subq_55.metric_time__fiscal_quarter = subq_56.metric_time__fiscal_quarter
      ) AND (
        subq_55.kpi_dimension = subq_56.kpi_dimension
      ) AND (
        subq_55.kpi_member = subq_56.kpi_member
      )
    GROUP BY
      COALESCE(subq_55.metric_time__fiscal_quarter, subq_56.metric_time__fiscal_quarter)
      , COALESCE(subq_55.kpi_dimension, subq_56.kpi_dimension)
      , COALESCE(subq_55.kpi_member, subq_56.kpi_member)
  ) subq_57
) subq_58
ON
  (
    COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_33.metric_time__fiscal_quarter, subq_42.metric_time__fiscal_quarter, subq_46.metric_time__fiscal_quarter, subq_50.metric_time__fiscal_quarter, subq_54.metric_time__fiscal_quarter) = subq_58.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_33.kpi_dimension, subq_42.kpi_dimension, subq_46.kpi_dimension, subq_50.kpi_dimension, subq_54.kpi_dimension) = subq_58.kpi_dimension
  ) AND (
    COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_33.kpi_member, subq_42.kpi_member, subq_46.kpi_member, subq_50.kpi_member, subq_54.kpi_member) = subq_58.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(marketing_return_time_decay AS {{ type_double() }}) / CAST(NULLIF(marketing_spend, 0) AS {{ type_double() }}) AS marketing_roi_time_decay
  FROM (
    SELECT
      COALESCE(subq_59.metric_time__fiscal_quarter, subq_60.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_59.kpi_dimension, subq_60.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_59.kpi_member, subq_60.kpi_member) AS kpi_member
      , MAX(subq_59.marketing_return_time_decay) AS marketing_return_time_decay
      , COALESCE(MAX(subq_60.marketing_spend), 0) AS marketing_spend
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_return_time_decay
      FROM cm_22_cte
    ) subq_59
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_spend
      FROM cm_15_cte
    ) subq_60
    ON
      (
        subq_59.metric_time__fiscal_quarter = subq_60.metric_time__fiscal_quarter
      ) AND (
        subq_59.kpi_dimension = subq_60.kpi_dimension
      ) AND (
        subq_59.kpi_member = subq_60.kpi_member
      )
    GROUP BY
      COALESCE(subq_59.metric_time__fiscal_quarter, subq_60.metric_time__fiscal_quarter)
      , COALESCE(subq_59.kpi_dimension, subq_60.kpi_dimension)
      , COALESCE(subq_59.kpi_member, subq_60.kpi_member)
  ) subq_61
) subq_62
ON
  (
    COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_33.metric_time__fiscal_quarter, subq_42.metric_time__fiscal_quarter, subq_46.metric_time__fiscal_quarter, subq_50.metric_time__fiscal_quarter, subq_54.metric_time__fiscal_quarter, subq_58.metric_time__fiscal_quarter) = subq_62.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_33.kpi_dimension, subq_42.kpi_dimension, subq_46.kpi_dimension, subq_50.kpi_dimension, subq_54.kpi_dimension, subq_58.kpi_dimension) = subq_62.kpi_dimension
  ) AND (
    COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_33.kpi_member, subq_42.kpi_member, subq_46.kpi_member, subq_50.kpi_member, subq_54.kpi_member, subq_58.kpi_member) = subq_62.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , marketing_spend
  FROM cm_15_cte
) subq_63
ON
  (
    COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_33.metric_time__fiscal_quarter, subq_42.metric_time__fiscal_quarter, subq_46.metric_time__fiscal_quarter, subq_50.metric_time__fiscal_quarter, subq_54.metric_time__fiscal_quarter, subq_58.metric_time__fiscal_quarter, subq_62.metric_time__fiscal_quarter) = subq_63.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_33.kpi_dimension, subq_42.kpi_dimension, subq_46.kpi_dimension, subq_50.kpi_dimension, subq_54.kpi_dimension, subq_58.kpi_dimension, subq_62.kpi_dimension) = subq_63.kpi_dimension
  ) AND (
    COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_33.kpi_member, subq_42.kpi_member, subq_46.kpi_member, subq_50.kpi_member, subq_54.kpi_member, subq_58.kpi_member, subq_62.kpi_member) = subq_63.kpi_member
  )
GROUP BY
  COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_33.metric_time__fiscal_quarter, subq_42.metric_time__fiscal_quarter, subq_46.metric_time__fiscal_quarter, subq_50.metric_time__fiscal_quarter, subq_54.metric_time__fiscal_quarter, subq_58.metric_time__fiscal_quarter, subq_62.metric_time__fiscal_quarter, subq_63.metric_time__fiscal_quarter)
  , COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_33.kpi_dimension, subq_42.kpi_dimension, subq_46.kpi_dimension, subq_50.kpi_dimension, subq_54.kpi_dimension, subq_58.kpi_dimension, subq_62.kpi_dimension, subq_63.kpi_dimension)
  , COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_33.kpi_member, subq_42.kpi_member, subq_46.kpi_member, subq_50.kpi_member, subq_54.kpi_member, subq_58.kpi_member, subq_62.kpi_member, subq_63.kpi_member)
),

answer_56 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'closed_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , case when model = 'markov' and is_attributed = 1 then attributed_amount end AS __claimed_revenue_markov
    , case when model = 'position_based' and is_attributed = 1 then attributed_amount end AS __claimed_revenue_position_based
    , case when model = 'w_shaped' and is_attributed = 1 then attributed_amount end AS __claimed_revenue_w_shaped
  FROM {{ kpi_source(ref('fct_attribution'), 'closed_on', 'quarter', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} attribution_src_10000
)

, cm_11_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__marketing_spend, 0) AS marketing_spend
  FROM (
    SELECT
      subq_8.quarter_start_on AS metric_time__fiscal_quarter
      , subq_7.kpi_dimension AS kpi_dimension
      , subq_7.kpi_member AS kpi_member
      , SUM(subq_7.__marketing_spend) AS __marketing_spend
    FROM (
      SELECT
        cast(marketing_cost as decimal(28, 9)) AS __marketing_spend
        , {{ first_day_of('day', 'day_on') }} AS day_on__day
        , kpi_dimension
        , kpi_member
      FROM {{ kpi_source(ref('fct_spend'), 'day_on', 'quarter', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} spend_src_10000
    ) subq_7
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      subq_7.day_on__day = subq_8.date_day
    GROUP BY
      subq_8.quarter_start_on
      , subq_7.kpi_dimension
      , subq_7.kpi_member
  ) subq_12
)

, cm_12_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , claimed_revenue_markov - marketing_spend AS marketing_return_markov
  FROM (
    SELECT
      COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_6.claimed_revenue_markov), 0) AS claimed_revenue_markov
      , COALESCE(MAX(subq_13.marketing_spend), 0) AS marketing_spend
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , COALESCE(__claimed_revenue_markov, 0) AS claimed_revenue_markov
      FROM (
        SELECT
          subq_1.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , SUM(sma_10001_cte.__claimed_revenue_markov) AS __claimed_revenue_markov
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_1
        ON
          sma_10001_cte.metric_time__day = subq_1.date_day
        GROUP BY
          subq_1.quarter_start_on
          , sma_10001_cte.kpi_dimension
          , sma_10001_cte.kpi_member
      ) subq_5
    ) subq_6
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_spend
      FROM cm_11_cte
    ) subq_13
    ON
      (
        subq_6.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
      ) AND (
        subq_6.kpi_dimension = subq_13.kpi_dimension
      ) AND (
        subq_6.kpi_member = subq_13.kpi_member
      )
    GROUP BY
      COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
      , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
      , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
  ) subq_14
)

, cm_14_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , claimed_revenue_position_based - marketing_spend AS marketing_return_position_based
  FROM (
    SELECT
      COALESCE(subq_21.metric_time__fiscal_quarter, subq_22.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_21.kpi_dimension, subq_22.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_21.kpi_member, subq_22.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_21.claimed_revenue_position_based), 0) AS claimed_revenue_position_based
      , COALESCE(MAX(subq_22.marketing_spend), 0) AS marketing_spend
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , COALESCE(__claimed_revenue_position_based, 0) AS claimed_revenue_position_based
      FROM (
        SELECT
          subq_16.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , SUM(sma_10001_cte.__claimed_revenue_position_based) AS __claimed_revenue_position_based
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_16
        ON
          sma_10001_cte.metric_time__day = subq_16.date_day
        GROUP BY
          subq_16.quarter_start_on
          , sma_10001_cte.kpi_dimension
          , sma_10001_cte.kpi_member
      ) subq_20
    ) subq_21
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_spend
      FROM cm_11_cte
    ) subq_22
    ON
      (
        subq_21.metric_time__fiscal_quarter = subq_22.metric_time__fiscal_quarter
      ) AND (
        subq_21.kpi_dimension = subq_22.kpi_dimension
      ) AND (
        subq_21.kpi_member = subq_22.kpi_member
      )
    GROUP BY
      COALESCE(subq_21.metric_time__fiscal_quarter, subq_22.metric_time__fiscal_quarter)
      , COALESCE(subq_21.kpi_dimension, subq_22.kpi_dimension)
      , COALESCE(subq_21.kpi_member, subq_22.kpi_member)
  ) subq_23
)

, cm_16_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , claimed_revenue_w_shaped - marketing_spend AS marketing_return_w_shaped
  FROM (
    SELECT
      COALESCE(subq_30.metric_time__fiscal_quarter, subq_31.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_30.kpi_dimension, subq_31.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_30.kpi_member, subq_31.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_30.claimed_revenue_w_shaped), 0) AS claimed_revenue_w_shaped
      , COALESCE(MAX(subq_31.marketing_spend), 0) AS marketing_spend
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , COALESCE(__claimed_revenue_w_shaped, 0) AS claimed_revenue_w_shaped
      FROM (
        SELECT
          subq_25.quarter_start_on AS metric_time__fiscal_quarter
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , SUM(sma_10001_cte.__claimed_revenue_w_shaped) AS __claimed_revenue_w_shaped
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_25
        ON
          sma_10001_cte.metric_time__day = subq_25.date_day
        GROUP BY
          subq_25.quarter_start_on
          , sma_10001_cte.kpi_dimension
          , sma_10001_cte.kpi_member
      ) subq_29
    ) subq_30
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_spend
      FROM cm_11_cte
    ) subq_31
    ON
      (
        subq_30.metric_time__fiscal_quarter = subq_31.metric_time__fiscal_quarter
      ) AND (
        subq_30.kpi_dimension = subq_31.kpi_dimension
      ) AND (
        subq_30.kpi_member = subq_31.kpi_member
      )
    GROUP BY
      COALESCE(subq_30.metric_time__fiscal_quarter, subq_31.metric_time__fiscal_quarter)
      , COALESCE(subq_30.kpi_dimension, subq_31.kpi_dimension)
      , COALESCE(subq_30.kpi_member, subq_31.kpi_member)
  ) subq_32
)

SELECT
  COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_33.metric_time__fiscal_quarter, subq_37.metric_time__fiscal_quarter, subq_41.metric_time__fiscal_quarter, subq_45.metric_time__fiscal_quarter, subq_46.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_33.kpi_dimension, subq_37.kpi_dimension, subq_41.kpi_dimension, subq_45.kpi_dimension, subq_46.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_33.kpi_member, subq_37.kpi_member, subq_41.kpi_member, subq_45.kpi_member, subq_46.kpi_member) AS kpi_member
  , MAX(subq_15.marketing_return_markov) AS marketing_return_markov
  , MAX(subq_24.marketing_return_position_based) AS marketing_return_position_based
  , MAX(subq_33.marketing_return_w_shaped) AS marketing_return_w_shaped
  , MAX(subq_37.marketing_roi_markov) AS marketing_roi_markov
  , MAX(subq_41.marketing_roi_position_based) AS marketing_roi_position_based
  , MAX(subq_45.marketing_roi_w_shaped) AS marketing_roi_w_shaped
  , COALESCE(MAX(subq_46.marketing_spend), 0) AS marketing_spend
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , marketing_return_markov
  FROM cm_12_cte
) subq_15
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , marketing_return_position_based
  FROM cm_14_cte
) subq_24
ON
  (
    subq_15.metric_time__fiscal_quarter = subq_24.metric_time__fiscal_quarter
  ) AND (
    subq_15.kpi_dimension = subq_24.kpi_dimension
  ) AND (
    subq_15.kpi_member = subq_24.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , marketing_return_w_shaped
  FROM cm_16_cte
) subq_33
ON
  (
    COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter) = subq_33.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension) = subq_33.kpi_dimension
  ) AND (
    COALESCE(subq_15.kpi_member, subq_24.kpi_member) = subq_33.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(marketing_return_markov AS {{ type_double() }}) / CAST(NULLIF(marketing_spend, 0) AS {{ type_double() }}) AS marketing_roi_markov
  FROM (
    SELECT
      COALESCE(subq_34.metric_time__fiscal_quarter, subq_35.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_34.kpi_dimension, subq_35.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_34.kpi_member, subq_35.kpi_member) AS kpi_member
      , MAX(subq_34.marketing_return_markov) AS marketing_return_markov
      , COALESCE(MAX(subq_35.marketing_spend), 0) AS marketing_spend
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_return_markov
      FROM cm_12_cte
    ) subq_34
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_spend
      FROM cm_11_cte
    ) subq_35
    ON
      (
        subq_34.metric_time__fiscal_quarter = subq_35.metric_time__fiscal_quarter
      ) AND (
        subq_34.kpi_dimension = subq_35.kpi_dimension
      ) AND (
        subq_34.kpi_member = subq_35.kpi_member
      )
    GROUP BY
      COALESCE(subq_34.metric_time__fiscal_quarter, subq_35.metric_time__fiscal_quarter)
      , COALESCE(subq_34.kpi_dimension, subq_35.kpi_dimension)
      , COALESCE(subq_34.kpi_member, subq_35.kpi_member)
  ) subq_36
) subq_37
ON
  (
    COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_33.metric_time__fiscal_quarter) = subq_37.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_33.kpi_dimension) = subq_37.kpi_dimension
  ) AND (
    COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_33.kpi_member) = subq_37.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(marketing_return_position_based AS {{ type_double() }}) / CAST(NULLIF(marketing_spend, 0) AS {{ type_double() }}) AS marketing_roi_position_based
  FROM (
    SELECT
      COALESCE(subq_38.metric_time__fiscal_quarter, subq_39.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_38.kpi_dimension, subq_39.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_38.kpi_member, subq_39.kpi_member) AS kpi_member
      , MAX(subq_38.marketing_return_position_based) AS marketing_return_position_based
      , COALESCE(MAX(subq_39.marketing_spend), 0) AS marketing_spend
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_return_position_based
      FROM cm_14_cte
    ) subq_38
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_spend
      FROM cm_11_cte
    ) subq_39
    ON
      (
        subq_38.metric_time__fiscal_quarter = subq_39.metric_time__fiscal_quarter
      ) AND (
        subq_38.kpi_dimension = subq_39.kpi_dimension
      ) AND (
        subq_38.kpi_member = subq_39.kpi_member
      )
    GROUP BY
      COALESCE(subq_38.metric_time__fiscal_quarter, subq_39.metric_time__fiscal_quarter)
      , COALESCE(subq_38.kpi_dimension, subq_39.kpi_dimension)
      , COALESCE(subq_38.kpi_member, subq_39.kpi_member)
  ) subq_40
) subq_41
ON
  (
    COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_33.metric_time__fiscal_quarter, subq_37.metric_time__fiscal_quarter) = subq_41.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_33.kpi_dimension, subq_37.kpi_dimension) = subq_41.kpi_dimension
  ) AND (
    COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_33.kpi_member, subq_37.kpi_member) = subq_41.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(marketing_return_w_shaped AS {{ type_double() }}) / CAST(NULLIF(marketing_spend, 0) AS {{ type_double() }}) AS marketing_roi_w_shaped
  FROM (
    SELECT
      COALESCE(subq_42.metric_time__fiscal_quarter, subq_43.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
      , COALESCE(subq_42.kpi_dimension, subq_43.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_42.kpi_member, subq_43.kpi_member) AS kpi_member
      , MAX(subq_42.marketing_return_w_shaped) AS marketing_return_w_shaped
      , COALESCE(MAX(subq_43.marketing_spend), 0) AS marketing_spend
    FROM (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_return_w_shaped
      FROM cm_16_cte
    ) subq_42
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_quarter
        , kpi_dimension
        , kpi_member
        , marketing_spend
      FROM cm_11_cte
    ) subq_43
    ON
      (
        subq_42.metric_time__fiscal_quarter = subq_43.metric_time__fiscal_quarter
      ) AND (
        subq_42.kpi_dimension = subq_43.kpi_dimension
      ) AND (
        subq_42.kpi_member = subq_43.kpi_member
      )
    GROUP BY
      COALESCE(subq_42.metric_time__fiscal_quarter, subq_43.metric_time__fiscal_quarter)
      , COALESCE(subq_42.kpi_dimension, subq_43.kpi_dimension)
      , COALESCE(subq_42.kpi_member, subq_43.kpi_member)
  ) subq_44
) subq_45
ON
  (
    COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_33.metric_time__fiscal_quarter, subq_37.metric_time__fiscal_quarter, subq_41.metric_time__fiscal_quarter) = subq_45.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_33.kpi_dimension, subq_37.kpi_dimension, subq_41.kpi_dimension) = subq_45.kpi_dimension
  ) AND (
    COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_33.kpi_member, subq_37.kpi_member, subq_41.kpi_member) = subq_45.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , marketing_spend
  FROM cm_11_cte
) subq_46
ON
  (
    COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_33.metric_time__fiscal_quarter, subq_37.metric_time__fiscal_quarter, subq_41.metric_time__fiscal_quarter, subq_45.metric_time__fiscal_quarter) = subq_46.metric_time__fiscal_quarter
  ) AND (
    COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_33.kpi_dimension, subq_37.kpi_dimension, subq_41.kpi_dimension, subq_45.kpi_dimension) = subq_46.kpi_dimension
  ) AND (
    COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_33.kpi_member, subq_37.kpi_member, subq_41.kpi_member, subq_45.kpi_member) = subq_46.kpi_member
  )
GROUP BY
  COALESCE(subq_15.metric_time__fiscal_quarter, subq_24.metric_time__fiscal_quarter, subq_33.metric_time__fiscal_quarter, subq_37.metric_time__fiscal_quarter, subq_41.metric_time__fiscal_quarter, subq_45.metric_time__fiscal_quarter, subq_46.metric_time__fiscal_quarter)
  , COALESCE(subq_15.kpi_dimension, subq_24.kpi_dimension, subq_33.kpi_dimension, subq_37.kpi_dimension, subq_41.kpi_dimension, subq_45.kpi_dimension, subq_46.kpi_dimension)
  , COALESCE(subq_15.kpi_member, subq_24.kpi_member, subq_33.kpi_member, subq_37.kpi_member, subq_41.kpi_member, subq_45.kpi_member, subq_46.kpi_member)
),

answer_57 as (
SELECT
  metric_time__fiscal_quarter
  , kpi_dimension
  , kpi_member
  , COALESCE(__meetings_booked, 0) AS meetings_booked
FROM (
  SELECT
    subq_1.quarter_start_on AS metric_time__fiscal_quarter
    , meeting_bookings_src_10000.kpi_dimension AS kpi_dimension
    , meeting_bookings_src_10000.kpi_member AS kpi_member
    , SUM(meeting_bookings_src_10000.is_with_prospect) AS __meetings_booked
  FROM {{ kpi_source(ref('fct_meeting_bookings'), 'booked_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} meeting_bookings_src_10000
  LEFT OUTER JOIN
    {{ ref('dim_date') }} subq_1
  ON
    {{ first_day_of('day', 'meeting_bookings_src_10000.booked_on') }} = subq_1.date_day
  GROUP BY
    subq_1.quarter_start_on
    , meeting_bookings_src_10000.kpi_dimension
    , meeting_bookings_src_10000.kpi_member
) subq_5
),

answer_58 as (
SELECT
  metric_time__fiscal_quarter
  , kpi_dimension
  , kpi_member
  , COALESCE(__mrr_transferred, 0) AS mrr_transferred
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , SUM(mrr_transferred) AS __mrr_transferred
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , mrr_rows_src_10000.kpi_dimension AS kpi_dimension
      , mrr_rows_src_10000.kpi_member AS kpi_member
      , mrr_rows_src_10000.period_grain AS mrr_row__period_grain
      , mrr_rows_src_10000.transferred_mrr AS mrr_transferred
    FROM {{ kpi_source(ref('fct_mrr'), 'period_end_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key"}) }} mrr_rows_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      {{ first_day_of('day', 'mrr_rows_src_10000.period_end_on') }} = subq_1.date_day
  ) subq_3
  WHERE mrr_row__period_grain = 'quarter'
  GROUP BY
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
) subq_6
),

answer_59 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'month_end_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , churned_mrr AS __mrr_churn
    , contraction_mrr AS __mrr_contraction
    , expansion_mrr AS __mrr_expansion
    , new_mrr + expansion_mrr + reactivated_mrr AS __mrr_gained
    , contraction_mrr + churned_mrr AS __mrr_lost
    , new_mrr AS __mrr_new
    , reactivated_mrr AS __mrr_reactivation
  FROM {{ kpi_source(ref('fct_mrr_movements'), 'month_end_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} mrr_movements_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.mrr_churn), 0) AS mrr_churn
  , COALESCE(MAX(subq_6.mrr_contraction), 0) AS mrr_contraction
  , COALESCE(MAX(subq_6.mrr_expansion), 0) AS mrr_expansion
  , COALESCE(MAX(subq_6.mrr_gained), 0) AS mrr_gained
  , COALESCE(MAX(subq_6.mrr_lost), 0) AS mrr_lost
  , COALESCE(MAX(subq_6.mrr_new), 0) AS mrr_new
  , COALESCE(MAX(subq_6.mrr_reactivation), 0) AS mrr_reactivation
  , MAX(subq_13.saas_quick_ratio) AS saas_quick_ratio
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__mrr_churn, 0) AS mrr_churn
    , COALESCE(__mrr_contraction, 0) AS mrr_contraction
    , COALESCE(__mrr_expansion, 0) AS mrr_expansion
    , COALESCE(__mrr_gained, 0) AS mrr_gained
    , COALESCE(__mrr_lost, 0) AS mrr_lost
    , COALESCE(__mrr_new, 0) AS mrr_new
    , COALESCE(__mrr_reactivation, 0) AS mrr_reactivation
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__mrr_churn) AS __mrr_churn
      , SUM(sma_10001_cte.__mrr_contraction) AS __mrr_contraction
      , SUM(sma_10001_cte.__mrr_expansion) AS __mrr_expansion
      , SUM(sma_10001_cte.__mrr_gained) AS __mrr_gained
      , SUM(sma_10001_cte.__mrr_lost) AS __mrr_lost
      , SUM(sma_10001_cte.__mrr_new) AS __mrr_new
      , SUM(sma_10001_cte.__mrr_reactivation) AS __mrr_reactivation
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__mrr_gained, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__mrr_lost, 0), 0) AS {{ type_double() }}) AS saas_quick_ratio
  FROM (
    SELECT
      subq_7.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__mrr_gained) AS __mrr_gained
      , SUM(sma_10001_cte.__mrr_lost) AS __mrr_lost
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.quarter_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__fiscal_quarter = subq_13.metric_time__fiscal_quarter
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_quarter, subq_13.metric_time__fiscal_quarter)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
),

answer_60 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__new_market_revenue_share_amount, 0) AS new_market_revenue_share_amount
    , COALESCE(__revenue, 0) AS revenue
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sold_lines_src_10000.kpi_dimension AS kpi_dimension
      , sold_lines_src_10000.kpi_member AS kpi_member
      , SUM(sold_lines_src_10000.new_market_amount) AS __new_market_revenue_share_amount
      , SUM(sold_lines_src_10000.won_amount) AS __revenue
    FROM {{ kpi_source(ref('fct_order_lines'), 'closed_on', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} sold_lines_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      {{ first_day_of('day', 'sold_lines_src_10000.closed_on') }} = subq_1.date_day
    GROUP BY
      subq_1.quarter_start_on
      , sold_lines_src_10000.kpi_dimension
      , sold_lines_src_10000.kpi_member
  ) subq_5
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_8.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_8.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_8.kpi_member) AS kpi_member
  , MAX(subq_7.new_market_revenue_share) AS new_market_revenue_share
  , COALESCE(MAX(subq_8.new_market_revenue_share_amount), 0) AS new_market_revenue_share_amount
  , COALESCE(MAX(subq_8.revenue), 0) AS revenue
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(new_market_revenue_share_amount AS {{ type_double() }}) / CAST(NULLIF(revenue, 0) AS {{ type_double() }}) AS new_market_revenue_share
  FROM cm_5_cte
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , new_market_revenue_share_amount
    , revenue
  FROM cm_5_cte
) subq_8
ON
  (
    subq_7.metric_time__fiscal_quarter = subq_8.metric_time__fiscal_quarter
  ) AND (
    subq_7.kpi_dimension = subq_8.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_8.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_8.metric_time__fiscal_quarter)
  , COALESCE(subq_7.kpi_dimension, subq_8.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_8.kpi_member)
),

measured as (
    select 'activities_per_rep' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(activities_per_rep as {{ type_double() }}) as value, cast(activities_logged as {{ type_double() }}) as numerator, cast(reps_active as {{ type_double() }}) as denominator
    from answer_1 where coalesce(activities_logged, 0) <> 0 or coalesce(reps_active, 0) <> 0
    union all
    select 'call_to_qualified_meeting_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(call_to_qualified_meeting_rate as {{ type_double() }}) as value, cast(qualified_meetings as {{ type_double() }}) as numerator, cast(calls_made as {{ type_double() }}) as denominator
    from answer_1 where coalesce(qualified_meetings, 0) <> 0 or coalesce(calls_made, 0) <> 0
    union all
    select 'calls_made' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(calls_made as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_1 where calls_made <> 0
    union all
    select 'customer_visits' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(customer_visits as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_1 where customer_visits <> 0
    union all
    select 'customer_visits' as kpi_id, 'per_customer' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(customer_visits_per_customer as {{ type_double() }}) as value, cast(customer_visits as {{ type_double() }}) as numerator, cast(customers_visited as {{ type_double() }}) as denominator
    from answer_1 where coalesce(customer_visits, 0) <> 0 or coalesce(customers_visited, 0) <> 0
    union all
    select 'demos_held' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(demos_held as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_1 where demos_held <> 0
    union all
    select 'follow_ups_made' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(follow_ups_made as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_1 where follow_ups_made <> 0
    union all
    select 'meetings_held' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(meetings_held as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_1 where meetings_held <> 0
    union all
    select 'no_show_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(no_show_rate as {{ type_double() }}) as value, cast(meetings_missed as {{ type_double() }}) as numerator, cast(meetings_due as {{ type_double() }}) as denominator
    from answer_2 where coalesce(meetings_missed, 0) <> 0 or coalesce(meetings_due, 0) <> 0
    union all
    select 'outbound_touches' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(outbound_touches as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_2 where outbound_touches <> 0
    union all
    select 'qualified_meetings' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(qualified_meetings as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_2 where qualified_meetings <> 0
    union all
    select 'sales_emails_sent' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sales_emails_sent as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_2 where sales_emails_sent <> 0
    union all
    select 'social_touches' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(social_touches as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_2 where social_touches <> 0
    union all
    select 'time_per_activity' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_per_activity as {{ type_double() }}) as value, cast(minutes_spent as {{ type_double() }}) as numerator, cast(activities_timed as {{ type_double() }}) as denominator
    from answer_2 where coalesce(minutes_spent, 0) <> 0 or coalesce(activities_timed, 0) <> 0
    union all
    select 'ad_click_through_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(ad_click_through_rate as {{ type_double() }}) as value, cast(ad_clicks as {{ type_double() }}) as numerator, cast(impressions as {{ type_double() }}) as denominator
    from answer_3 where coalesce(ad_clicks, 0) <> 0 or coalesce(impressions, 0) <> 0
    union all
    select 'ad_clicks' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(ad_clicks as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_3 where ad_clicks <> 0
    union all
    select 'cost_per_click' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(cost_per_click as {{ type_double() }}) as value, cast(marketing_spend_ads as {{ type_double() }}) as numerator, cast(clicks_of_known_cost as {{ type_double() }}) as denominator
    from answer_3 where coalesce(marketing_spend_ads, 0) <> 0 or coalesce(clicks_of_known_cost, 0) <> 0
    union all
    select 'impressions' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(impressions as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_3 where impressions <> 0
    union all
    select 'marketing_spend' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(marketing_spend as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_3 where marketing_spend <> 0
    union all
    select 'marketing_spend' as kpi_id, 'ads' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(marketing_spend_ads as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_3 where marketing_spend_ads <> 0
    union all
    select 'additional_sales_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(additional_sales_rate as {{ type_double() }}) as value, cast(expansion_won as {{ type_double() }}) as numerator, cast(amount_won as {{ type_double() }}) as denominator
    from answer_4 where coalesce(expansion_won, 0) <> 0 or coalesce(amount_won, 0) <> 0
    union all
    select 'additional_sales_rate' as kpi_id, 'customers' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(additional_sales_rate_customers as {{ type_double() }}) as value, cast(expansion_buyers as {{ type_double() }}) as numerator, cast(won_accounts as {{ type_double() }}) as denominator
    from answer_4 where coalesce(expansion_buyers, 0) <> 0 or coalesce(won_accounts, 0) <> 0
    union all
    select 'onboarding_success_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(onboarding_success_rate as {{ type_double() }}) as value, cast(customers_onboarded_in_window as {{ type_double() }}) as numerator, cast(new_companies as {{ type_double() }}) as denominator
    from answer_4 where coalesce(customers_onboarded_in_window, 0) <> 0 or coalesce(new_companies, 0) <> 0
    union all
    select 'arr' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(arr as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_5 where arr <> 0
    union all
    select 'mrr' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(mrr as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_5 where mrr <> 0
    union all
    select 'mrr_growth_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(mrr_growth_rate as {{ type_double() }}) as value, cast(mrr_change as {{ type_double() }}) as numerator, cast(mrr_before as {{ type_double() }}) as denominator
    from answer_5 where coalesce(mrr_change, 0) <> 0 or coalesce(mrr_before, 0) <> 0
    union all
    select 'attributed_revenue' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(attributed_revenue as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_6 where attributed_revenue <> 0
    union all
    select 'attributed_revenue' as kpi_id, 'first_touch' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(attributed_revenue_first_touch as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_6 where attributed_revenue_first_touch <> 0
    union all
    select 'attributed_revenue' as kpi_id, 'last_touch' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(attributed_revenue_last_touch as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_6 where attributed_revenue_last_touch <> 0
    union all
    select 'attributed_revenue' as kpi_id, 'linear' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(attributed_revenue_linear as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_6 where attributed_revenue_linear <> 0
    union all
    select 'attributed_revenue' as kpi_id, 'time_decay' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(attributed_revenue_time_decay as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_6 where attributed_revenue_time_decay <> 0
    union all
    select 'attributed_revenue' as kpi_id, 'position_based' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(attributed_revenue_position_based as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_6 where attributed_revenue_position_based <> 0
    union all
    select 'attributed_revenue' as kpi_id, 'w_shaped' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(attributed_revenue_w_shaped as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_6 where attributed_revenue_w_shaped <> 0
    union all
    select 'attributed_revenue' as kpi_id, 'markov' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(attributed_revenue_markov as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_6 where attributed_revenue_markov <> 0
    union all
    select 'attributed_revenue' as kpi_id, 'markov_aggregate' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(attributed_revenue_markov_aggregate as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_7 where attributed_revenue_markov_aggregate <> 0
    union all
    select 'average_deal_size' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(average_deal_size as {{ type_double() }}) as value, cast(amount_won as {{ type_double() }}) as numerator, cast(deals_won_with_amount as {{ type_double() }}) as denominator
    from answer_8 where coalesce(amount_won, 0) <> 0 or coalesce(deals_won_with_amount, 0) <> 0
    union all
    select 'average_deal_size' as kpi_id, 'new' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(average_deal_size_new as {{ type_double() }}) as value, cast(average_deal_size_new_numerator as {{ type_double() }}) as numerator, cast(average_deal_size_new_denominator as {{ type_double() }}) as denominator
    from answer_8 where coalesce(average_deal_size_new_numerator, 0) <> 0 or coalesce(average_deal_size_new_denominator, 0) <> 0
    union all
    select 'average_deal_size' as kpi_id, 'expansion' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(average_deal_size_expansion as {{ type_double() }}) as value, cast(average_deal_size_expansion_numerator as {{ type_double() }}) as numerator, cast(average_deal_size_expansion_denominator as {{ type_double() }}) as denominator
    from answer_8 where coalesce(average_deal_size_expansion_numerator, 0) <> 0 or coalesce(average_deal_size_expansion_denominator, 0) <> 0
    union all
    select 'average_deal_size' as kpi_id, 'renewal' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(average_deal_size_renewal as {{ type_double() }}) as value, cast(average_deal_size_renewal_numerator as {{ type_double() }}) as numerator, cast(average_deal_size_renewal_denominator as {{ type_double() }}) as denominator
    from answer_8 where coalesce(average_deal_size_renewal_numerator, 0) <> 0 or coalesce(average_deal_size_renewal_denominator, 0) <> 0
    union all
    select 'deals_won' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(deals_won as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_8 where deals_won <> 0
    union all
    select 'new_customers' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(new_customers as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_8 where new_customers <> 0
    union all
    select 'sales_cycle_days' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sales_cycle_days as {{ type_double() }}) as value, cast(cycle_days_spent as {{ type_double() }}) as numerator, cast(cycles_ended as {{ type_double() }}) as denominator
    from answer_9 where coalesce(cycle_days_spent, 0) <> 0 or coalesce(cycles_ended, 0) <> 0
    union all
    select 'sales_cycle_days' as kpi_id, 'median' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sales_cycle_days_median as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_9 where sales_cycle_days_median is not null
    union all
    select 'sales_cycle_days' as kpi_id, 'p90' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sales_cycle_days_p90 as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_9 where sales_cycle_days_p90 is not null
    union all
    select 'sales_cycle_days' as kpi_id, 'qualified_sales_cycle_days' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sales_cycle_days_qualified as {{ type_double() }}) as value, cast(qualified_cycle_days_spent as {{ type_double() }}) as numerator, cast(qualified_cycles_ended as {{ type_double() }}) as denominator
    from answer_9 where coalesce(qualified_cycle_days_spent, 0) <> 0 or coalesce(qualified_cycles_ended, 0) <> 0
    union all
    select 'win_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_rate as {{ type_double() }}) as value, cast(deals_won as {{ type_double() }}) as numerator, cast(deals_closed as {{ type_double() }}) as denominator
    from answer_9 where coalesce(deals_won, 0) <> 0 or coalesce(deals_closed, 0) <> 0
    union all
    select 'win_rate' as kpi_id, 'new' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_rate_new as {{ type_double() }}) as value, cast(win_rate_new_numerator as {{ type_double() }}) as numerator, cast(win_rate_new_denominator as {{ type_double() }}) as denominator
    from answer_9 where coalesce(win_rate_new_numerator, 0) <> 0 or coalesce(win_rate_new_denominator, 0) <> 0
    union all
    select 'win_rate' as kpi_id, 'expansion' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_rate_expansion as {{ type_double() }}) as value, cast(win_rate_expansion_numerator as {{ type_double() }}) as numerator, cast(win_rate_expansion_denominator as {{ type_double() }}) as denominator
    from answer_10 where coalesce(win_rate_expansion_numerator, 0) <> 0 or coalesce(win_rate_expansion_denominator, 0) <> 0
    union all
    select 'win_rate' as kpi_id, 'renewal' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_rate_renewal as {{ type_double() }}) as value, cast(win_rate_renewal_numerator as {{ type_double() }}) as numerator, cast(win_rate_renewal_denominator as {{ type_double() }}) as denominator
    from answer_10 where coalesce(win_rate_renewal_numerator, 0) <> 0 or coalesce(win_rate_renewal_denominator, 0) <> 0
    union all
    select 'win_rate' as kpi_id, 'by_amount' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_rate_by_amount as {{ type_double() }}) as value, cast(amount_won as {{ type_double() }}) as numerator, cast(amount_closed as {{ type_double() }}) as denominator
    from answer_10 where coalesce(amount_won, 0) <> 0 or coalesce(amount_closed, 0) <> 0
    union all
    select 'average_lead_score' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(average_lead_score as {{ type_double() }}) as value, cast(lead_scores as {{ type_double() }}) as numerator, cast(scored_leads as {{ type_double() }}) as denominator
    from answer_11 where coalesce(lead_scores, 0) <> 0 or coalesce(scored_leads, 0) <> 0
    union all
    select 'average_relationship_duration' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(average_relationship_duration as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_12 where average_relationship_duration is not null
    union all
    select 'average_relationship_duration' as kpi_id, 'plain' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(average_relationship_duration_plain as {{ type_double() }}) as value, cast(relationship_months_ended as {{ type_double() }}) as numerator, cast(relationships_ended as {{ type_double() }}) as denominator
    from answer_12 where coalesce(relationship_months_ended, 0) <> 0 or coalesce(relationships_ended, 0) <> 0
    union all
    select 'average_revenue_per_account' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(average_revenue_per_account as {{ type_double() }}) as value, cast(mrr_of_customers as {{ type_double() }}) as numerator, cast(recurring_customers as {{ type_double() }}) as denominator
    from answer_13 where coalesce(mrr_of_customers, 0) <> 0 or coalesce(recurring_customers, 0) <> 0
    union all
    select 'gross_revenue_retention' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(gross_revenue_retention as {{ type_double() }}) as value, cast(mrr_kept as {{ type_double() }}) as numerator, cast(mrr_a_year_ago as {{ type_double() }}) as denominator
    from answer_13 where coalesce(mrr_kept, 0) <> 0 or coalesce(mrr_a_year_ago, 0) <> 0
    union all
    select 'net_revenue_retention' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(net_revenue_retention as {{ type_double() }}) as value, cast(mrr_retained as {{ type_double() }}) as numerator, cast(mrr_a_year_ago as {{ type_double() }}) as denominator
    from answer_13 where coalesce(mrr_retained, 0) <> 0 or coalesce(mrr_a_year_ago, 0) <> 0
    union all
    select 'average_session_duration' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(average_session_duration as {{ type_double() }}) as value, cast(session_seconds as {{ type_double() }}) as numerator, cast(sessions as {{ type_double() }}) as denominator
    from answer_14 where coalesce(session_seconds, 0) <> 0 or coalesce(sessions, 0) <> 0
    union all
    select 'bounce_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(bounce_rate as {{ type_double() }}) as value, cast(bounced_sessions as {{ type_double() }}) as numerator, cast(sessions as {{ type_double() }}) as denominator
    from answer_14 where coalesce(bounced_sessions, 0) <> 0 or coalesce(sessions, 0) <> 0
    union all
    select 'page_views' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(page_views as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_14 where page_views <> 0
    union all
    select 'pages_per_session' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(pages_per_session as {{ type_double() }}) as value, cast(page_views as {{ type_double() }}) as numerator, cast(sessions as {{ type_double() }}) as denominator
    from answer_14 where coalesce(page_views, 0) <> 0 or coalesce(sessions, 0) <> 0
    union all
    select 'sessions' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sessions as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_14 where sessions <> 0
    union all
    select 'unique_visitors' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(unique_visitors as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_14 where unique_visitors is not null
    union all
    select 'backdated_activity_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(backdated_activity_rate as {{ type_double() }}) as value, cast(activities_backdated as {{ type_double() }}) as numerator, cast(activities_entered as {{ type_double() }}) as denominator
    from answer_15 where coalesce(activities_backdated, 0) <> 0 or coalesce(activities_entered, 0) <> 0
    union all
    select 'backdated_activity_rate' as kpi_id, 'late' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(late_activity_rate as {{ type_double() }}) as value, cast(activities_entered_late as {{ type_double() }}) as numerator, cast(activities_entered as {{ type_double() }}) as denominator
    from answer_15 where coalesce(activities_entered_late, 0) <> 0 or coalesce(activities_entered, 0) <> 0
    union all
    select 'backdated_activity_rate' as kpi_id, 'bulk' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(bulk_activity_rate as {{ type_double() }}) as value, cast(activities_entered_in_bulk as {{ type_double() }}) as numerator, cast(activities_entered as {{ type_double() }}) as denominator
    from answer_15 where coalesce(activities_entered_in_bulk, 0) <> 0 or coalesce(activities_entered, 0) <> 0
    union all
    select 'brand_sentiment' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(brand_sentiment as {{ type_double() }}) as value, cast(net_positive_mentions as {{ type_double() }}) as numerator, cast(mentions as {{ type_double() }}) as denominator
    from answer_16 where coalesce(net_positive_mentions, 0) <> 0 or coalesce(mentions, 0) <> 0
    union all
    select 'cac_payback_months' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(cac_payback_months as {{ type_double() }}) as value, cast(acquisition_cost as {{ type_double() }}) as numerator, cast(first_win_margin_per_month as {{ type_double() }}) as denominator
    from answer_17 where coalesce(acquisition_cost, 0) <> 0 or coalesce(first_win_margin_per_month, 0) <> 0
    union all
    select 'calls_made' as kpi_id, 'adjusted' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(calls_made_adjusted as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_18 where calls_made_adjusted <> 0
    union all
    select 'meetings_held' as kpi_id, 'adjusted' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(meetings_held_adjusted as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_18 where meetings_held_adjusted <> 0
    union all
    select 'campaign_hit_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(campaign_hit_rate as {{ type_double() }}) as value, cast(campaigns_that_hit as {{ type_double() }}) as numerator, cast(campaigns_launched as {{ type_double() }}) as denominator
    from answer_19 where coalesce(campaigns_that_hit, 0) <> 0 or coalesce(campaigns_launched, 0) <> 0
    union all
    select 'campaigns_launched' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(campaigns_launched as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_20 where campaigns_launched <> 0
    union all
    select 'close_date_shift_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(close_date_shift_rate as {{ type_double() }}) as value, cast(deals_shifted as {{ type_double() }}) as numerator, cast(deals_due as {{ type_double() }}) as denominator
    from answer_21 where coalesce(deals_shifted, 0) <> 0 or coalesce(deals_due, 0) <> 0
    union all
    select 'close_date_shift_rate' as kpi_id, 'pushed' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(close_date_push_rate as {{ type_double() }}) as value, cast(deals_pushed as {{ type_double() }}) as numerator, cast(deals_due as {{ type_double() }}) as denominator
    from answer_21 where coalesce(deals_pushed, 0) <> 0 or coalesce(deals_due, 0) <> 0
    union all
    select 'close_date_shift_rate' as kpi_id, 'pulled' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(close_date_pull_rate as {{ type_double() }}) as value, cast(deals_pulled as {{ type_double() }}) as numerator, cast(deals_due as {{ type_double() }}) as denominator
    from answer_21 where coalesce(deals_pulled, 0) <> 0 or coalesce(deals_due, 0) <> 0
    union all
    select 'close_date_shift_rate' as kpi_id, 'bunching' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(quarter_edge_bunching as {{ type_double() }}) as value, cast(wins_at_quarter_edge as {{ type_double() }}) as numerator, cast(wins_expected_at_quarter_edge as {{ type_double() }}) as denominator
    from answer_21 where coalesce(wins_at_quarter_edge, 0) <> 0 or coalesce(wins_expected_at_quarter_edge, 0) <> 0
    union all
    select 'complaint_resolution_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(complaint_resolution_rate as {{ type_double() }}) as value, cast(complaints_resolved_in_window as {{ type_double() }}) as numerator, cast(complaints as {{ type_double() }}) as denominator
    from answer_22 where coalesce(complaints_resolved_in_window, 0) <> 0 or coalesce(complaints, 0) <> 0
    union all
    select 'complaints' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(complaints as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_22 where complaints <> 0
    union all
    select 'one_touch_resolution_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(one_touch_resolution_rate as {{ type_double() }}) as value, cast(tickets_solved_in_one_reply as {{ type_double() }}) as numerator, cast(tickets_solved_with_known_replies as {{ type_double() }}) as denominator
    from answer_22 where coalesce(tickets_solved_in_one_reply, 0) <> 0 or coalesce(tickets_solved_with_known_replies, 0) <> 0
    union all
    select 'reopen_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(reopen_rate as {{ type_double() }}) as value, cast(tickets_reopened as {{ type_double() }}) as numerator, cast(tickets_solved as {{ type_double() }}) as denominator
    from answer_22 where coalesce(tickets_reopened, 0) <> 0 or coalesce(tickets_solved, 0) <> 0
    union all
    select 'resolution_hours' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(resolution_hours as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_22 where resolution_hours is not null
    union all
    select 'resolution_hours' as kpi_id, 'mean' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(resolution_hours_mean as {{ type_double() }}) as value, cast(resolution_hours_spent as {{ type_double() }}) as numerator, cast(tickets_solved as {{ type_double() }}) as denominator
    from answer_22 where coalesce(resolution_hours_spent, 0) <> 0 or coalesce(tickets_solved, 0) <> 0
    union all
    select 'resolution_hours' as kpi_id, 'p90' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(resolution_hours_p90 as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_22 where resolution_hours_p90 is not null
    union all
    select 'resolution_hours' as kpi_id, 'median_business' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(resolution_hours_median_business as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_23 where resolution_hours_median_business is not null
    union all
    select 'resolution_hours' as kpi_id, 'p90_business' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(resolution_hours_p90_business as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_23 where resolution_hours_p90_business is not null
    union all
    select 'resolution_hours' as kpi_id, 'final' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(resolution_hours_final as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_23 where resolution_hours_final is not null
    union all
    select 'resolution_hours' as kpi_id, 'final:p90' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(resolution_hours_final_p90 as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_23 where resolution_hours_final_p90 is not null
    union all
    select 'tickets_opened' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(tickets_opened as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_23 where tickets_opened <> 0
    union all
    select 'contact_to_meeting_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(contact_to_meeting_rate as {{ type_double() }}) as value, cast(leads_with_meeting_in_window as {{ type_double() }}) as numerator, cast(leads_worked as {{ type_double() }}) as denominator
    from answer_24 where coalesce(leads_with_meeting_in_window, 0) <> 0 or coalesce(leads_worked, 0) <> 0
    union all
    select 'leads_worked' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(leads_worked as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_24 where leads_worked <> 0
    union all
    select 'response_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(response_rate as {{ type_double() }}) as value, cast(leads_that_responded as {{ type_double() }}) as numerator, cast(leads_worked as {{ type_double() }}) as denominator
    from answer_24 where coalesce(leads_that_responded, 0) <> 0 or coalesce(leads_worked, 0) <> 0
    union all
    select 'speed_to_lead_hours' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(speed_to_lead_hours as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_24 where speed_to_lead_hours is not null
    union all
    select 'speed_to_lead_hours' as kpi_id, 'mean' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(speed_to_lead_hours_mean as {{ type_double() }}) as value, cast(speed_to_lead_hours_waited as {{ type_double() }}) as numerator, cast(leads_answered as {{ type_double() }}) as denominator
    from answer_24 where coalesce(speed_to_lead_hours_waited, 0) <> 0 or coalesce(leads_answered, 0) <> 0
    union all
    select 'speed_to_lead_hours' as kpi_id, 'p90' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(speed_to_lead_hours_p90 as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_24 where speed_to_lead_hours_p90 is not null
    union all
    select 'speed_to_lead_hours' as kpi_id, 'median_business' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(speed_to_lead_hours_median_business as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_24 where speed_to_lead_hours_median_business is not null
    union all
    select 'speed_to_lead_hours' as kpi_id, 'p90_business' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(speed_to_lead_hours_p90_business as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_24 where speed_to_lead_hours_p90_business is not null
    union all
    select 'content_engagement_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(content_engagement_rate as {{ type_double() }}) as value, cast(engaged_content_sessions as {{ type_double() }}) as numerator, cast(content_sessions as {{ type_double() }}) as denominator
    from answer_25 where coalesce(engaged_content_sessions, 0) <> 0 or coalesce(content_sessions, 0) <> 0
    union all
    select 'contents_published' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(contents_published as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_26 where contents_published <> 0
    union all
    select 'social_posts_published' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(social_posts_published as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_26 where social_posts_published <> 0
    union all
    select 'cost_per_acquisition' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(cost_per_acquisition as {{ type_double() }}) as value, cast(marketing_spend as {{ type_double() }}) as numerator, cast(new_customers as {{ type_double() }}) as denominator
    from answer_27 where coalesce(marketing_spend, 0) <> 0 or coalesce(new_customers, 0) <> 0
    union all
    select 'cost_per_lead' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(cost_per_lead as {{ type_double() }}) as value, cast(marketing_spend as {{ type_double() }}) as numerator, cast(leads_generated as {{ type_double() }}) as denominator
    from answer_28 where coalesce(marketing_spend, 0) <> 0 or coalesce(leads_generated, 0) <> 0
    union all
    select 'cost_per_lead' as kpi_id, 'ads' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(cost_per_lead_ads as {{ type_double() }}) as value, cast(marketing_spend_ads as {{ type_double() }}) as numerator, cast(leads_generated as {{ type_double() }}) as denominator
    from answer_28 where coalesce(marketing_spend_ads, 0) <> 0 or coalesce(leads_generated, 0) <> 0
    union all
    select 'crm_completeness' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(crm_completeness as {{ type_double() }}) as value, cast(fields_filled as {{ type_double() }}) as numerator, cast(fields_required as {{ type_double() }}) as denominator
    from answer_29 where coalesce(fields_filled, 0) <> 0 or coalesce(fields_required, 0) <> 0
    union all
    select 'crm_completeness' as kpi_id, record_day__record_kind as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(crm_completeness as {{ type_double() }}) as value, cast(fields_filled as {{ type_double() }}) as numerator, cast(fields_required as {{ type_double() }}) as denominator
    from answer_30 where record_day__record_kind is not null and (coalesce(fields_filled, 0) <> 0 or coalesce(fields_required, 0) <> 0)
    union all
    select 'customer_acquisition_cost' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(customer_acquisition_cost as {{ type_double() }}) as value, cast(acquisition_cost as {{ type_double() }}) as numerator, cast(new_customers as {{ type_double() }}) as denominator
    from answer_31 where coalesce(acquisition_cost, 0) <> 0 or coalesce(new_customers, 0) <> 0
    union all
    select 'customer_churn_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(customer_churn_rate as {{ type_double() }}) as value, cast(customers_lost as {{ type_double() }}) as numerator, cast(customers_at_start as {{ type_double() }}) as denominator
    from answer_32 where coalesce(customers_lost, 0) <> 0 or coalesce(customers_at_start, 0) <> 0
    union all
    select 'customer_retention_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(customer_retention_rate as {{ type_double() }}) as value, cast(customers_kept as {{ type_double() }}) as numerator, cast(customers_at_start as {{ type_double() }}) as denominator
    from answer_32 where coalesce(customers_kept, 0) <> 0 or coalesce(customers_at_start, 0) <> 0
    union all
    select 'customer_effort_score' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(customer_effort_score as {{ type_double() }}) as value, cast(effort_scores as {{ type_double() }}) as numerator, cast(effort_answers as {{ type_double() }}) as denominator
    from answer_33 where coalesce(effort_scores, 0) <> 0 or coalesce(effort_answers, 0) <> 0
    union all
    select 'net_promoter_score' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(net_promoter_score as {{ type_double() }}) as value, cast(nps_points as {{ type_double() }}) as numerator, cast(nps_answers as {{ type_double() }}) as denominator
    from answer_33 where coalesce(nps_points, 0) <> 0 or coalesce(nps_answers, 0) <> 0
    union all
    select 'customer_lifetime_value' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(customer_lifetime_value as {{ type_double() }}) as value, cast(lifetime_revenue as {{ type_double() }}) as numerator, cast(lifetime_customers as {{ type_double() }}) as denominator
    from answer_34 where coalesce(lifetime_revenue, 0) <> 0 or coalesce(lifetime_customers, 0) <> 0
    union all
    select 'customer_lifetime_value' as kpi_id, 'customer_lifetime_margin' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(customer_lifetime_margin as {{ type_double() }}) as value, cast(lifetime_margin as {{ type_double() }}) as numerator, cast(lifetime_customers as {{ type_double() }}) as denominator
    from answer_34 where coalesce(lifetime_margin, 0) <> 0 or coalesce(lifetime_customers, 0) <> 0
    union all
    select 'loyal_customers_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(loyal_customers_rate as {{ type_double() }}) as value, cast(loyal_customers as {{ type_double() }}) as numerator, cast(active_customers as {{ type_double() }}) as denominator
    from answer_34 where coalesce(loyal_customers, 0) <> 0 or coalesce(active_customers, 0) <> 0
    union all
    select 'customer_satisfaction_score' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(customer_satisfaction_score as {{ type_double() }}) as value, cast(csat_answers_satisfied as {{ type_double() }}) as numerator, cast(csat_answers as {{ type_double() }}) as denominator
    from answer_35 where coalesce(csat_answers_satisfied, 0) <> 0 or coalesce(csat_answers, 0) <> 0
    union all
    select 'customer_satisfaction_score' as kpi_id, 'public_reviews' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(customer_satisfaction_score_public_reviews as {{ type_double() }}) as value, cast(review_scores as {{ type_double() }}) as numerator, cast(reviews as {{ type_double() }}) as denominator
    from answer_35 where coalesce(review_scores, 0) <> 0 or coalesce(reviews, 0) <> 0
    union all
    select 'deal_quality_score' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(deal_quality_score as {{ type_double() }}) as value, cast(quality_points as {{ type_double() }}) as numerator, cast(deals_scored as {{ type_double() }}) as denominator
    from answer_36 where coalesce(quality_points, 0) <> 0 or coalesce(deals_scored, 0) <> 0
    union all
    select 'win_loss_reasons' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_loss_reasons as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_36 where win_loss_reasons <> 0
    union all
    select 'win_loss_reasons' as kpi_id, 'amount' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_loss_reasons_amount as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_36 where win_loss_reasons_amount <> 0
    union all
    select 'discount_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(discount_rate as {{ type_double() }}) as value, cast(discount_granted as {{ type_double() }}) as numerator, cast(list_price_sold as {{ type_double() }}) as denominator
    from answer_37 where coalesce(discount_granted, 0) <> 0 or coalesce(list_price_sold, 0) <> 0
    union all
    select 'discount_rate' as kpi_id, 'deals' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(discount_rate_deals as {{ type_double() }}) as value, cast(deals_won_with_discount as {{ type_double() }}) as numerator, cast(deals_won_with_list_price as {{ type_double() }}) as denominator
    from answer_37 where coalesce(deals_won_with_discount, 0) <> 0 or coalesce(deals_won_with_list_price, 0) <> 0
    union all
    select 'gross_margin' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(gross_margin as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_37 where gross_margin <> 0
    union all
    select 'gross_margin_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(gross_margin_rate as {{ type_double() }}) as value, cast(gross_margin as {{ type_double() }}) as numerator, cast(revenue_of_known_cost as {{ type_double() }}) as denominator
    from answer_37 where coalesce(gross_margin, 0) <> 0 or coalesce(revenue_of_known_cost, 0) <> 0
    union all
    select 'email_attributed_revenue' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(email_attributed_revenue as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_38 where email_attributed_revenue <> 0
    union all
    select 'email_click_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(email_click_rate as {{ type_double() }}) as value, cast(emails_clicked as {{ type_double() }}) as numerator, cast(emails_delivered as {{ type_double() }}) as denominator
    from answer_39 where coalesce(emails_clicked, 0) <> 0 or coalesce(emails_delivered, 0) <> 0
    union all
    select 'email_open_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(email_open_rate as {{ type_double() }}) as value, cast(emails_opened as {{ type_double() }}) as numerator, cast(emails_delivered as {{ type_double() }}) as denominator
    from answer_39 where coalesce(emails_opened, 0) <> 0 or coalesce(emails_delivered, 0) <> 0
    union all
    select 'email_unsubscribe_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(email_unsubscribe_rate as {{ type_double() }}) as value, cast(emails_unsubscribed as {{ type_double() }}) as numerator, cast(emails_delivered as {{ type_double() }}) as denominator
    from answer_39 where coalesce(emails_unsubscribed, 0) <> 0 or coalesce(emails_delivered, 0) <> 0
    union all
    select 'emails_per_recipient' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(emails_per_recipient as {{ type_double() }}) as value, cast(marketing_emails_sent as {{ type_double() }}) as numerator, cast(email_recipients as {{ type_double() }}) as denominator
    from answer_39 where coalesce(marketing_emails_sent, 0) <> 0 or coalesce(email_recipients, 0) <> 0
    union all
    select 'marketing_emails_sent' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(marketing_emails_sent as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_39 where marketing_emails_sent <> 0
    union all
    select 'email_conversion_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(email_conversion_rate as {{ type_double() }}) as value, cast(emails_converted as {{ type_double() }}) as numerator, cast(emails_delivered as {{ type_double() }}) as denominator
    from answer_40 where coalesce(emails_converted, 0) <> 0 or coalesce(emails_delivered, 0) <> 0
    union all
    select 'email_revenue_share' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(email_revenue_share as {{ type_double() }}) as value, cast(email_attributed_revenue as {{ type_double() }}) as numerator, cast(amount_won as {{ type_double() }}) as denominator
    from answer_41 where coalesce(email_attributed_revenue, 0) <> 0 or coalesce(amount_won, 0) <> 0
    union all
    select 'first_response_hours' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(first_response_hours as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_42 where first_response_hours is not null
    union all
    select 'first_response_hours' as kpi_id, 'mean' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(first_response_hours_mean as {{ type_double() }}) as value, cast(first_response_hours_waited as {{ type_double() }}) as numerator, cast(tickets_first_replied as {{ type_double() }}) as denominator
    from answer_42 where coalesce(first_response_hours_waited, 0) <> 0 or coalesce(tickets_first_replied, 0) <> 0
    union all
    select 'first_response_hours' as kpi_id, 'p90' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(first_response_hours_p90 as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_42 where first_response_hours_p90 is not null
    union all
    select 'first_response_hours' as kpi_id, 'median_business' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(first_response_hours_median_business as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_42 where first_response_hours_median_business is not null
    union all
    select 'first_response_hours' as kpi_id, 'p90_business' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(first_response_hours_p90_business as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_42 where first_response_hours_p90_business is not null
    union all
    select 'follow_up_success_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(follow_up_success_rate as {{ type_double() }}) as value, cast(deals_won_after_follow_up as {{ type_double() }}) as numerator, cast(follow_ups_made as {{ type_double() }}) as denominator
    from answer_43 where coalesce(deals_won_after_follow_up, 0) <> 0 or coalesce(follow_ups_made, 0) <> 0
    union all
    select 'forecast_accuracy' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(forecast_accuracy as {{ type_double() }}) as value, cast(revenue_foreseen as {{ type_double() }}) as numerator, cast(revenue_of_the_forecast as {{ type_double() }}) as denominator
    from answer_44 where coalesce(revenue_foreseen, 0) <> 0 or coalesce(revenue_of_the_forecast, 0) <> 0
    union all
    select 'forecast_revenue' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(forecast_revenue as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_44 where forecast_revenue <> 0
    union all
    select 'forecast_revenue' as kpi_id, 'p10' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(forecast_revenue_p10 as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_44 where forecast_revenue_p10 <> 0
    union all
    select 'forecast_revenue' as kpi_id, 'p90' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(forecast_revenue_p90 as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_44 where forecast_revenue_p90 <> 0
    union all
    select 'forecast_revenue' as kpi_id, 'to_date' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(forecast_revenue_to_date as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_44 where forecast_revenue_to_date <> 0
    union all
    select 'forecast_bias' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(forecast_bias as {{ type_double() }}) as value, cast(forecast_bias_total as {{ type_double() }}) as numerator, cast(forecasts_judged as {{ type_double() }}) as denominator
    from answer_45 where coalesce(forecast_bias_total, 0) <> 0 or coalesce(forecasts_judged, 0) <> 0
    union all
    select 'forecast_bias' as kpi_id, 'over' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(forecast_bias_over as {{ type_double() }}) as value, cast(over_forecast_total as {{ type_double() }}) as numerator, cast(forecasts_judged as {{ type_double() }}) as denominator
    from answer_45 where coalesce(over_forecast_total, 0) <> 0 or coalesce(forecasts_judged, 0) <> 0
    union all
    select 'forecast_bias' as kpi_id, 'under' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(forecast_bias_under as {{ type_double() }}) as value, cast(under_forecast_total as {{ type_double() }}) as numerator, cast(forecasts_judged as {{ type_double() }}) as denominator
    from answer_45 where coalesce(under_forecast_total, 0) <> 0 or coalesce(forecasts_judged, 0) <> 0
    union all
    select 'forecast_bias' as kpi_id, 'late_raises' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(forecast_late_raises as {{ type_double() }}) as value, cast(forecasts_raised_late as {{ type_double() }}) as numerator, cast(forecasts_judged as {{ type_double() }}) as denominator
    from answer_45 where coalesce(forecasts_raised_late, 0) <> 0 or coalesce(forecasts_judged, 0) <> 0
    union all
    select 'forecast_bias' as kpi_id, stage_forecast__stage as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(forecast_bias as {{ type_double() }}) as value, cast(forecast_bias_total as {{ type_double() }}) as numerator, cast(forecasts_judged as {{ type_double() }}) as denominator
    from answer_46 where stage_forecast__stage is not null and (coalesce(forecast_bias_total, 0) <> 0 or coalesce(forecasts_judged, 0) <> 0)
    union all
    select 'forecast_bias' as kpi_id, stage_forecast__stage || ':over' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(forecast_bias_over as {{ type_double() }}) as value, cast(over_forecast_total as {{ type_double() }}) as numerator, cast(forecasts_judged as {{ type_double() }}) as denominator
    from answer_46 where stage_forecast__stage is not null and (coalesce(over_forecast_total, 0) <> 0 or coalesce(forecasts_judged, 0) <> 0)
    union all
    select 'forecast_bias' as kpi_id, stage_forecast__stage || ':under' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(forecast_bias_under as {{ type_double() }}) as value, cast(under_forecast_total as {{ type_double() }}) as numerator, cast(forecasts_judged as {{ type_double() }}) as denominator
    from answer_46 where stage_forecast__stage is not null and (coalesce(under_forecast_total, 0) <> 0 or coalesce(forecasts_judged, 0) <> 0)
    union all
    select 'forecast_bias' as kpi_id, stage_forecast__stage || ':late_raises' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(forecast_late_raises as {{ type_double() }}) as value, cast(forecasts_raised_late as {{ type_double() }}) as numerator, cast(forecasts_judged as {{ type_double() }}) as denominator
    from answer_46 where stage_forecast__stage is not null and (coalesce(forecasts_raised_late, 0) <> 0 or coalesce(forecasts_judged, 0) <> 0)
    union all
    select 'forecast_revenue' as kpi_id, 'adjusted' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(forecast_revenue_adjusted as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_47 where forecast_revenue_adjusted <> 0
    union all
    select 'icp_fit_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(icp_fit_rate as {{ type_double() }}) as value, cast(ideal_customer_leads as {{ type_double() }}) as numerator, cast(leads_generated as {{ type_double() }}) as denominator
    from answer_48 where coalesce(ideal_customer_leads, 0) <> 0 or coalesce(leads_generated, 0) <> 0
    union all
    select 'lead_qualification_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(lead_qualification_rate as {{ type_double() }}) as value, cast(leads_qualified_in_window as {{ type_double() }}) as numerator, cast(leads_generated as {{ type_double() }}) as denominator
    from answer_48 where coalesce(leads_qualified_in_window, 0) <> 0 or coalesce(leads_generated, 0) <> 0
    union all
    select 'lead_to_opportunity_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(lead_to_opportunity_rate as {{ type_double() }}) as value, cast(leads_with_opportunity_in_window as {{ type_double() }}) as numerator, cast(leads_generated as {{ type_double() }}) as denominator
    from answer_48 where coalesce(leads_with_opportunity_in_window, 0) <> 0 or coalesce(leads_generated, 0) <> 0
    union all
    select 'lead_to_opportunity_rate' as kpi_id, 'period' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(lead_to_opportunity_rate_period as {{ type_double() }}) as value, cast(leads_with_first_opportunity as {{ type_double() }}) as numerator, cast(leads_generated as {{ type_double() }}) as denominator
    from answer_48 where coalesce(leads_with_first_opportunity, 0) <> 0 or coalesce(leads_generated, 0) <> 0
    union all
    select 'leads_generated' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(leads_generated as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_48 where leads_generated <> 0
    union all
    select 'mql_to_sql_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(mql_to_sql_rate as {{ type_double() }}) as value, cast(mqls_accepted_in_window as {{ type_double() }}) as numerator, cast(mqls as {{ type_double() }}) as denominator
    from answer_49 where coalesce(mqls_accepted_in_window, 0) <> 0 or coalesce(mqls, 0) <> 0
    union all
    select 'mql_to_sql_rate' as kpi_id, 'period' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(mql_to_sql_rate_period as {{ type_double() }}) as value, cast(sqls as {{ type_double() }}) as numerator, cast(mqls as {{ type_double() }}) as denominator
    from answer_49 where coalesce(sqls, 0) <> 0 or coalesce(mqls, 0) <> 0
    union all
    select 'mqls' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(mqls as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_49 where mqls <> 0
    union all
    select 'sqls' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sqls as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_49 where sqls <> 0
    union all
    select 'late_logged_pipeline_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(late_logged_pipeline_rate as {{ type_double() }}) as value, cast(wins_logged_late as {{ type_double() }}) as numerator, cast(wins_logged as {{ type_double() }}) as denominator
    from answer_50 where coalesce(wins_logged_late, 0) <> 0 or coalesce(wins_logged, 0) <> 0
    union all
    select 'lead_to_opportunity_rate' as kpi_id, 'adjusted' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(lead_to_opportunity_rate_adjusted as {{ type_double() }}) as value, cast(adjusted_leads_with_opportunity as {{ type_double() }}) as numerator, cast(adjusted_leads_generated as {{ type_double() }}) as denominator
    from answer_51 where coalesce(adjusted_leads_with_opportunity, 0) <> 0 or coalesce(adjusted_leads_generated, 0) <> 0
    union all
    select 'ltv_to_cac_ratio' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(ltv_to_cac_ratio as {{ type_double() }}) as value, cast(lifetime_value_won as {{ type_double() }}) as numerator, cast(lifetime_value_paid as {{ type_double() }}) as denominator
    from answer_52 where coalesce(lifetime_value_won, 0) <> 0 or coalesce(lifetime_value_paid, 0) <> 0
    union all
    select 'market_coverage_rate' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(market_coverage_rate as {{ type_double() }}) as value, cast(covered_target_accounts as {{ type_double() }}) as numerator, cast(target_accounts as {{ type_double() }}) as denominator
    from answer_53 where coalesce(covered_target_accounts, 0) <> 0 or coalesce(target_accounts, 0) <> 0
    union all
    select 'market_share' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(market_share as {{ type_double() }}) as value, cast(revenue_in_sized_markets as {{ type_double() }}) as numerator, cast(size_of_markets as {{ type_double() }}) as denominator
    from answer_54 where coalesce(revenue_in_sized_markets, 0) <> 0 or coalesce(size_of_markets, 0) <> 0
    union all
    select 'market_share_growth' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(market_share_growth as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_54 where market_share_growth is not null
    union all
    select 'marketing_roi' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(marketing_roi as {{ type_double() }}) as value, cast(marketing_return_linear as {{ type_double() }}) as numerator, cast(marketing_spend as {{ type_double() }}) as denominator
    from answer_55 where coalesce(marketing_return_linear, 0) <> 0 or coalesce(marketing_spend, 0) <> 0
    union all
    select 'marketing_roi' as kpi_id, 'first_touch' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(marketing_roi_first_touch as {{ type_double() }}) as value, cast(marketing_return_first_touch as {{ type_double() }}) as numerator, cast(marketing_spend as {{ type_double() }}) as denominator
    from answer_55 where coalesce(marketing_return_first_touch, 0) <> 0 or coalesce(marketing_spend, 0) <> 0
    union all
    select 'marketing_roi' as kpi_id, 'last_touch' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(marketing_roi_last_touch as {{ type_double() }}) as value, cast(marketing_return_last_touch as {{ type_double() }}) as numerator, cast(marketing_spend as {{ type_double() }}) as denominator
    from answer_55 where coalesce(marketing_return_last_touch, 0) <> 0 or coalesce(marketing_spend, 0) <> 0
    union all
    select 'marketing_roi' as kpi_id, 'linear' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(marketing_roi_linear as {{ type_double() }}) as value, cast(marketing_return_linear as {{ type_double() }}) as numerator, cast(marketing_spend as {{ type_double() }}) as denominator
    from answer_55 where coalesce(marketing_return_linear, 0) <> 0 or coalesce(marketing_spend, 0) <> 0
    union all
    select 'marketing_roi' as kpi_id, 'time_decay' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(marketing_roi_time_decay as {{ type_double() }}) as value, cast(marketing_return_time_decay as {{ type_double() }}) as numerator, cast(marketing_spend as {{ type_double() }}) as denominator
    from answer_55 where coalesce(marketing_return_time_decay, 0) <> 0 or coalesce(marketing_spend, 0) <> 0
    union all
    select 'marketing_roi' as kpi_id, 'position_based' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(marketing_roi_position_based as {{ type_double() }}) as value, cast(marketing_return_position_based as {{ type_double() }}) as numerator, cast(marketing_spend as {{ type_double() }}) as denominator
    from answer_56 where coalesce(marketing_return_position_based, 0) <> 0 or coalesce(marketing_spend, 0) <> 0
    union all
    select 'marketing_roi' as kpi_id, 'w_shaped' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(marketing_roi_w_shaped as {{ type_double() }}) as value, cast(marketing_return_w_shaped as {{ type_double() }}) as numerator, cast(marketing_spend as {{ type_double() }}) as denominator
    from answer_56 where coalesce(marketing_return_w_shaped, 0) <> 0 or coalesce(marketing_spend, 0) <> 0
    union all
    select 'marketing_roi' as kpi_id, 'markov' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(marketing_roi_markov as {{ type_double() }}) as value, cast(marketing_return_markov as {{ type_double() }}) as numerator, cast(marketing_spend as {{ type_double() }}) as denominator
    from answer_56 where coalesce(marketing_return_markov, 0) <> 0 or coalesce(marketing_spend, 0) <> 0
    union all
    select 'meetings_booked' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(meetings_booked as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_57 where meetings_booked <> 0
    union all
    select 'mrr' as kpi_id, 'transferred' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(mrr_transferred as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_58 where mrr_transferred <> 0
    union all
    select 'mrr_churn' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(mrr_churn as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_59 where mrr_churn <> 0
    union all
    select 'mrr_contraction' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(mrr_contraction as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_59 where mrr_contraction <> 0
    union all
    select 'mrr_expansion' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(mrr_expansion as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_59 where mrr_expansion <> 0
    union all
    select 'mrr_new' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(mrr_new as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_59 where mrr_new <> 0
    union all
    select 'mrr_reactivation' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(mrr_reactivation as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_59 where mrr_reactivation <> 0
    union all
    select 'saas_quick_ratio' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(saas_quick_ratio as {{ type_double() }}) as value, cast(mrr_gained as {{ type_double() }}) as numerator, cast(mrr_lost as {{ type_double() }}) as denominator
    from answer_59 where coalesce(mrr_gained, 0) <> 0 or coalesce(mrr_lost, 0) <> 0
    union all
    select 'new_market_revenue_share' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(new_market_revenue_share as {{ type_double() }}) as value, cast(new_market_revenue_share_amount as {{ type_double() }}) as numerator, cast(revenue as {{ type_double() }}) as denominator
    from answer_60 where coalesce(new_market_revenue_share_amount, 0) <> 0 or coalesce(revenue, 0) <> 0
    union all
    select 'new_market_revenue_share' as kpi_id, 'amount' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(new_market_revenue_share_amount as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_60 where new_market_revenue_share_amount <> 0
)

select
    kpi_id,
    variant,
    'quarter' as grain,
    cast(period_start as date) as period_start,
    dimension,
    dimension_value,
    value,
    numerator,
    denominator
from measured
{%- endif %}
