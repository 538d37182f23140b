{{ config(materialized='incremental', incremental_strategy='replace_periods', on_schema_change='fail', tags=['kpi', 'kpi_generated'], meta={'grain': 'week'}) }}
{%- set bounds = kpi_bounds() %}
{%- if is_incremental() and bounds['from'] is none %}
select * from {{ this }} where 1 = 0
{%- else %}
-- Compiled from the metric files by `python -m kpis compile`: do not edit.
with answer_1 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'occurred_on') }} AS metric_time__week
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
  FROM {{ kpi_source(ref('fct_activities'), 'occurred_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} activities_src_10000
)

SELECT
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week) AS metric_time__week
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_5.activities_logged), 0) AS activities_logged
  , COALESCE(MAX(subq_5.calls_made), 0) AS calls_made
  , COALESCE(MAX(subq_5.customer_visits), 0) AS customer_visits
  , COALESCE(MAX(subq_5.customers_visited), 0) AS customers_visited
  , COALESCE(MAX(subq_5.demos_held), 0) AS demos_held
  , COALESCE(MAX(subq_5.follow_ups_made), 0) AS follow_ups_made
  , COALESCE(MAX(subq_5.meetings_held), 0) AS meetings_held
  , COALESCE(MAX(subq_5.qualified_meetings), 0) AS qualified_meetings
  , COALESCE(MAX(subq_5.reps_active), 0) AS reps_active
  , MAX(subq_11.activities_per_rep) AS activities_per_rep
  , MAX(subq_11.call_to_qualified_meeting_rate) AS call_to_qualified_meeting_rate
  , MAX(subq_11.customer_visits_per_customer) AS customer_visits_per_customer
FROM (
  SELECT
    metric_time__week
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
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__activities_logged) AS __activities_logged
      , SUM(__calls_made) AS __calls_made
      , SUM(__customer_visits) AS __customer_visits
      , COUNT(DISTINCT __customers_visited) AS __customers_visited
      , SUM(__demos_held) AS __demos_held
      , SUM(__follow_ups_made) AS __follow_ups_made
      , SUM(__meetings_held) AS __meetings_held
      , SUM(__qualified_meetings) AS __qualified_meetings
      , COUNT(DISTINCT __reps_active) AS __reps_active
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__activities_logged, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__reps_active, 0), 0) AS {{ type_double() }}) AS activities_per_rep
    , CAST(COALESCE(__qualified_meetings, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__calls_made, 0), 0) AS {{ type_double() }}) AS call_to_qualified_meeting_rate
    , CAST(COALESCE(__customer_visits, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__customers_visited, 0), 0) AS {{ type_double() }}) AS customer_visits_per_customer
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__activities_logged) AS __activities_logged
      , SUM(__calls_made) AS __calls_made
      , SUM(__customer_visits) AS __customer_visits
      , COUNT(DISTINCT __customers_visited) AS __customers_visited
      , SUM(__qualified_meetings) AS __qualified_meetings
      , COUNT(DISTINCT __reps_active) AS __reps_active
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_9
) subq_11
ON
  (
    subq_5.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member)
),

answer_2 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'occurred_on') }} AS metric_time__week
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
  FROM {{ kpi_source(ref('fct_activities'), 'occurred_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} activities_src_10000
)

SELECT
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week) AS metric_time__week
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_5.activities_timed), 0) AS activities_timed
  , COALESCE(MAX(subq_5.meetings_due), 0) AS meetings_due
  , COALESCE(MAX(subq_5.meetings_missed), 0) AS meetings_missed
  , COALESCE(MAX(subq_5.minutes_spent), 0) AS minutes_spent
  , COALESCE(MAX(subq_5.outbound_touches), 0) AS outbound_touches
  , COALESCE(MAX(subq_5.qualified_meetings), 0) AS qualified_meetings
  , COALESCE(MAX(subq_5.sales_emails_sent), 0) AS sales_emails_sent
  , COALESCE(MAX(subq_5.social_touches), 0) AS social_touches
  , MAX(subq_11.no_show_rate) AS no_show_rate
  , MAX(subq_11.time_per_activity) AS time_per_activity
FROM (
  SELECT
    metric_time__week
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
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__activities_timed) AS __activities_timed
      , SUM(__meetings_due) AS __meetings_due
      , SUM(__meetings_missed) AS __meetings_missed
      , SUM(__minutes_spent) AS __minutes_spent
      , SUM(__outbound_touches) AS __outbound_touches
      , SUM(__qualified_meetings) AS __qualified_meetings
      , SUM(__sales_emails_sent) AS __sales_emails_sent
      , SUM(__social_touches) AS __social_touches
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__meetings_missed, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__meetings_due, 0), 0) AS {{ type_double() }}) AS no_show_rate
    , CAST(COALESCE(__minutes_spent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__activities_timed, 0), 0) AS {{ type_double() }}) AS time_per_activity
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__activities_timed) AS __activities_timed
      , SUM(__meetings_due) AS __meetings_due
      , SUM(__meetings_missed) AS __meetings_missed
      , SUM(__minutes_spent) AS __minutes_spent
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_9
) subq_11
ON
  (
    subq_5.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member)
),

answer_3 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'day_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , clicks AS __ad_clicks
    , case when cost_reporting is not null then clicks end AS __clicks_of_known_cost
    , impressions AS __impressions
    , cast(marketing_cost as decimal(28, 9)) AS __marketing_spend
    , cast(ads_cost as decimal(28, 9)) AS __marketing_spend_ads
  FROM {{ kpi_source(ref('fct_spend'), 'day_on', 'week', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} spend_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__week, subq_11.metric_time__week) AS metric_time__week
  , COALESCE(subq_6.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_11.kpi_member) AS kpi_member
  , MAX(subq_6.ad_click_through_rate) AS ad_click_through_rate
  , MAX(subq_6.cost_per_click) AS cost_per_click
  , COALESCE(MAX(subq_11.ad_clicks), 0) AS ad_clicks
  , COALESCE(MAX(subq_11.clicks_of_known_cost), 0) AS clicks_of_known_cost
  , COALESCE(MAX(subq_11.impressions), 0) AS impressions
  , COALESCE(MAX(subq_11.marketing_spend), 0) AS marketing_spend
  , COALESCE(MAX(subq_11.marketing_spend_ads), 0) AS marketing_spend_ads
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__ad_clicks, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__impressions, 0), 0) AS {{ type_double() }}) AS ad_click_through_rate
    , CAST(COALESCE(__marketing_spend_ads, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__clicks_of_known_cost, 0), 0) AS {{ type_double() }}) AS cost_per_click
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__ad_clicks) AS __ad_clicks
      , SUM(__clicks_of_known_cost) AS __clicks_of_known_cost
      , SUM(__impressions) AS __impressions
      , SUM(__marketing_spend_ads) AS __marketing_spend_ads
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__ad_clicks, 0) AS ad_clicks
    , COALESCE(__clicks_of_known_cost, 0) AS clicks_of_known_cost
    , COALESCE(__impressions, 0) AS impressions
    , COALESCE(__marketing_spend, 0) AS marketing_spend
    , COALESCE(__marketing_spend_ads, 0) AS marketing_spend_ads
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__ad_clicks) AS __ad_clicks
      , SUM(__clicks_of_known_cost) AS __clicks_of_known_cost
      , SUM(__impressions) AS __impressions
      , SUM(__marketing_spend) AS __marketing_spend
      , SUM(__marketing_spend_ads) AS __marketing_spend_ads
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_10
) subq_11
ON
  (
    subq_6.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_6.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__week, subq_11.metric_time__week)
  , COALESCE(subq_6.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_11.kpi_member)
),

answer_4 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'closed_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , type AS deal__deal_type
    , won_amount AS __amount_won
    , is_won AS __deals_won
    , case when amount_reporting is not null then is_won else 0 end AS __deals_won_with_amount
    , is_new_customer AS __new_customers
  FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} closed_deals_src_10000
)

SELECT
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_18.metric_time__week, subq_25.metric_time__week, subq_32.metric_time__week) AS metric_time__week
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_18.kpi_dimension, subq_25.kpi_dimension, subq_32.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_18.kpi_member, subq_25.kpi_member, subq_32.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_5.amount_won), 0) AS amount_won
  , COALESCE(MAX(subq_5.deals_won), 0) AS deals_won
  , COALESCE(MAX(subq_5.deals_won_with_amount), 0) AS deals_won_with_amount
  , COALESCE(MAX(subq_5.new_customers), 0) AS new_customers
  , MAX(subq_11.average_deal_size) AS average_deal_size
  , MAX(subq_18.average_deal_size_expansion) AS average_deal_size_expansion
  , MAX(subq_18.average_deal_size_expansion_denominator) AS average_deal_size_expansion_denominator
  , MAX(subq_18.average_deal_size_expansion_numerator) AS average_deal_size_expansion_numerator
  , MAX(subq_25.average_deal_size_new) AS average_deal_size_new
  , MAX(subq_25.average_deal_size_new_denominator) AS average_deal_size_new_denominator
  , MAX(subq_25.average_deal_size_new_numerator) AS average_deal_size_new_numerator
  , MAX(subq_32.average_deal_size_renewal) AS average_deal_size_renewal
  , MAX(subq_32.average_deal_size_renewal_denominator) AS average_deal_size_renewal_denominator
  , MAX(subq_32.average_deal_size_renewal_numerator) AS average_deal_size_renewal_numerator
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__amount_won, 0) AS amount_won
    , COALESCE(__deals_won, 0) AS deals_won
    , COALESCE(__deals_won_with_amount, 0) AS deals_won_with_amount
    , COALESCE(__new_customers, 0) AS new_customers
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__amount_won) AS __amount_won
      , SUM(__deals_won) AS __deals_won
      , SUM(__deals_won_with_amount) AS __deals_won_with_amount
      , SUM(__new_customers) AS __new_customers
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__amount_won, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__deals_won_with_amount, 0), 0) AS {{ type_double() }}) AS average_deal_size
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__amount_won) AS __amount_won
      , SUM(__deals_won_with_amount) AS __deals_won_with_amount
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_9
) subq_11
ON
  (
    subq_5.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(amount_won AS {{ type_double() }}) / CAST(NULLIF(deals_won_with_amount, 0) AS {{ type_double() }}) AS average_deal_size_expansion
    , deals_won_with_amount AS average_deal_size_expansion_denominator
    , amount_won AS average_deal_size_expansion_numerator
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , COALESCE(__amount_won, 0) AS amount_won
      , COALESCE(__deals_won_with_amount, 0) AS deals_won_with_amount
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , SUM(amount_won) AS __amount_won
        , SUM(deals_won_with_amount) AS __deals_won_with_amount
      FROM (
        SELECT
          metric_time__week
          , kpi_dimension
          , kpi_member
          , deal__deal_type
          , __amount_won AS amount_won
          , __deals_won_with_amount AS deals_won_with_amount
        FROM sma_10001_cte
      ) subq_13
      WHERE deal__deal_type = 'expansion'
      GROUP BY
        metric_time__week
        , kpi_dimension
        , kpi_member
    ) subq_16
  ) subq_17
) subq_18
ON
  (
    COALESCE(subq_5.metric_time__week, subq_11.metric_time__week) = subq_18.metric_time__week
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) = subq_18.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member) = subq_18.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(amount_won AS {{ type_double() }}) / CAST(NULLIF(deals_won_with_amount, 0) AS {{ type_double() }}) AS average_deal_size_new
    , deals_won_with_amount AS average_deal_size_new_denominator
    , amount_won AS average_deal_size_new_numerator
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , COALESCE(__amount_won, 0) AS amount_won
      , COALESCE(__deals_won_with_amount, 0) AS deals_won_with_amount
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , SUM(amount_won) AS __amount_won
        , SUM(deals_won_with_amount) AS __deals_won_with_amount
      FROM (
        SELECT
          metric_time__week
          , kpi_dimension
          , kpi_member
          , deal__deal_type
          , __amount_won AS amount_won
          , __deals_won_with_amount AS deals_won_with_amount
        FROM sma_10001_cte
      ) subq_20
      WHERE deal__deal_type = 'new'
      GROUP BY
        metric_time__week
        , kpi_dimension
        , kpi_member
    ) subq_23
  ) subq_24
) subq_25
ON
  (
    COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_18.metric_time__week) = subq_25.metric_time__week
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_18.kpi_dimension) = subq_25.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_18.kpi_member) = subq_25.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(amount_won AS {{ type_double() }}) / CAST(NULLIF(deals_won_with_amount, 0) AS {{ type_double() }}) AS average_deal_size_renewal
    , deals_won_with_amount AS average_deal_size_renewal_denominator
    , amount_won AS average_deal_size_renewal_numerator
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , COALESCE(__amount_won, 0) AS amount_won
      , COALESCE(__deals_won_with_amount, 0) AS deals_won_with_amount
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , SUM(amount_won) AS __amount_won
        , SUM(deals_won_with_amount) AS __deals_won_with_amount
      FROM (
        SELECT
          metric_time__week
          , kpi_dimension
          , kpi_member
          , deal__deal_type
          , __amount_won AS amount_won
          , __deals_won_with_amount AS deals_won_with_amount
        FROM sma_10001_cte
      ) subq_27
      WHERE deal__deal_type = 'renewal'
      GROUP BY
        metric_time__week
        , kpi_dimension
        , kpi_member
    ) subq_30
  ) subq_31
) subq_32
ON
  (
    COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_18.metric_time__week, subq_25.metric_time__week) = subq_32.metric_time__week
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_18.kpi_dimension, subq_25.kpi_dimension) = subq_32.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_18.kpi_member, subq_25.kpi_member) = subq_32.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_18.metric_time__week, subq_25.metric_time__week, subq_32.metric_time__week)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_18.kpi_dimension, subq_25.kpi_dimension, subq_32.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_18.kpi_member, subq_25.kpi_member, subq_32.kpi_member)
),

answer_5 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'closed_on') }} AS metric_time__week
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
  FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} closed_deals_src_10000
)

SELECT
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_18.metric_time__week) AS metric_time__week
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_18.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_18.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_5.cycle_days_spent), 0) AS cycle_days_spent
  , COALESCE(MAX(subq_5.cycles_ended), 0) AS cycles_ended
  , COALESCE(MAX(subq_5.deals_closed), 0) AS deals_closed
  , COALESCE(MAX(subq_5.deals_won), 0) AS deals_won
  , COALESCE(MAX(subq_5.qualified_cycle_days_spent), 0) AS qualified_cycle_days_spent
  , COALESCE(MAX(subq_5.qualified_cycles_ended), 0) AS qualified_cycles_ended
  , MAX(subq_5.sales_cycle_days_median) AS sales_cycle_days_median
  , MAX(subq_5.sales_cycle_days_p90) AS sales_cycle_days_p90
  , MAX(subq_11.sales_cycle_days) AS sales_cycle_days
  , MAX(subq_11.sales_cycle_days_qualified) AS sales_cycle_days_qualified
  , MAX(subq_11.win_rate) AS win_rate
  , MAX(subq_18.win_rate_new) AS win_rate_new
  , MAX(subq_18.win_rate_new_denominator) AS win_rate_new_denominator
  , MAX(subq_18.win_rate_new_numerator) AS win_rate_new_numerator
FROM (
  SELECT
    metric_time__week
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
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__cycle_days_spent) AS __cycle_days_spent
      , SUM(__cycles_ended) AS __cycles_ended
      , SUM(__deals_closed) AS __deals_closed
      , SUM(__deals_won) AS __deals_won
      , SUM(__qualified_cycle_days_spent) AS __qualified_cycle_days_spent
      , SUM(__qualified_cycles_ended) AS __qualified_cycles_ended
      , {{ percentile('__sales_cycle_days_median', 0.5) }} AS __sales_cycle_days_median
      , {{ percentile('__sales_cycle_days_p90', 0.9) }} AS __sales_cycle_days_p90
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__cycle_days_spent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__cycles_ended, 0), 0) AS {{ type_double() }}) AS sales_cycle_days
    , CAST(COALESCE(__qualified_cycle_days_spent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__qualified_cycles_ended, 0), 0) AS {{ type_double() }}) AS sales_cycle_days_qualified
    , CAST(COALESCE(__deals_won, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__deals_closed, 0), 0) AS {{ type_double() }}) AS win_rate
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__cycle_days_spent) AS __cycle_days_spent
      , SUM(__cycles_ended) AS __cycles_ended
      , SUM(__deals_closed) AS __deals_closed
      , SUM(__deals_won) AS __deals_won
      , SUM(__qualified_cycle_days_spent) AS __qualified_cycle_days_spent
      , SUM(__qualified_cycles_ended) AS __qualified_cycles_ended
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_9
) subq_11
ON
  (
    subq_5.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(deals_won AS {{ type_double() }}) / CAST(NULLIF(deals_closed, 0) AS {{ type_double() }}) AS win_rate_new
    , deals_closed AS win_rate_new_denominator
    , deals_won AS win_rate_new_numerator
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , COALESCE(__deals_won, 0) AS deals_won
      , COALESCE(__deals_closed, 0) AS deals_closed
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , SUM(deals_closed) AS __deals_closed
        , SUM(deals_won) AS __deals_won
      FROM (
        SELECT
          metric_time__week
          , kpi_dimension
          , kpi_member
          , deal__deal_type
          , __deals_closed AS deals_closed
          , __deals_won AS deals_won
        FROM sma_10001_cte
      ) subq_13
      WHERE deal__deal_type = 'new'
      GROUP BY
        metric_time__week
        , kpi_dimension
        , kpi_member
    ) subq_16
  ) subq_17
) subq_18
ON
  (
    COALESCE(subq_5.metric_time__week, subq_11.metric_time__week) = subq_18.metric_time__week
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) = subq_18.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member) = subq_18.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_18.metric_time__week)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_18.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_18.kpi_member)
),

answer_6 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'closed_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , type AS deal__deal_type
    , closed_amount AS __amount_closed
    , won_amount AS __amount_won
    , is_closed AS __deals_closed
    , is_won AS __deals_won
  FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} closed_deals_src_10000
)

SELECT
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_18.metric_time__week, subq_25.metric_time__week) AS metric_time__week
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_18.kpi_dimension, subq_25.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_18.kpi_member, subq_25.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_5.amount_closed), 0) AS amount_closed
  , COALESCE(MAX(subq_5.amount_won), 0) AS amount_won
  , MAX(subq_11.win_rate_by_amount) AS win_rate_by_amount
  , MAX(subq_18.win_rate_expansion) AS win_rate_expansion
  , MAX(subq_18.win_rate_expansion_denominator) AS win_rate_expansion_denominator
  , MAX(subq_18.win_rate_expansion_numerator) AS win_rate_expansion_numerator
  , MAX(subq_25.win_rate_renewal) AS win_rate_renewal
  , MAX(subq_25.win_rate_renewal_denominator) AS win_rate_renewal_denominator
  , MAX(subq_25.win_rate_renewal_numerator) AS win_rate_renewal_numerator
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__amount_closed, 0) AS amount_closed
    , COALESCE(__amount_won, 0) AS amount_won
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__amount_closed) AS __amount_closed
      , SUM(__amount_won) AS __amount_won
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__amount_won, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__amount_closed, 0), 0) AS {{ type_double() }}) AS win_rate_by_amount
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__amount_closed) AS __amount_closed
      , SUM(__amount_won) AS __amount_won
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_9
) subq_11
ON
  (
    subq_5.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(deals_won AS {{ type_double() }}) / CAST(NULLIF(deals_closed, 0) AS {{ type_double() }}) AS win_rate_expansion
    , deals_closed AS win_rate_expansion_denominator
    , deals_won AS win_rate_expansion_numerator
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , COALESCE(__deals_won, 0) AS deals_won
      , COALESCE(__deals_closed, 0) AS deals_closed
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , SUM(deals_closed) AS __deals_closed
        , SUM(deals_won) AS __deals_won
      FROM (
        SELECT
          metric_time__week
          , kpi_dimension
          , kpi_member
          , deal__deal_type
          , __deals_closed AS deals_closed
          , __deals_won AS deals_won
        FROM sma_10001_cte
      ) subq_13
      WHERE deal__deal_type = 'expansion'
      GROUP BY
        metric_time__week
        , kpi_dimension
        , kpi_member
    ) subq_16
  ) subq_17
) subq_18
ON
  (
    COALESCE(subq_5.metric_time__week, subq_11.metric_time__week) = subq_18.metric_time__week
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) = subq_18.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member) = subq_18.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(deals_won AS {{ type_double() }}) / CAST(NULLIF(deals_closed, 0) AS {{ type_double() }}) AS win_rate_renewal
    , deals_closed AS win_rate_renewal_denominator
    , deals_won AS win_rate_renewal_numerator
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , COALESCE(__deals_won, 0) AS deals_won
      , COALESCE(__deals_closed, 0) AS deals_closed
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , SUM(deals_closed) AS __deals_closed
        , SUM(deals_won) AS __deals_won
      FROM (
        SELECT
          metric_time__week
          , kpi_dimension
          , kpi_member
          , deal__deal_type
          , __deals_closed AS deals_closed
          , __deals_won AS deals_won
        FROM sma_10001_cte
      ) subq_20
      WHERE deal__deal_type = 'renewal'
      GROUP BY
        metric_time__week
        , kpi_dimension
        , kpi_member
    ) subq_23
  ) subq_24
) subq_25
ON
  (
    COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_18.metric_time__week) = subq_25.metric_time__week
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_18.kpi_dimension) = subq_25.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_18.kpi_member) = subq_25.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_18.metric_time__week, subq_25.metric_time__week)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_18.kpi_dimension, subq_25.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_18.kpi_member, subq_25.kpi_member)
),

answer_7 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__lead_scores, 0) AS lead_scores
    , COALESCE(__scored_leads, 0) AS scored_leads
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(lead_scores) AS __lead_scores
      , SUM(scored_leads) AS __scored_leads
    FROM (
      SELECT
        {{ first_day_of('week', 'lead_on') }} AS metric_time__week
        , kpi_dimension
        , kpi_member
        , period_grain AS lead_score__period_grain
        , cast(score as decimal(28, 9)) AS lead_scores
        , is_scored AS scored_leads
      FROM {{ kpi_source(ref('fct_lead_scores'), 'lead_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} lead_scores_src_10000
    ) subq_2
    WHERE lead_score__period_grain = 'week'
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_5
)

SELECT
  COALESCE(subq_7.metric_time__week, subq_8.metric_time__week) AS metric_time__week
  , COALESCE(subq_7.kpi_dimension, subq_8.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_8.kpi_member) AS kpi_member
  , MAX(subq_7.average_lead_score) AS average_lead_score
  , COALESCE(MAX(subq_8.lead_scores), 0) AS lead_scores
  , COALESCE(MAX(subq_8.scored_leads), 0) AS scored_leads
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(lead_scores AS {{ type_double() }}) / CAST(NULLIF(scored_leads, 0) AS {{ type_double() }}) AS average_lead_score
  FROM cm_5_cte
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , lead_scores
    , scored_leads
  FROM cm_5_cte
) subq_8
ON
  (
    subq_7.metric_time__week = subq_8.metric_time__week
  ) AND (
    subq_7.kpi_dimension = subq_8.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_8.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__week, subq_8.metric_time__week)
  , COALESCE(subq_7.kpi_dimension, subq_8.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_8.kpi_member)
),

answer_8 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'period_start_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , grain AS web_row__period_grain
    , slice AS web_row__slice
    , sessions - engaged_sessions AS __bounced_sessions
    , views AS __page_views
    , cast(seconds as decimal(28, 9)) AS __session_seconds
    , sessions AS __sessions
    , visitors AS __unique_visitors
  FROM {{ kpi_source(ref('fct_web'), 'period_start_on', 'week', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} web_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__week, subq_13.metric_time__week) AS metric_time__week
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.average_session_duration) AS average_session_duration
  , MAX(subq_7.bounce_rate) AS bounce_rate
  , MAX(subq_7.pages_per_session) AS pages_per_session
  , COALESCE(MAX(subq_13.bounced_sessions), 0) AS bounced_sessions
  , COALESCE(MAX(subq_13.page_views), 0) AS page_views
  , COALESCE(MAX(subq_13.session_seconds), 0) AS session_seconds
  , COALESCE(MAX(subq_13.sessions), 0) AS sessions
  , MAX(subq_13.unique_visitors) AS unique_visitors
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__session_seconds, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__sessions, 0), 0) AS {{ type_double() }}) AS average_session_duration
    , CAST(COALESCE(__bounced_sessions, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__sessions, 0), 0) AS {{ type_double() }}) AS bounce_rate
    , CAST(COALESCE(__page_views, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__sessions, 0), 0) AS {{ type_double() }}) AS pages_per_session
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(bounced_sessions) AS __bounced_sessions
      , SUM(page_views) AS __page_views
      , SUM(session_seconds) AS __session_seconds
      , SUM(sessions) AS __sessions
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , web_row__period_grain
        , web_row__slice
        , __bounced_sessions AS bounced_sessions
        , __page_views AS page_views
        , __session_seconds AS session_seconds
        , __sessions AS sessions
      FROM sma_10001_cte
    ) subq_2
    WHERE web_row__period_grain = 'week' and web_row__slice = kpi_dimension
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__bounced_sessions, 0) AS bounced_sessions
    , COALESCE(__page_views, 0) AS page_views
    , COALESCE(__session_seconds, 0) AS session_seconds
    , COALESCE(__sessions, 0) AS sessions
    , __unique_visitors AS unique_visitors
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(bounced_sessions) AS __bounced_sessions
      , SUM(page_views) AS __page_views
      , SUM(session_seconds) AS __session_seconds
      , SUM(sessions) AS __sessions
      , SUM(unique_visitors) AS __unique_visitors
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , web_row__period_grain
        , web_row__slice
        , __bounced_sessions AS bounced_sessions
        , __page_views AS page_views
        , __session_seconds AS session_seconds
        , __sessions AS sessions
        , __unique_visitors AS unique_visitors
      FROM sma_10001_cte
    ) subq_9
    WHERE web_row__period_grain = 'week' and web_row__slice = kpi_dimension
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__week = subq_13.metric_time__week
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__week, subq_13.metric_time__week)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_9 as (
SELECT
  metric_time__week
  , kpi_dimension
  , kpi_member
  , COALESCE(__campaigns_launched, 0) AS campaigns_launched
FROM (
  SELECT
    {{ first_day_of('week', 'launched_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , SUM(is_launched) AS __campaigns_launched
  FROM {{ kpi_source(ref('fct_campaigns'), 'launched_on', 'week', bounds, {"channel": "channel_key", "campaign": "campaign_key"}) }} campaigns_src_10000
  GROUP BY
    {{ first_day_of('week', 'launched_on') }}
    , kpi_dimension
    , kpi_member
) subq_4
),

answer_10 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'reached_on') }} AS metric_time__week
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
  FROM {{ kpi_source(ref('fct_ticket_steps'), 'reached_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} ticket_steps_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__week, subq_11.metric_time__week) AS metric_time__week
  , COALESCE(subq_6.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_11.kpi_member) AS kpi_member
  , MAX(subq_6.complaint_resolution_rate) AS complaint_resolution_rate
  , MAX(subq_6.one_touch_resolution_rate) AS one_touch_resolution_rate
  , MAX(subq_6.reopen_rate) AS reopen_rate
  , MAX(subq_6.resolution_hours_mean) AS resolution_hours_mean
  , COALESCE(MAX(subq_11.complaints), 0) AS complaints
  , COALESCE(MAX(subq_11.complaints_resolved_in_window), 0) AS complaints_resolved_in_window
  , MAX(subq_11.resolution_hours) AS resolution_hours
  , MAX(subq_11.resolution_hours_p90) AS resolution_hours_p90
  , COALESCE(MAX(subq_11.resolution_hours_spent), 0) AS resolution_hours_spent
  , COALESCE(MAX(subq_11.tickets_reopened), 0) AS tickets_reopened
  , COALESCE(MAX(subq_11.tickets_solved), 0) AS tickets_solved
  , COALESCE(MAX(subq_11.tickets_solved_in_one_reply), 0) AS tickets_solved_in_one_reply
  , COALESCE(MAX(subq_11.tickets_solved_with_known_replies), 0) AS tickets_solved_with_known_replies
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__complaints_resolved_in_window, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__complaints, 0), 0) AS {{ type_double() }}) AS complaint_resolution_rate
    , CAST(COALESCE(__tickets_solved_in_one_reply, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__tickets_solved_with_known_replies, 0), 0) AS {{ type_double() }}) AS one_touch_resolution_rate
    , CAST(COALESCE(__tickets_reopened, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__tickets_solved, 0), 0) AS {{ type_double() }}) AS reopen_rate
    , CAST(COALESCE(__resolution_hours_spent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__tickets_solved, 0), 0) AS {{ type_double() }}) AS resolution_hours_mean
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__complaints) AS __complaints
      , SUM(__complaints_resolved_in_window) AS __complaints_resolved_in_window
      , SUM(__resolution_hours_spent) AS __resolution_hours_spent
      , SUM(__tickets_reopened) AS __tickets_reopened
      , SUM(__tickets_solved) AS __tickets_solved
      , SUM(__tickets_solved_in_one_reply) AS __tickets_solved_in_one_reply
      , SUM(__tickets_solved_with_known_replies) AS __tickets_solved_with_known_replies
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__week
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
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__complaints) AS __complaints
      , SUM(__complaints_resolved_in_window) AS __complaints_resolved_in_window
      , {{ percentile('__resolution_hours', 0.5) }} AS __resolution_hours
      , {{ percentile('__resolution_hours_p90', 0.9) }} AS __resolution_hours_p90
      , SUM(__resolution_hours_spent) AS __resolution_hours_spent
      , SUM(__tickets_reopened) AS __tickets_reopened
      , SUM(__tickets_solved) AS __tickets_solved
      , SUM(__tickets_solved_in_one_reply) AS __tickets_solved_in_one_reply
      , SUM(__tickets_solved_with_known_replies) AS __tickets_solved_with_known_replies
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_10
) subq_11
ON
  (
    subq_6.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_6.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__week, subq_11.metric_time__week)
  , COALESCE(subq_6.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_11.kpi_member)
),

answer_11 as (
SELECT
  metric_time__week
  , kpi_dimension
  , kpi_member
  , __resolution_hours_final AS resolution_hours_final
  , __resolution_hours_final_p90 AS resolution_hours_final_p90
  , __resolution_hours_median_business AS resolution_hours_median_business
  , __resolution_hours_p90_business AS resolution_hours_p90_business
  , COALESCE(__tickets_opened, 0) AS tickets_opened
FROM (
  SELECT
    {{ first_day_of('week', 'reached_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , {{ percentile('final_resolution_hours', 0.5) }} AS __resolution_hours_final
    , {{ percentile('final_resolution_hours', 0.9) }} AS __resolution_hours_final_p90
    , {{ percentile('resolution_business_hours', 0.5) }} AS __resolution_hours_median_business
    , {{ percentile('resolution_business_hours', 0.9) }} AS __resolution_hours_p90_business
    , SUM(is_opened) AS __tickets_opened
  FROM {{ kpi_source(ref('fct_ticket_steps'), 'reached_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} ticket_steps_src_10000
  GROUP BY
    {{ first_day_of('week', 'reached_on') }}
    , kpi_dimension
    , kpi_member
) subq_4
),

answer_12 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'reached_on') }} AS metric_time__week
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
  FROM {{ kpi_source(ref('fct_funnel_stages'), 'reached_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} worked_leads_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__week, subq_11.metric_time__week) AS metric_time__week
  , COALESCE(subq_6.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_11.kpi_member) AS kpi_member
  , MAX(subq_6.contact_to_meeting_rate) AS contact_to_meeting_rate
  , MAX(subq_6.response_rate) AS response_rate
  , MAX(subq_6.speed_to_lead_hours_mean) AS speed_to_lead_hours_mean
  , COALESCE(MAX(subq_11.leads_answered), 0) AS leads_answered
  , COALESCE(MAX(subq_11.leads_that_responded), 0) AS leads_that_responded
  , COALESCE(MAX(subq_11.leads_with_meeting_in_window), 0) AS leads_with_meeting_in_window
  , COALESCE(MAX(subq_11.leads_worked), 0) AS leads_worked
  , MAX(subq_11.speed_to_lead_hours) AS speed_to_lead_hours
  , MAX(subq_11.speed_to_lead_hours_median_business) AS speed_to_lead_hours_median_business
  , MAX(subq_11.speed_to_lead_hours_p90) AS speed_to_lead_hours_p90
  , MAX(subq_11.speed_to_lead_hours_p90_business) AS speed_to_lead_hours_p90_business
  , COALESCE(MAX(subq_11.speed_to_lead_hours_waited), 0) AS speed_to_lead_hours_waited
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__leads_with_meeting_in_window, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__leads_worked, 0), 0) AS {{ type_double() }}) AS contact_to_meeting_rate
    , CAST(COALESCE(__leads_that_responded, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__leads_worked, 0), 0) AS {{ type_double() }}) AS response_rate
    , CAST(COALESCE(__speed_to_lead_hours_waited, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__leads_answered, 0), 0) AS {{ type_double() }}) AS speed_to_lead_hours_mean
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__leads_answered) AS __leads_answered
      , SUM(__leads_that_responded) AS __leads_that_responded
      , SUM(__leads_with_meeting_in_window) AS __leads_with_meeting_in_window
      , SUM(__leads_worked) AS __leads_worked
      , SUM(__speed_to_lead_hours_waited) AS __speed_to_lead_hours_waited
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__week
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
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__leads_answered) AS __leads_answered
      , SUM(__leads_that_responded) AS __leads_that_responded
      , SUM(__leads_with_meeting_in_window) AS __leads_with_meeting_in_window
      , SUM(__leads_worked) AS __leads_worked
      , {{ percentile('__speed_to_lead_hours', 0.5) }} AS __speed_to_lead_hours
      , {{ percentile('__speed_to_lead_hours_median_business', 0.5) }} AS __speed_to_lead_hours_median_business
      , {{ percentile('__speed_to_lead_hours_p90', 0.9) }} AS __speed_to_lead_hours_p90
      , {{ percentile('__speed_to_lead_hours_p90_business', 0.9) }} AS __speed_to_lead_hours_p90_business
      , SUM(__speed_to_lead_hours_waited) AS __speed_to_lead_hours_waited
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_10
) subq_11
ON
  (
    subq_6.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_6.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__week, subq_11.metric_time__week)
  , COALESCE(subq_6.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_11.kpi_member)
),

answer_13 as (
SELECT
  metric_time__week
  , kpi_dimension
  , kpi_member
  , COALESCE(__contents_published, 0) AS contents_published
  , COALESCE(__social_posts_published, 0) AS social_posts_published
FROM (
  SELECT
    {{ first_day_of('week', 'published_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , SUM(is_content) AS __contents_published
    , SUM(is_social_post) AS __social_posts_published
  FROM {{ kpi_source(ref('fct_contents'), 'published_on', 'week', bounds, {"channel": "channel_key", "campaign": "campaign_key"}) }} contents_src_10000
  GROUP BY
    {{ first_day_of('week', 'published_on') }}
    , kpi_dimension
    , kpi_member
) subq_4
),

answer_14 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'answered_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , is_csat_scored AS __csat_answers
    , is_satisfied AS __csat_answers_satisfied
    , cast(review_score as decimal(28, 9)) AS __review_scores
    , is_review AS __reviews
  FROM {{ kpi_source(ref('fct_survey_answers'), 'answered_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} survey_answers_src_10000
)

SELECT
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week) AS metric_time__week
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_5.csat_answers), 0) AS csat_answers
  , COALESCE(MAX(subq_5.csat_answers_satisfied), 0) AS csat_answers_satisfied
  , COALESCE(MAX(subq_5.review_scores), 0) AS review_scores
  , COALESCE(MAX(subq_5.reviews), 0) AS reviews
  , MAX(subq_11.customer_satisfaction_score) AS customer_satisfaction_score
  , MAX(subq_11.customer_satisfaction_score_public_reviews) AS customer_satisfaction_score_public_reviews
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__csat_answers, 0) AS csat_answers
    , COALESCE(__csat_answers_satisfied, 0) AS csat_answers_satisfied
    , COALESCE(__review_scores, 0) AS review_scores
    , COALESCE(__reviews, 0) AS reviews
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__csat_answers) AS __csat_answers
      , SUM(__csat_answers_satisfied) AS __csat_answers_satisfied
      , SUM(__review_scores) AS __review_scores
      , SUM(__reviews) AS __reviews
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__csat_answers_satisfied, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__csat_answers, 0), 0) AS {{ type_double() }}) AS customer_satisfaction_score
    , CAST(COALESCE(__review_scores, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__reviews, 0), 0) AS {{ type_double() }}) AS customer_satisfaction_score_public_reviews
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__csat_answers) AS __csat_answers
      , SUM(__csat_answers_satisfied) AS __csat_answers_satisfied
      , SUM(__review_scores) AS __review_scores
      , SUM(__reviews) AS __reviews
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_9
) subq_11
ON
  (
    subq_5.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member)
),

answer_15 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'sent_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , case when sent_count > 0 then nullif(person_key, 'unknown') end AS __email_recipients
    , is_clicked AS __emails_clicked
    , is_delivered AS __emails_delivered
    , is_opened AS __emails_opened
    , is_unsubscribed AS __emails_unsubscribed
    , sent_count AS __marketing_emails_sent
  FROM {{ kpi_source(ref('fct_email_sends'), 'sent_on', 'week', bounds, {"campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} email_sends_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__week, subq_11.metric_time__week) AS metric_time__week
  , COALESCE(subq_6.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_11.kpi_member) AS kpi_member
  , MAX(subq_6.email_click_rate) AS email_click_rate
  , MAX(subq_6.email_open_rate) AS email_open_rate
  , MAX(subq_6.email_unsubscribe_rate) AS email_unsubscribe_rate
  , MAX(subq_6.emails_per_recipient) AS emails_per_recipient
  , COALESCE(MAX(subq_11.email_recipients), 0) AS email_recipients
  , COALESCE(MAX(subq_11.emails_clicked), 0) AS emails_clicked
  , COALESCE(MAX(subq_11.emails_delivered), 0) AS emails_delivered
  , COALESCE(MAX(subq_11.emails_opened), 0) AS emails_opened
  , COALESCE(MAX(subq_11.emails_unsubscribed), 0) AS emails_unsubscribed
  , COALESCE(MAX(subq_11.marketing_emails_sent), 0) AS marketing_emails_sent
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__emails_clicked, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__emails_delivered, 0), 0) AS {{ type_double() }}) AS email_click_rate
    , CAST(COALESCE(__emails_opened, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__emails_delivered, 0), 0) AS {{ type_double() }}) AS email_open_rate
    , CAST(COALESCE(__emails_unsubscribed, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__emails_delivered, 0), 0) AS {{ type_double() }}) AS email_unsubscribe_rate
    , CAST(COALESCE(__marketing_emails_sent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__email_recipients, 0), 0) AS {{ type_double() }}) AS emails_per_recipient
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , COUNT(DISTINCT __email_recipients) AS __email_recipients
      , SUM(__emails_clicked) AS __emails_clicked
      , SUM(__emails_delivered) AS __emails_delivered
      , SUM(__emails_opened) AS __emails_opened
      , SUM(__emails_unsubscribed) AS __emails_unsubscribed
      , SUM(__marketing_emails_sent) AS __marketing_emails_sent
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__week
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
      metric_time__week
      , kpi_dimension
      , kpi_member
      , COUNT(DISTINCT __email_recipients) AS __email_recipients
      , SUM(__emails_clicked) AS __emails_clicked
      , SUM(__emails_delivered) AS __emails_delivered
      , SUM(__emails_opened) AS __emails_opened
      , SUM(__emails_unsubscribed) AS __emails_unsubscribed
      , SUM(__marketing_emails_sent) AS __marketing_emails_sent
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_10
) subq_11
ON
  (
    subq_6.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_6.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__week, subq_11.metric_time__week)
  , COALESCE(subq_6.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_11.kpi_member)
),

answer_16 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'first_reply_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , first_response_hours AS __first_response_hours
    , first_response_business_hours AS __first_response_hours_median_business
    , first_response_hours AS __first_response_hours_p90
    , first_response_business_hours AS __first_response_hours_p90_business
    , cast(first_response_hours as decimal(28, 9)) AS __first_response_hours_waited
    , is_replied AS __tickets_first_replied
  FROM {{ kpi_source(ref('fct_tickets'), 'first_reply_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} replied_tickets_src_10000
)

SELECT
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week) AS metric_time__week
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member) AS kpi_member
  , MAX(subq_5.first_response_hours) AS first_response_hours
  , MAX(subq_5.first_response_hours_median_business) AS first_response_hours_median_business
  , MAX(subq_5.first_response_hours_p90) AS first_response_hours_p90
  , MAX(subq_5.first_response_hours_p90_business) AS first_response_hours_p90_business
  , COALESCE(MAX(subq_5.first_response_hours_waited), 0) AS first_response_hours_waited
  , COALESCE(MAX(subq_5.tickets_first_replied), 0) AS tickets_first_replied
  , MAX(subq_11.first_response_hours_mean) AS first_response_hours_mean
FROM (
  SELECT
    metric_time__week
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
      metric_time__week
      , kpi_dimension
      , kpi_member
      , {{ percentile('__first_response_hours', 0.5) }} AS __first_response_hours
      , {{ percentile('__first_response_hours_median_business', 0.5) }} AS __first_response_hours_median_business
      , {{ percentile('__first_response_hours_p90', 0.9) }} AS __first_response_hours_p90
      , {{ percentile('__first_response_hours_p90_business', 0.9) }} AS __first_response_hours_p90_business
      , SUM(__first_response_hours_waited) AS __first_response_hours_waited
      , SUM(__tickets_first_replied) AS __tickets_first_replied
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__first_response_hours_waited, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__tickets_first_replied, 0), 0) AS {{ type_double() }}) AS first_response_hours_mean
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__first_response_hours_waited) AS __first_response_hours_waited
      , SUM(__tickets_first_replied) AS __tickets_first_replied
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_9
) subq_11
ON
  (
    subq_5.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member)
),

answer_17 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'reached_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , is_ideal_customer AS __ideal_customer_leads
    , is_lead AS __leads_generated
    , is_qualified_in_window AS __leads_qualified_in_window
    , is_opportunity AS __leads_with_first_opportunity
    , is_opportunity_in_window AS __leads_with_opportunity_in_window
  FROM {{ kpi_source(ref('fct_funnel_stages'), 'reached_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} funnel_stages_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__week, subq_11.metric_time__week) AS metric_time__week
  , COALESCE(subq_6.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_11.kpi_member) AS kpi_member
  , MAX(subq_6.icp_fit_rate) AS icp_fit_rate
  , MAX(subq_6.lead_qualification_rate) AS lead_qualification_rate
  , MAX(subq_6.lead_to_opportunity_rate) AS lead_to_opportunity_rate
  , MAX(subq_6.lead_to_opportunity_rate_period) AS lead_to_opportunity_rate_period
  , COALESCE(MAX(subq_11.ideal_customer_leads), 0) AS ideal_customer_leads
  , COALESCE(MAX(subq_11.leads_generated), 0) AS leads_generated
  , COALESCE(MAX(subq_11.leads_qualified_in_window), 0) AS leads_qualified_in_window
  , COALESCE(MAX(subq_11.leads_with_first_opportunity), 0) AS leads_with_first_opportunity
  , COALESCE(MAX(subq_11.leads_with_opportunity_in_window), 0) AS leads_with_opportunity_in_window
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__ideal_customer_leads, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__leads_generated, 0), 0) AS {{ type_double() }}) AS icp_fit_rate
    , CAST(COALESCE(__leads_qualified_in_window, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__leads_generated, 0), 0) AS {{ type_double() }}) AS lead_qualification_rate
    , CAST(COALESCE(__leads_with_opportunity_in_window, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__leads_generated, 0), 0) AS {{ type_double() }}) AS lead_to_opportunity_rate
    , CAST(COALESCE(__leads_with_first_opportunity, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__leads_generated, 0), 0) AS {{ type_double() }}) AS lead_to_opportunity_rate_period
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__ideal_customer_leads) AS __ideal_customer_leads
      , SUM(__leads_generated) AS __leads_generated
      , SUM(__leads_qualified_in_window) AS __leads_qualified_in_window
      , SUM(__leads_with_first_opportunity) AS __leads_with_first_opportunity
      , SUM(__leads_with_opportunity_in_window) AS __leads_with_opportunity_in_window
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__ideal_customer_leads, 0) AS ideal_customer_leads
    , COALESCE(__leads_generated, 0) AS leads_generated
    , COALESCE(__leads_qualified_in_window, 0) AS leads_qualified_in_window
    , COALESCE(__leads_with_first_opportunity, 0) AS leads_with_first_opportunity
    , COALESCE(__leads_with_opportunity_in_window, 0) AS leads_with_opportunity_in_window
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__ideal_customer_leads) AS __ideal_customer_leads
      , SUM(__leads_generated) AS __leads_generated
      , SUM(__leads_qualified_in_window) AS __leads_qualified_in_window
      , SUM(__leads_with_first_opportunity) AS __leads_with_first_opportunity
      , SUM(__leads_with_opportunity_in_window) AS __leads_with_opportunity_in_window
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_10
) subq_11
ON
  (
    subq_6.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_6.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__week, subq_11.metric_time__week)
  , COALESCE(subq_6.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_11.kpi_member)
),

answer_18 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'reached_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , is_mql AS __mqls
    , is_sql_in_window AS __mqls_accepted_in_window
    , is_sql AS __sqls
  FROM {{ kpi_source(ref('fct_funnel_stages'), 'reached_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} funnel_stages_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__week, subq_11.metric_time__week) AS metric_time__week
  , COALESCE(subq_6.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_11.kpi_member) AS kpi_member
  , MAX(subq_6.mql_to_sql_rate) AS mql_to_sql_rate
  , MAX(subq_6.mql_to_sql_rate_period) AS mql_to_sql_rate_period
  , COALESCE(MAX(subq_11.mqls), 0) AS mqls
  , COALESCE(MAX(subq_11.mqls_accepted_in_window), 0) AS mqls_accepted_in_window
  , COALESCE(MAX(subq_11.sqls), 0) AS sqls
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__mqls_accepted_in_window, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__mqls, 0), 0) AS {{ type_double() }}) AS mql_to_sql_rate
    , CAST(COALESCE(__sqls, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__mqls, 0), 0) AS {{ type_double() }}) AS mql_to_sql_rate_period
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__mqls) AS __mqls
      , SUM(__mqls_accepted_in_window) AS __mqls_accepted_in_window
      , SUM(__sqls) AS __sqls
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__mqls, 0) AS mqls
    , COALESCE(__mqls_accepted_in_window, 0) AS mqls_accepted_in_window
    , COALESCE(__sqls, 0) AS sqls
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__mqls) AS __mqls
      , SUM(__mqls_accepted_in_window) AS __mqls_accepted_in_window
      , SUM(__sqls) AS __sqls
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_10
) subq_11
ON
  (
    subq_6.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_6.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__week, subq_11.metric_time__week)
  , COALESCE(subq_6.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_11.kpi_member)
),

answer_19 as (
SELECT
  metric_time__week
  , kpi_dimension
  , kpi_member
  , COALESCE(__meetings_booked, 0) AS meetings_booked
FROM (
  SELECT
    {{ first_day_of('week', 'booked_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , SUM(is_with_prospect) AS __meetings_booked
  FROM {{ kpi_source(ref('fct_meeting_bookings'), 'booked_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} meeting_bookings_src_10000
  GROUP BY
    {{ first_day_of('week', 'booked_on') }}
    , kpi_dimension
    , kpi_member
) subq_4
),

answer_20 as (
SELECT
  metric_time__week
  , kpi_dimension
  , kpi_member
  , COALESCE(__open_pipeline, 0) AS open_pipeline
  , COALESCE(__weighted_pipeline, 0) AS weighted_pipeline
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , SUM(open_pipeline) AS __open_pipeline
    , SUM(weighted_pipeline) AS __weighted_pipeline
  FROM (
    SELECT
      {{ first_day_of('week', 'day_on') }} AS metric_time__week
      , kpi_dimension
      , kpi_member
      , is_week_end AS open_deal_day__is_week_end
      , amount_reporting AS open_pipeline
      , weighted_amount_reporting AS weighted_pipeline
    FROM {{ kpi_source(ref('fct_opportunity_days'), 'day_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} open_deal_days_src_10000
  ) subq_2
  WHERE open_deal_day__is_week_end = 1
  GROUP BY
    metric_time__week
    , kpi_dimension
    , kpi_member
) subq_5
),

answer_21 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'reached_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , is_first_meeting AS __first_meetings
    , is_created AS __opportunities_created
    , created_amount_reporting AS __pipeline_created
    , is_second_meeting_in_window AS __second_meetings_in_window
  FROM {{ kpi_source(ref('fct_opportunity_milestones'), 'reached_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} opportunity_milestones_src_10000
)

SELECT
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week) AS metric_time__week
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_5.first_meetings), 0) AS first_meetings
  , COALESCE(MAX(subq_5.opportunities_created), 0) AS opportunities_created
  , COALESCE(MAX(subq_5.pipeline_created), 0) AS pipeline_created
  , COALESCE(MAX(subq_5.second_meetings_in_window), 0) AS second_meetings_in_window
  , MAX(subq_11.r1_to_r2_rate) AS r1_to_r2_rate
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__first_meetings, 0) AS first_meetings
    , COALESCE(__opportunities_created, 0) AS opportunities_created
    , COALESCE(__pipeline_created, 0) AS pipeline_created
    , COALESCE(__second_meetings_in_window, 0) AS second_meetings_in_window
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__first_meetings) AS __first_meetings
      , SUM(__opportunities_created) AS __opportunities_created
      , SUM(__pipeline_created) AS __pipeline_created
      , SUM(__second_meetings_in_window) AS __second_meetings_in_window
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__second_meetings_in_window, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__first_meetings, 0), 0) AS {{ type_double() }}) AS r1_to_r2_rate
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__first_meetings) AS __first_meetings
      , SUM(__second_meetings_in_window) AS __second_meetings_in_window
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_9
) subq_11
ON
  (
    subq_5.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member)
),

answer_22 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'counted_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , grain AS revenue_asked_row__period_grain
    , slice AS revenue_asked_row__slice
    , due_amount AS __pipeline_due
    , still_due_amount AS __pipeline_still_due
    , asked AS __revenue_asked_of_the_period
    , asked_left AS __revenue_left
  FROM {{ kpi_source(ref('kpi_revenue_asked'), 'counted_on', 'week', bounds, {"owner": "owner_key", "team": "team_key"}) }} revenue_asked_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__week, subq_13.metric_time__week) AS metric_time__week
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.pipeline_coverage) AS pipeline_coverage
  , MAX(subq_7.pipeline_coverage_remaining) AS pipeline_coverage_remaining
  , COALESCE(MAX(subq_13.pipeline_due), 0) AS pipeline_due
  , COALESCE(MAX(subq_13.pipeline_still_due), 0) AS pipeline_still_due
  , COALESCE(MAX(subq_13.revenue_asked_of_the_period), 0) AS revenue_asked_of_the_period
  , COALESCE(MAX(subq_13.revenue_left), 0) AS revenue_left
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__pipeline_due, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__revenue_asked_of_the_period, 0), 0) AS {{ type_double() }}) AS pipeline_coverage
    , CAST(COALESCE(__pipeline_still_due, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__revenue_left, 0), 0) AS {{ type_double() }}) AS pipeline_coverage_remaining
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(pipeline_due) AS __pipeline_due
      , SUM(pipeline_still_due) AS __pipeline_still_due
      , SUM(revenue_asked_of_the_period) AS __revenue_asked_of_the_period
      , SUM(revenue_left) AS __revenue_left
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , revenue_asked_row__period_grain
        , revenue_asked_row__slice
        , __pipeline_due AS pipeline_due
        , __pipeline_still_due AS pipeline_still_due
        , __revenue_asked_of_the_period AS revenue_asked_of_the_period
        , __revenue_left AS revenue_left
      FROM sma_10001_cte
    ) subq_2
    WHERE revenue_asked_row__period_grain = 'week' and revenue_asked_row__slice = kpi_dimension
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__pipeline_due, 0) AS pipeline_due
    , COALESCE(__pipeline_still_due, 0) AS pipeline_still_due
    , COALESCE(__revenue_asked_of_the_period, 0) AS revenue_asked_of_the_period
    , COALESCE(__revenue_left, 0) AS revenue_left
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(pipeline_due) AS __pipeline_due
      , SUM(pipeline_still_due) AS __pipeline_still_due
      , SUM(revenue_asked_of_the_period) AS __revenue_asked_of_the_period
      , SUM(revenue_left) AS __revenue_left
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , revenue_asked_row__period_grain
        , revenue_asked_row__slice
        , __pipeline_due AS pipeline_due
        , __pipeline_still_due AS pipeline_still_due
        , __revenue_asked_of_the_period AS revenue_asked_of_the_period
        , __revenue_left AS revenue_left
      FROM sma_10001_cte
    ) subq_9
    WHERE revenue_asked_row__period_grain = 'week' and revenue_asked_row__slice = kpi_dimension
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__week = subq_13.metric_time__week
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__week, subq_13.metric_time__week)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_23 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'counted_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , grain AS velocity_slice__period_grain
    , slice AS velocity_slice__slice
    , closed_by_cycle_days AS __velocity_closed_cycle_days
    , won_by_cycles AS __velocity_open_won_cycles
  FROM {{ kpi_source(ref('fct_pipeline_velocity'), 'counted_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} pipeline_velocity_slices_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__week, subq_13.metric_time__week) AS metric_time__week
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.pipeline_velocity) AS pipeline_velocity
  , COALESCE(MAX(subq_13.velocity_closed_cycle_days), 0) AS velocity_closed_cycle_days
  , COALESCE(MAX(subq_13.velocity_open_won_cycles), 0) AS velocity_open_won_cycles
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__velocity_open_won_cycles, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__velocity_closed_cycle_days, 0), 0) AS {{ type_double() }}) AS pipeline_velocity
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(velocity_closed_cycle_days) AS __velocity_closed_cycle_days
      , SUM(velocity_open_won_cycles) AS __velocity_open_won_cycles
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , velocity_slice__period_grain
        , velocity_slice__slice
        , __velocity_closed_cycle_days AS velocity_closed_cycle_days
        , __velocity_open_won_cycles AS velocity_open_won_cycles
      FROM sma_10001_cte
    ) subq_2
    WHERE velocity_slice__period_grain = 'week' and velocity_slice__slice = kpi_dimension
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__velocity_closed_cycle_days, 0) AS velocity_closed_cycle_days
    , COALESCE(__velocity_open_won_cycles, 0) AS velocity_open_won_cycles
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(velocity_closed_cycle_days) AS __velocity_closed_cycle_days
      , SUM(velocity_open_won_cycles) AS __velocity_open_won_cycles
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , velocity_slice__period_grain
        , velocity_slice__slice
        , __velocity_closed_cycle_days AS velocity_closed_cycle_days
        , __velocity_open_won_cycles AS velocity_open_won_cycles
      FROM sma_10001_cte
    ) subq_9
    WHERE velocity_slice__period_grain = 'week' and velocity_slice__slice = kpi_dimension
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__week = subq_13.metric_time__week
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__week, subq_13.metric_time__week)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_24 as (
SELECT
  metric_time__week
  , kpi_dimension
  , kpi_member
  , COALESCE(__proposals_sent, 0) AS proposals_sent
FROM (
  SELECT
    {{ first_day_of('week', 'sent_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , SUM(is_sent) AS __proposals_sent
  FROM {{ kpi_source(ref('fct_proposals'), 'sent_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} sent_proposals_src_10000
  GROUP BY
    {{ first_day_of('week', 'sent_on') }}
    , kpi_dimension
    , kpi_member
) subq_4
),

answer_25 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__amount_won, 0) AS amount_won
  FROM (
    SELECT
      {{ first_day_of('week', 'closed_on') }} AS metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(won_amount) AS __amount_won
    FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'week', bounds, {"owner": "owner_key", "team": "team_key"}) }} closed_deals_src_10000
    GROUP BY
      {{ first_day_of('week', 'closed_on') }}
      , kpi_dimension
      , kpi_member
  ) subq_4
)

, sma_10002_cte AS (
  SELECT
    {{ first_day_of('week', 'day_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , cast(quota_reporting as decimal(28, 9)) AS __quota_due
    , cast(quota_to_date_reporting as decimal(28, 9)) AS __quota_due_to_date
  FROM {{ kpi_source(ref('fct_quota_days'), 'day_on', 'week', bounds, {"owner": "owner_key", "team": "team_key"}) }} quota_days_src_10000
)

SELECT
  COALESCE(subq_5.metric_time__week, subq_14.metric_time__week, subq_22.metric_time__week, subq_27.metric_time__week) AS metric_time__week
  , COALESCE(subq_5.kpi_dimension, subq_14.kpi_dimension, subq_22.kpi_dimension, subq_27.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_14.kpi_member, subq_22.kpi_member, subq_27.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_5.amount_won), 0) AS amount_won
  , MAX(subq_14.quota_attainment) AS quota_attainment
  , MAX(subq_22.quota_attainment_to_date) AS quota_attainment_to_date
  , COALESCE(MAX(subq_27.quota_due), 0) AS quota_due
  , COALESCE(MAX(subq_27.quota_due_to_date), 0) AS quota_due_to_date
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , amount_won
  FROM cm_5_cte
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(amount_won AS {{ type_double() }}) / CAST(NULLIF(quota_due, 0) AS {{ type_double() }}) AS quota_attainment
  FROM (
    SELECT
      COALESCE(subq_6.metric_time__week, subq_12.metric_time__week) AS metric_time__week
      , COALESCE(subq_6.kpi_dimension, subq_12.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_6.kpi_member, subq_12.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_6.amount_won), 0) AS amount_won
      , COALESCE(MAX(subq_12.quota_due), 0) AS quota_due
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , amount_won
      FROM cm_5_cte
    ) subq_6
    FULL OUTER JOIN (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , COALESCE(__quota_due, 0) AS quota_due
      FROM (
        SELECT
          metric_time__week
          , kpi_dimension
          , kpi_member
          , SUM(__quota_due) AS __quota_due
        FROM sma_10002_cte
        GROUP BY
          metric_time__week
          , kpi_dimension
          , kpi_member
      ) subq_11
    ) subq_12
    ON
      (
        subq_6.metric_time__week = subq_12.metric_time__week
      ) AND (
        subq_6.kpi_dimension = subq_12.kpi_dimension
      ) AND (
        subq_6.kpi_member = subq_12.kpi_member
      )
    GROUP BY
      COALESCE(subq_6.metric_time__week, subq_12.metric_time__week)
      , COALESCE(subq_6.kpi_dimension, subq_12.kpi_dimension)
      , COALESCE(subq_6.kpi_member, subq_12.kpi_member)
  ) subq_13
) subq_14
ON
  (
    subq_5.metric_time__week = subq_14.metric_time__week
  ) AND (
    subq_5.kpi_dimension = subq_14.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_14.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(amount_won AS {{ type_double() }}) / CAST(NULLIF(quota_due_to_date, 0) AS {{ type_double() }}) AS quota_attainment_to_date
  FROM (
    SELECT
      COALESCE(subq_15.metric_time__week, subq_20.metric_time__week) AS metric_time__week
      , COALESCE(subq_15.kpi_dimension, subq_20.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_15.kpi_member, subq_20.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_15.amount_won), 0) AS amount_won
      , COALESCE(MAX(subq_20.quota_due_to_date), 0) AS quota_due_to_date
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , amount_won
      FROM cm_5_cte
    ) subq_15
    FULL OUTER JOIN (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , COALESCE(__quota_due_to_date, 0) AS quota_due_to_date
      FROM (
        SELECT
          metric_time__week
          , kpi_dimension
          , kpi_member
          , SUM(__quota_due_to_date) AS __quota_due_to_date
        FROM sma_10002_cte
        GROUP BY
          metric_time__week
          , kpi_dimension
          , kpi_member
      ) subq_19
    ) subq_20
    ON
      (
        subq_15.metric_time__week = subq_20.metric_time__week
      ) AND (
        subq_15.kpi_dimension = subq_20.kpi_dimension
      ) AND (
        subq_15.kpi_member = subq_20.kpi_member
      )
    GROUP BY
      COALESCE(subq_15.metric_time__week, subq_20.metric_time__week)
      , COALESCE(subq_15.kpi_dimension, subq_20.kpi_dimension)
      , COALESCE(subq_15.kpi_member, subq_20.kpi_member)
  ) subq_21
) subq_22
ON
  (
    COALESCE(subq_5.metric_time__week, subq_14.metric_time__week) = subq_22.metric_time__week
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_14.kpi_dimension) = subq_22.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_14.kpi_member) = subq_22.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__quota_due, 0) AS quota_due
    , COALESCE(__quota_due_to_date, 0) AS quota_due_to_date
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__quota_due) AS __quota_due
      , SUM(__quota_due_to_date) AS __quota_due_to_date
    FROM sma_10002_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_26
) subq_27
ON
  (
    COALESCE(subq_5.metric_time__week, subq_14.metric_time__week, subq_22.metric_time__week) = subq_27.metric_time__week
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_14.kpi_dimension, subq_22.kpi_dimension) = subq_27.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_14.kpi_member, subq_22.kpi_member) = subq_27.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__week, subq_14.metric_time__week, subq_22.metric_time__week, subq_27.metric_time__week)
  , COALESCE(subq_5.kpi_dimension, subq_14.kpi_dimension, subq_22.kpi_dimension, subq_27.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_14.kpi_member, subq_22.kpi_member, subq_27.kpi_member)
),

answer_26 as (
WITH cm_10_cte AS (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__marketing_spend_ads, 0) AS marketing_spend_ads
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__marketing_spend_ads) AS __marketing_spend_ads
    FROM (
      SELECT
        {{ first_day_of('week', 'day_on') }} AS metric_time__week
        , kpi_dimension
        , kpi_member
        , cast(ads_cost as decimal(28, 9)) AS __marketing_spend_ads
      FROM {{ kpi_source(ref('fct_spend'), 'day_on', 'week', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} spend_src_10000
    ) subq_3
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_4
)

, sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'closed_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , case when model = 'first_touch' and is_paid = 1 then attributed_amount end AS __paid_revenue_first_touch
    , case when model = 'last_touch' and is_paid = 1 then attributed_amount end AS __paid_revenue_last_touch
    , case when model = 'linear' and is_paid = 1 then attributed_amount end AS __paid_revenue_linear
    , case when model = 'time_decay' and is_paid = 1 then attributed_amount end AS __paid_revenue_time_decay
  FROM {{ kpi_source(ref('fct_attribution'), 'closed_on', 'week', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} attribution_src_10000
)

, cm_13_cte AS (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__paid_revenue_linear, 0) AS paid_revenue_linear
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__paid_revenue_linear) AS __paid_revenue_linear
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_15
)

SELECT
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_19.metric_time__week, subq_27.metric_time__week, subq_35.metric_time__week, subq_39.metric_time__week, subq_47.metric_time__week) AS metric_time__week
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension, subq_27.kpi_dimension, subq_35.kpi_dimension, subq_39.kpi_dimension, subq_47.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member, subq_27.kpi_member, subq_35.kpi_member, subq_39.kpi_member, subq_47.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_5.marketing_spend_ads), 0) AS marketing_spend_ads
  , COALESCE(MAX(subq_11.paid_revenue_first_touch), 0) AS paid_revenue_first_touch
  , COALESCE(MAX(subq_11.paid_revenue_last_touch), 0) AS paid_revenue_last_touch
  , COALESCE(MAX(subq_11.paid_revenue_linear), 0) AS paid_revenue_linear
  , COALESCE(MAX(subq_11.paid_revenue_time_decay), 0) AS paid_revenue_time_decay
  , MAX(subq_19.return_on_ad_spend) AS return_on_ad_spend
  , MAX(subq_27.return_on_ad_spend_first_touch) AS return_on_ad_spend_first_touch
  , MAX(subq_35.return_on_ad_spend_last_touch) AS return_on_ad_spend_last_touch
  , MAX(subq_39.return_on_ad_spend_linear) AS return_on_ad_spend_linear
  , MAX(subq_47.return_on_ad_spend_time_decay) AS return_on_ad_spend_time_decay
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , marketing_spend_ads
  FROM cm_10_cte
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__paid_revenue_first_touch, 0) AS paid_revenue_first_touch
    , COALESCE(__paid_revenue_last_touch, 0) AS paid_revenue_last_touch
    , COALESCE(__paid_revenue_linear, 0) AS paid_revenue_linear
    , COALESCE(__paid_revenue_time_decay, 0) AS paid_revenue_time_decay
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__paid_revenue_first_touch) AS __paid_revenue_first_touch
      , SUM(__paid_revenue_last_touch) AS __paid_revenue_last_touch
      , SUM(__paid_revenue_linear) AS __paid_revenue_linear
      , SUM(__paid_revenue_time_decay) AS __paid_revenue_time_decay
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_10
) subq_11
ON
  (
    subq_5.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_linear AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend
  FROM (
    SELECT
      COALESCE(subq_16.metric_time__week, subq_17.metric_time__week) AS metric_time__week
      , COALESCE(subq_16.kpi_dimension, subq_17.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_16.kpi_member, subq_17.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_16.paid_revenue_linear), 0) AS paid_revenue_linear
      , COALESCE(MAX(subq_17.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , paid_revenue_linear
      FROM cm_13_cte
    ) subq_16
    FULL OUTER JOIN (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_10_cte
    ) subq_17
    ON
      (
        subq_16.metric_time__week = subq_17.metric_time__week
      ) AND (
        subq_16.kpi_dimension = subq_17.kpi_dimension
      ) AND (
        subq_16.kpi_member = subq_17.kpi_member
      )
    GROUP BY
      COALESCE(subq_16.metric_time__week, subq_17.metric_time__week)
      , COALESCE(subq_16.kpi_dimension, subq_17.kpi_dimension)
      , COALESCE(subq_16.kpi_member, subq_17.kpi_member)
  ) subq_18
) subq_19
ON
  (
    COALESCE(subq_5.metric_time__week, subq_11.metric_time__week) = subq_19.metric_time__week
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) = subq_19.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member) = subq_19.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_first_touch AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_first_touch
  FROM (
    SELECT
      COALESCE(subq_24.metric_time__week, subq_25.metric_time__week) AS metric_time__week
      , COALESCE(subq_24.kpi_dimension, subq_25.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_24.kpi_member, subq_25.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_24.paid_revenue_first_touch), 0) AS paid_revenue_first_touch
      , COALESCE(MAX(subq_25.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_first_touch, 0) AS paid_revenue_first_touch
      FROM (
        SELECT
          metric_time__week
          , kpi_dimension
          , kpi_member
          , SUM(__paid_revenue_first_touch) AS __paid_revenue_first_touch
        FROM sma_10001_cte
        GROUP BY
          metric_time__week
          , kpi_dimension
          , kpi_member
      ) subq_23
    ) subq_24
    FULL OUTER JOIN (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_10_cte
    ) subq_25
    ON
      (
        subq_24.metric_time__week = subq_25.metric_time__week
      ) AND (
        subq_24.kpi_dimension = subq_25.kpi_dimension
      ) AND (
        subq_24.kpi_member = subq_25.kpi_member
      )
    GROUP BY
      COALESCE(subq_24.metric_time__week, subq_25.metric_time__week)
      , COALESCE(subq_24.kpi_dimension, subq_25.kpi_dimension)
      , COALESCE(subq_24.kpi_member, subq_25.kpi_member)
  ) subq_26
) subq_27
ON
  (
    COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_19.metric_time__week) = subq_27.metric_time__week
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension) = subq_27.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member) = subq_27.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_last_touch AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_last_touch
  FROM (
    SELECT
      COALESCE(subq_32.metric_time__week, subq_33.metric_time__week) AS metric_time__week
      , COALESCE(subq_32.kpi_dimension, subq_33.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_32.kpi_member, subq_33.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_32.paid_revenue_last_touch), 0) AS paid_revenue_last_touch
      , COALESCE(MAX(subq_33.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_last_touch, 0) AS paid_revenue_last_touch
      FROM (
        SELECT
          metric_time__week
          , kpi_dimension
          , kpi_member
          , SUM(__paid_revenue_last_touch) AS __paid_revenue_last_touch
        FROM sma_10001_cte
        GROUP BY
          metric_time__week
          , kpi_dimension
          , kpi_member
      ) subq_31
    ) subq_32
    FULL OUTER JOIN (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_10_cte
    ) subq_33
    ON
      (
        subq_32.metric_time__week = subq_33.metric_time__week
      ) AND (
        subq_32.kpi_dimension = subq_33.kpi_dimension
      ) AND (
        subq_32.kpi_member = subq_33.kpi_member
      )
    GROUP BY
      COALESCE(subq_32.metric_time__week, subq_33.metric_time__week)
      , COALESCE(subq_32.kpi_dimension, subq_33.kpi_dimension)
      , COALESCE(subq_32.kpi_member, subq_33.kpi_member)
  ) subq_34
) subq_35
ON
  (
    COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_19.metric_time__week, subq_27.metric_time__week) = subq_35.metric_time__week
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension, subq_27.kpi_dimension) = subq_35.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member, subq_27.kpi_member) = subq_35.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_linear AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_linear
  FROM (
    SELECT
      COALESCE(subq_36.metric_time__week, subq_37.metric_time__week) AS metric_time__week
      , COALESCE(subq_36.kpi_dimension, subq_37.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_36.kpi_member, subq_37.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_36.paid_revenue_linear), 0) AS paid_revenue_linear
      , COALESCE(MAX(subq_37.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , paid_revenue_linear
      FROM cm_13_cte
    ) subq_36
    FULL OUTER JOIN (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_10_cte
    ) subq_37
    ON
      (
        subq_36.metric_time__week = subq_37.metric_time__week
      ) AND (
        subq_36.kpi_dimension = subq_37.kpi_dimension
      ) AND (
        subq_36.kpi_member = subq_37.kpi_member
      )
    GROUP BY
      COALESCE(subq_36.metric_time__week, subq_37.metric_time__week)
      , COALESCE(subq_36.kpi_dimension, subq_37.kpi_dimension)
      , COALESCE(subq_36.kpi_member, subq_37.kpi_member)
  ) subq_38
) subq_39
ON
  (
    COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_19.metric_time__week, subq_27.metric_time__week, subq_35.metric_time__week) = subq_39.metric_time__week
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension, subq_27.kpi_dimension, subq_35.kpi_dimension) = subq_39.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member, subq_27.kpi_member, subq_35.kpi_member) = subq_39.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_time_decay AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_time_decay
  FROM (
    SELECT
      COALESCE(subq_44.metric_time__week, subq_45.metric_time__week) AS metric_time__week
      , COALESCE(subq_44.kpi_dimension, subq_45.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_44.kpi_member, subq_45.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_44.paid_revenue_time_decay), 0) AS paid_revenue_time_decay
      , COALESCE(MAX(subq_45.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_time_decay, 0) AS paid_revenue_time_decay
      FROM (
        SELECT
          metric_time__week
          , kpi_dimension
          , kpi_member
          , SUM(__paid_revenue_time_decay) AS __paid_revenue_time_decay
        FROM sma_10001_cte
        GROUP BY
          metric_time__week
          , kpi_dimension
          , kpi_member
      ) subq_43
    ) subq_44
    FULL OUTER JOIN (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_10_cte
    ) subq_45
    ON
      (
        subq_44.metric_time__week = subq_45.metric_time__week
      ) AND (
        subq_44.kpi_dimension = subq_45.kpi_dimension
      ) AND (
        subq_44.kpi_member = subq_45.kpi_member
      )
    GROUP BY
      COALESCE(subq_44.metric_time__week, subq_45.metric_time__week)
      , COALESCE(subq_44.kpi_dimension, subq_45.kpi_dimension)
      , COALESCE(subq_44.kpi_member, subq_45.kpi_member)
  ) subq_46
) subq_47
ON
  (
    COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_19.metric_time__week, subq_27.metric_time__week, subq_35.metric_time__week, subq_39.metric_time__week) = subq_47.metric_time__week
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension, subq_27.kpi_dimension, subq_35.kpi_dimension, subq_39.kpi_dimension) = subq_47.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member, subq_27.kpi_member, subq_35.kpi_member, subq_39.kpi_member) = subq_47.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_19.metric_time__week, subq_27.metric_time__week, subq_35.metric_time__week, subq_39.metric_time__week, subq_47.metric_time__week)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension, subq_27.kpi_dimension, subq_35.kpi_dimension, subq_39.kpi_dimension, subq_47.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member, subq_27.kpi_member, subq_35.kpi_member, subq_39.kpi_member, subq_47.kpi_member)
),

answer_27 as (
WITH cm_7_cte AS (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__marketing_spend_ads, 0) AS marketing_spend_ads
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__marketing_spend_ads) AS __marketing_spend_ads
    FROM (
      SELECT
        {{ first_day_of('week', 'day_on') }} AS metric_time__week
        , kpi_dimension
        , kpi_member
        , cast(ads_cost as decimal(28, 9)) AS __marketing_spend_ads
      FROM {{ kpi_source(ref('fct_spend'), 'day_on', 'week', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} spend_src_10000
    ) subq_3
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_4
)

, sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'closed_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , case when model = 'markov' and is_paid = 1 then attributed_amount end AS __paid_revenue_markov
    , case when model = 'position_based' and is_paid = 1 then attributed_amount end AS __paid_revenue_position_based
    , case when model = 'w_shaped' and is_paid = 1 then attributed_amount end AS __paid_revenue_w_shaped
  FROM {{ kpi_source(ref('fct_attribution'), 'closed_on', 'week', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} attribution_src_10000
)

SELECT
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_19.metric_time__week, subq_27.metric_time__week, subq_35.metric_time__week) AS metric_time__week
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension, subq_27.kpi_dimension, subq_35.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member, subq_27.kpi_member, subq_35.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_5.marketing_spend_ads), 0) AS marketing_spend_ads
  , COALESCE(MAX(subq_11.paid_revenue_markov), 0) AS paid_revenue_markov
  , COALESCE(MAX(subq_11.paid_revenue_position_based), 0) AS paid_revenue_position_based
  , COALESCE(MAX(subq_11.paid_revenue_w_shaped), 0) AS paid_revenue_w_shaped
  , MAX(subq_19.return_on_ad_spend_markov) AS return_on_ad_spend_markov
  , MAX(subq_27.return_on_ad_spend_position_based) AS return_on_ad_spend_position_based
  , MAX(subq_35.return_on_ad_spend_w_shaped) AS return_on_ad_spend_w_shaped
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , marketing_spend_ads
  FROM cm_7_cte
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__paid_revenue_markov, 0) AS paid_revenue_markov
    , COALESCE(__paid_revenue_position_based, 0) AS paid_revenue_position_based
    , COALESCE(__paid_revenue_w_shaped, 0) AS paid_revenue_w_shaped
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__paid_revenue_markov) AS __paid_revenue_markov
      , SUM(__paid_revenue_position_based) AS __paid_revenue_position_based
      , SUM(__paid_revenue_w_shaped) AS __paid_revenue_w_shaped
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_10
) subq_11
ON
  (
    subq_5.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_markov AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_markov
  FROM (
    SELECT
      COALESCE(subq_16.metric_time__week, subq_17.metric_time__week) AS metric_time__week
      , COALESCE(subq_16.kpi_dimension, subq_17.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_16.kpi_member, subq_17.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_16.paid_revenue_markov), 0) AS paid_revenue_markov
      , COALESCE(MAX(subq_17.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_markov, 0) AS paid_revenue_markov
      FROM (
        SELECT
          metric_time__week
          , kpi_dimension
          , kpi_member
          , SUM(__paid_revenue_markov) AS __paid_revenue_markov
        FROM sma_10001_cte
        GROUP BY
          metric_time__week
          , kpi_dimension
          , kpi_member
      ) subq_15
    ) subq_16
    FULL OUTER JOIN (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_7_cte
    ) subq_17
    ON
      (
        subq_16.metric_time__week = subq_17.metric_time__week
      ) AND (
        subq_16.kpi_dimension = subq_17.kpi_dimension
      ) AND (
        subq_16.kpi_member = subq_17.kpi_member
      )
    GROUP BY
      COALESCE(subq_16.metric_time__week, subq_17.metric_time__week)
      , COALESCE(subq_16.kpi_dimension, subq_17.kpi_dimension)
      , COALESCE(subq_16.kpi_member, subq_17.kpi_member)
  ) subq_18
) subq_19
ON
  (
    COALESCE(subq_5.metric_time__week, subq_11.metric_time__week) = subq_19.metric_time__week
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) = subq_19.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member) = subq_19.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_position_based AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_position_based
  FROM (
    SELECT
      COALESCE(subq_24.metric_time__week, subq_25.metric_time__week) AS metric_time__week
      , COALESCE(subq_24.kpi_dimension, subq_25.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_24.kpi_member, subq_25.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_24.paid_revenue_position_based), 0) AS paid_revenue_position_based
      , COALESCE(MAX(subq_25.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_position_based, 0) AS paid_revenue_position_based
      FROM (
        SELECT
          metric_time__week
          , kpi_dimension
          , kpi_member
          , SUM(__paid_revenue_position_based) AS __paid_revenue_position_based
        FROM sma_10001_cte
        GROUP BY
          metric_time__week
          , kpi_dimension
          , kpi_member
      ) subq_23
    ) subq_24
    FULL OUTER JOIN (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_7_cte
    ) subq_25
    ON
      (
        subq_24.metric_time__week = subq_25.metric_time__week
      ) AND (
        subq_24.kpi_dimension = subq_25.kpi_dimension
      ) AND (
        subq_24.kpi_member = subq_25.kpi_member
      )
    GROUP BY
      COALESCE(subq_24.metric_time__week, subq_25.metric_time__week)
      , COALESCE(subq_24.kpi_dimension, subq_25.kpi_dimension)
      , COALESCE(subq_24.kpi_member, subq_25.kpi_member)
  ) subq_26
) subq_27
ON
  (
    COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_19.metric_time__week) = subq_27.metric_time__week
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension) = subq_27.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member) = subq_27.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_w_shaped AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_w_shaped
  FROM (
    SELECT
      COALESCE(subq_32.metric_time__week, subq_33.metric_time__week) AS metric_time__week
      , COALESCE(subq_32.kpi_dimension, subq_33.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_32.kpi_member, subq_33.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_32.paid_revenue_w_shaped), 0) AS paid_revenue_w_shaped
      , COALESCE(MAX(subq_33.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_w_shaped, 0) AS paid_revenue_w_shaped
      FROM (
        SELECT
          metric_time__week
          , kpi_dimension
          , kpi_member
          , SUM(__paid_revenue_w_shaped) AS __paid_revenue_w_shaped
        FROM sma_10001_cte
        GROUP BY
          metric_time__week
          , kpi_dimension
          , kpi_member
      ) subq_31
    ) subq_32
    FULL OUTER JOIN (
      SELECT
        metric_time__week
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_7_cte
    ) subq_33
    ON
      (
        subq_32.metric_time__week = subq_33.metric_time__week
      ) AND (
        subq_32.kpi_dimension = subq_33.kpi_dimension
      ) AND (
        subq_32.kpi_member = subq_33.kpi_member
      )
    GROUP BY
      COALESCE(subq_32.metric_time__week, subq_33.metric_time__week)
      , COALESCE(subq_32.kpi_dimension, subq_33.kpi_dimension)
      , COALESCE(subq_32.kpi_member, subq_33.kpi_member)
  ) subq_34
) subq_35
ON
  (
    COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_19.metric_time__week, subq_27.metric_time__week) = subq_35.metric_time__week
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension, subq_27.kpi_dimension) = subq_35.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member, subq_27.kpi_member) = subq_35.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week, subq_19.metric_time__week, subq_27.metric_time__week, subq_35.metric_time__week)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension, subq_27.kpi_dimension, subq_35.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member, subq_27.kpi_member, subq_35.kpi_member)
),

answer_28 as (
SELECT
  metric_time__week
  , kpi_dimension
  , kpi_member
  , COALESCE(__revenue, 0) AS revenue
FROM (
  SELECT
    {{ first_day_of('week', 'closed_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , SUM(won_amount) AS __revenue
  FROM {{ kpi_source(ref('fct_order_lines'), 'closed_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "product": "product_key", "pipeline": "pipeline_key"}) }} sold_lines_src_10000
  GROUP BY
    {{ first_day_of('week', 'closed_on') }}
    , kpi_dimension
    , kpi_member
) subq_4
),

answer_29 as (
SELECT
  metric_time__week
  , kpi_dimension
  , kpi_member
  , revenue - revenue_refunded AS revenue_net_of_refunds
FROM (
  SELECT
    COALESCE(subq_5.metric_time__week, subq_11.metric_time__week) AS metric_time__week
    , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
    , COALESCE(subq_5.kpi_member, subq_11.kpi_member) AS kpi_member
    , COALESCE(MAX(subq_5.revenue), 0) AS revenue
    , COALESCE(MAX(subq_11.revenue_refunded), 0) AS revenue_refunded
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , COALESCE(__revenue, 0) AS revenue
    FROM (
      SELECT
        {{ first_day_of('week', 'closed_on') }} AS metric_time__week
        , kpi_dimension
        , kpi_member
        , SUM(won_amount) AS __revenue
      FROM {{ kpi_source(ref('fct_order_lines'), 'closed_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "product": "product_key", "pipeline": "pipeline_key"}) }} sold_lines_src_10000
      GROUP BY
        {{ first_day_of('week', 'closed_on') }}
        , kpi_dimension
        , kpi_member
    ) subq_4
  ) subq_5
  FULL OUTER JOIN (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , COALESCE(__revenue_refunded, 0) AS revenue_refunded
    FROM (
      SELECT
        {{ first_day_of('week', 'refunded_on') }} AS metric_time__week
        , kpi_dimension
        , kpi_member
        , SUM(refund_reporting) AS __revenue_refunded
      FROM {{ kpi_source(ref('fct_refunds'), 'refunded_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "product": "product_key", "pipeline": "pipeline_key"}) }} refunds_src_10000
      GROUP BY
        {{ first_day_of('week', 'refunded_on') }}
        , kpi_dimension
        , kpi_member
    ) subq_10
  ) subq_11
  ON
    (
      subq_5.metric_time__week = subq_11.metric_time__week
    ) AND (
      subq_5.kpi_dimension = subq_11.kpi_dimension
    ) AND (
      subq_5.kpi_member = subq_11.kpi_member
    )
  GROUP BY
    COALESCE(subq_5.metric_time__week, subq_11.metric_time__week)
    , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension)
    , COALESCE(subq_5.kpi_member, subq_11.kpi_member)
) subq_12
),

answer_30 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'due_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , is_due AS __sla_targets_due
    , is_met AS __sla_targets_met
  FROM {{ kpi_source(ref('fct_sla_targets'), 'due_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} sla_targets_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__week, subq_11.metric_time__week) AS metric_time__week
  , COALESCE(subq_6.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_11.kpi_member) AS kpi_member
  , MAX(subq_6.sla_attainment_rate) AS sla_attainment_rate
  , COALESCE(MAX(subq_11.sla_targets_due), 0) AS sla_targets_due
  , COALESCE(MAX(subq_11.sla_targets_met), 0) AS sla_targets_met
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__sla_targets_met, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__sla_targets_due, 0), 0) AS {{ type_double() }}) AS sla_attainment_rate
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__sla_targets_due) AS __sla_targets_due
      , SUM(__sla_targets_met) AS __sla_targets_met
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , COALESCE(__sla_targets_due, 0) AS sla_targets_due
    , COALESCE(__sla_targets_met, 0) AS sla_targets_met
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , SUM(__sla_targets_due) AS __sla_targets_due
      , SUM(__sla_targets_met) AS __sla_targets_met
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
  ) subq_10
) subq_11
ON
  (
    subq_6.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_6.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__week, subq_11.metric_time__week)
  , COALESCE(subq_6.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_11.kpi_member)
),

answer_31 as (
SELECT
  metric_time__week
  , kpi_dimension
  , kpi_member
  , COALESCE(__ticket_backlog, 0) AS ticket_backlog
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , SUM(ticket_backlog) AS __ticket_backlog
  FROM (
    SELECT
      {{ first_day_of('week', 'day_on') }} AS metric_time__week
      , kpi_dimension
      , kpi_member
      , is_week_end AS open_ticket_day__is_week_end
      , is_open AS ticket_backlog
    FROM {{ kpi_source(ref('fct_ticket_days'), 'day_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} open_ticket_days_src_10000
  ) subq_2
  WHERE open_ticket_day__is_week_end = 1
  GROUP BY
    metric_time__week
    , kpi_dimension
    , kpi_member
) subq_5
),

answer_32 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'occurred_on') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , type AS activity__activity_type
    , is_timed AS __activities_timed
    , cast(case when is_timed = 1 then minutes end as decimal(28, 9)) AS __minutes_spent
  FROM {{ kpi_source(ref('fct_activities'), 'occurred_on', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} activities_src_10000
)

SELECT
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week) AS metric_time__week
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member) AS kpi_member
  , COALESCE(subq_5.activity__activity_type, subq_11.activity__activity_type) AS activity__activity_type
  , COALESCE(MAX(subq_5.activities_timed), 0) AS activities_timed
  , COALESCE(MAX(subq_5.minutes_spent), 0) AS minutes_spent
  , MAX(subq_11.time_per_activity) AS time_per_activity
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , activity__activity_type
    , COALESCE(__activities_timed, 0) AS activities_timed
    , COALESCE(__minutes_spent, 0) AS minutes_spent
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , activity__activity_type
      , SUM(__activities_timed) AS __activities_timed
      , SUM(__minutes_spent) AS __minutes_spent
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
      , activity__activity_type
  ) subq_4
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , activity__activity_type
    , CAST(COALESCE(__minutes_spent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__activities_timed, 0), 0) AS {{ type_double() }}) AS time_per_activity
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , activity__activity_type
      , SUM(__activities_timed) AS __activities_timed
      , SUM(__minutes_spent) AS __minutes_spent
    FROM sma_10001_cte
    GROUP BY
      metric_time__week
      , kpi_dimension
      , kpi_member
      , activity__activity_type
  ) subq_9
) subq_11
ON
  (
    subq_5.activity__activity_type = subq_11.activity__activity_type
  ) AND (
    subq_5.metric_time__week = subq_11.metric_time__week
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__week, subq_11.metric_time__week)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member)
  , COALESCE(subq_5.activity__activity_type, subq_11.activity__activity_type)
),

measured as (
    select 'activities_per_rep' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(activities_per_rep as {{ type_double() }}) as value, cast(activities_logged as {{ type_double() }}) as numerator, cast(reps_active as {{ type_double() }}) as denominator
    from answer_1 where coalesce(activities_logged, 0) <> 0 or coalesce(reps_active, 0) <> 0
    union all
    select 'call_to_qualified_meeting_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(call_to_qualified_meeting_rate as {{ type_double() }}) as value, cast(qualified_meetings as {{ type_double() }}) as numerator, cast(calls_made as {{ type_double() }}) as denominator
    from answer_1 where coalesce(qualified_meetings, 0) <> 0 or coalesce(calls_made, 0) <> 0
    union all
    select 'calls_made' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(calls_made as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_1 where calls_made <> 0
    union all
    select 'customer_visits' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(customer_visits as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_1 where customer_visits <> 0
    union all
    select 'customer_visits' as kpi_id, 'per_customer' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(customer_visits_per_customer as {{ type_double() }}) as value, cast(customer_visits as {{ type_double() }}) as numerator, cast(customers_visited as {{ type_double() }}) as denominator
    from answer_1 where coalesce(customer_visits, 0) <> 0 or coalesce(customers_visited, 0) <> 0
    union all
    select 'demos_held' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(demos_held as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_1 where demos_held <> 0
    union all
    select 'follow_ups_made' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(follow_ups_made as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_1 where follow_ups_made <> 0
    union all
    select 'meetings_held' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(meetings_held as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_1 where meetings_held <> 0
    union all
    select 'no_show_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(no_show_rate as {{ type_double() }}) as value, cast(meetings_missed as {{ type_double() }}) as numerator, cast(meetings_due as {{ type_double() }}) as denominator
    from answer_2 where coalesce(meetings_missed, 0) <> 0 or coalesce(meetings_due, 0) <> 0
    union all
    select 'outbound_touches' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(outbound_touches as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_2 where outbound_touches <> 0
    union all
    select 'qualified_meetings' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(qualified_meetings as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_2 where qualified_meetings <> 0
    union all
    select 'sales_emails_sent' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sales_emails_sent as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_2 where sales_emails_sent <> 0
    union all
    select 'social_touches' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(social_touches as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_2 where social_touches <> 0
    union all
    select 'time_per_activity' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_per_activity as {{ type_double() }}) as value, cast(minutes_spent as {{ type_double() }}) as numerator, cast(activities_timed as {{ type_double() }}) as denominator
    from answer_2 where coalesce(minutes_spent, 0) <> 0 or coalesce(activities_timed, 0) <> 0
    union all
    select 'ad_click_through_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(ad_click_through_rate as {{ type_double() }}) as value, cast(ad_clicks as {{ type_double() }}) as numerator, cast(impressions as {{ type_double() }}) as denominator
    from answer_3 where coalesce(ad_clicks, 0) <> 0 or coalesce(impressions, 0) <> 0
    union all
    select 'ad_clicks' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(ad_clicks as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_3 where ad_clicks <> 0
    union all
    select 'cost_per_click' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(cost_per_click as {{ type_double() }}) as value, cast(marketing_spend_ads as {{ type_double() }}) as numerator, cast(clicks_of_known_cost as {{ type_double() }}) as denominator
    from answer_3 where coalesce(marketing_spend_ads, 0) <> 0 or coalesce(clicks_of_known_cost, 0) <> 0
    union all
    select 'impressions' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(impressions as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_3 where impressions <> 0
    union all
    select 'marketing_spend' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(marketing_spend as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_3 where marketing_spend <> 0
    union all
    select 'marketing_spend' as kpi_id, 'ads' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(marketing_spend_ads as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_3 where marketing_spend_ads <> 0
    union all
    select 'average_deal_size' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(average_deal_size as {{ type_double() }}) as value, cast(amount_won as {{ type_double() }}) as numerator, cast(deals_won_with_amount as {{ type_double() }}) as denominator
    from answer_4 where coalesce(amount_won, 0) <> 0 or coalesce(deals_won_with_amount, 0) <> 0
    union all
    select 'average_deal_size' as kpi_id, 'new' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(average_deal_size_new as {{ type_double() }}) as value, cast(average_deal_size_new_numerator as {{ type_double() }}) as numerator, cast(average_deal_size_new_denominator as {{ type_double() }}) as denominator
    from answer_4 where coalesce(average_deal_size_new_numerator, 0) <> 0 or coalesce(average_deal_size_new_denominator, 0) <> 0
    union all
    select 'average_deal_size' as kpi_id, 'expansion' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(average_deal_size_expansion as {{ type_double() }}) as value, cast(average_deal_size_expansion_numerator as {{ type_double() }}) as numerator, cast(average_deal_size_expansion_denominator as {{ type_double() }}) as denominator
    from answer_4 where coalesce(average_deal_size_expansion_numerator, 0) <> 0 or coalesce(average_deal_size_expansion_denominator, 0) <> 0
    union all
    select 'average_deal_size' as kpi_id, 'renewal' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(average_deal_size_renewal as {{ type_double() }}) as value, cast(average_deal_size_renewal_numerator as {{ type_double() }}) as numerator, cast(average_deal_size_renewal_denominator as {{ type_double() }}) as denominator
    from answer_4 where coalesce(average_deal_size_renewal_numerator, 0) <> 0 or coalesce(average_deal_size_renewal_denominator, 0) <> 0
    union all
    select 'deals_won' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(deals_won as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_4 where deals_won <> 0
    union all
    select 'new_customers' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(new_customers as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_4 where new_customers <> 0
    union all
    select 'sales_cycle_days' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sales_cycle_days as {{ type_double() }}) as value, cast(cycle_days_spent as {{ type_double() }}) as numerator, cast(cycles_ended as {{ type_double() }}) as denominator
    from answer_5 where coalesce(cycle_days_spent, 0) <> 0 or coalesce(cycles_ended, 0) <> 0
    union all
    select 'sales_cycle_days' as kpi_id, 'median' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sales_cycle_days_median as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_5 where sales_cycle_days_median is not null
    union all
    select 'sales_cycle_days' as kpi_id, 'p90' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sales_cycle_days_p90 as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_5 where sales_cycle_days_p90 is not null
    union all
    select 'sales_cycle_days' as kpi_id, 'qualified_sales_cycle_days' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sales_cycle_days_qualified as {{ type_double() }}) as value, cast(qualified_cycle_days_spent as {{ type_double() }}) as numerator, cast(qualified_cycles_ended as {{ type_double() }}) as denominator
    from answer_5 where coalesce(qualified_cycle_days_spent, 0) <> 0 or coalesce(qualified_cycles_ended, 0) <> 0
    union all
    select 'win_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_rate as {{ type_double() }}) as value, cast(deals_won as {{ type_double() }}) as numerator, cast(deals_closed as {{ type_double() }}) as denominator
    from answer_5 where coalesce(deals_won, 0) <> 0 or coalesce(deals_closed, 0) <> 0
    union all
    select 'win_rate' as kpi_id, 'new' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_rate_new as {{ type_double() }}) as value, cast(win_rate_new_numerator as {{ type_double() }}) as numerator, cast(win_rate_new_denominator as {{ type_double() }}) as denominator
    from answer_5 where coalesce(win_rate_new_numerator, 0) <> 0 or coalesce(win_rate_new_denominator, 0) <> 0
    union all
    select 'win_rate' as kpi_id, 'expansion' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_rate_expansion as {{ type_double() }}) as value, cast(win_rate_expansion_numerator as {{ type_double() }}) as numerator, cast(win_rate_expansion_denominator as {{ type_double() }}) as denominator
    from answer_6 where coalesce(win_rate_expansion_numerator, 0) <> 0 or coalesce(win_rate_expansion_denominator, 0) <> 0
    union all
    select 'win_rate' as kpi_id, 'renewal' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_rate_renewal as {{ type_double() }}) as value, cast(win_rate_renewal_numerator as {{ type_double() }}) as numerator, cast(win_rate_renewal_denominator as {{ type_double() }}) as denominator
    from answer_6 where coalesce(win_rate_renewal_numerator, 0) <> 0 or coalesce(win_rate_renewal_denominator, 0) <> 0
    union all
    select 'win_rate' as kpi_id, 'by_amount' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_rate_by_amount as {{ type_double() }}) as value, cast(amount_won as {{ type_double() }}) as numerator, cast(amount_closed as {{ type_double() }}) as denominator
    from answer_6 where coalesce(amount_won, 0) <> 0 or coalesce(amount_closed, 0) <> 0
    union all
    select 'average_lead_score' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(average_lead_score as {{ type_double() }}) as value, cast(lead_scores as {{ type_double() }}) as numerator, cast(scored_leads as {{ type_double() }}) as denominator
    from answer_7 where coalesce(lead_scores, 0) <> 0 or coalesce(scored_leads, 0) <> 0
    union all
    select 'average_session_duration' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(average_session_duration as {{ type_double() }}) as value, cast(session_seconds as {{ type_double() }}) as numerator, cast(sessions as {{ type_double() }}) as denominator
    from answer_8 where coalesce(session_seconds, 0) <> 0 or coalesce(sessions, 0) <> 0
    union all
    select 'bounce_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(bounce_rate as {{ type_double() }}) as value, cast(bounced_sessions as {{ type_double() }}) as numerator, cast(sessions as {{ type_double() }}) as denominator
    from answer_8 where coalesce(bounced_sessions, 0) <> 0 or coalesce(sessions, 0) <> 0
    union all
    select 'page_views' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(page_views as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_8 where page_views <> 0
    union all
    select 'pages_per_session' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(pages_per_session as {{ type_double() }}) as value, cast(page_views as {{ type_double() }}) as numerator, cast(sessions as {{ type_double() }}) as denominator
    from answer_8 where coalesce(page_views, 0) <> 0 or coalesce(sessions, 0) <> 0
    union all
    select 'sessions' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sessions as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_8 where sessions <> 0
    union all
    select 'unique_visitors' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(unique_visitors as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_8 where unique_visitors is not null
    union all
    select 'campaigns_launched' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(campaigns_launched as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_9 where campaigns_launched <> 0
    union all
    select 'complaint_resolution_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(complaint_resolution_rate as {{ type_double() }}) as value, cast(complaints_resolved_in_window as {{ type_double() }}) as numerator, cast(complaints as {{ type_double() }}) as denominator
    from answer_10 where coalesce(complaints_resolved_in_window, 0) <> 0 or coalesce(complaints, 0) <> 0
    union all
    select 'complaints' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(complaints as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_10 where complaints <> 0
    union all
    select 'one_touch_resolution_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(one_touch_resolution_rate as {{ type_double() }}) as value, cast(tickets_solved_in_one_reply as {{ type_double() }}) as numerator, cast(tickets_solved_with_known_replies as {{ type_double() }}) as denominator
    from answer_10 where coalesce(tickets_solved_in_one_reply, 0) <> 0 or coalesce(tickets_solved_with_known_replies, 0) <> 0
    union all
    select 'reopen_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(reopen_rate as {{ type_double() }}) as value, cast(tickets_reopened as {{ type_double() }}) as numerator, cast(tickets_solved as {{ type_double() }}) as denominator
    from answer_10 where coalesce(tickets_reopened, 0) <> 0 or coalesce(tickets_solved, 0) <> 0
    union all
    select 'resolution_hours' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(resolution_hours as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_10 where resolution_hours is not null
    union all
    select 'resolution_hours' as kpi_id, 'mean' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(resolution_hours_mean as {{ type_double() }}) as value, cast(resolution_hours_spent as {{ type_double() }}) as numerator, cast(tickets_solved as {{ type_double() }}) as denominator
    from answer_10 where coalesce(resolution_hours_spent, 0) <> 0 or coalesce(tickets_solved, 0) <> 0
    union all
    select 'resolution_hours' as kpi_id, 'p90' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(resolution_hours_p90 as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_10 where resolution_hours_p90 is not null
    union all
    select 'resolution_hours' as kpi_id, 'median_business' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(resolution_hours_median_business as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_11 where resolution_hours_median_business is not null
    union all
    select 'resolution_hours' as kpi_id, 'p90_business' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(resolution_hours_p90_business as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_11 where resolution_hours_p90_business is not null
    union all
    select 'resolution_hours' as kpi_id, 'final' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(resolution_hours_final as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_11 where resolution_hours_final is not null
    union all
    select 'resolution_hours' as kpi_id, 'final:p90' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(resolution_hours_final_p90 as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_11 where resolution_hours_final_p90 is not null
    union all
    select 'tickets_opened' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(tickets_opened as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_11 where tickets_opened <> 0
    union all
    select 'contact_to_meeting_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(contact_to_meeting_rate as {{ type_double() }}) as value, cast(leads_with_meeting_in_window as {{ type_double() }}) as numerator, cast(leads_worked as {{ type_double() }}) as denominator
    from answer_12 where coalesce(leads_with_meeting_in_window, 0) <> 0 or coalesce(leads_worked, 0) <> 0
    union all
    select 'leads_worked' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(leads_worked as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_12 where leads_worked <> 0
    union all
    select 'response_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(response_rate as {{ type_double() }}) as value, cast(leads_that_responded as {{ type_double() }}) as numerator, cast(leads_worked as {{ type_double() }}) as denominator
    from answer_12 where coalesce(leads_that_responded, 0) <> 0 or coalesce(leads_worked, 0) <> 0
    union all
    select 'speed_to_lead_hours' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(speed_to_lead_hours as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_12 where speed_to_lead_hours is not null
    union all
    select 'speed_to_lead_hours' as kpi_id, 'mean' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(speed_to_lead_hours_mean as {{ type_double() }}) as value, cast(speed_to_lead_hours_waited as {{ type_double() }}) as numerator, cast(leads_answered as {{ type_double() }}) as denominator
    from answer_12 where coalesce(speed_to_lead_hours_waited, 0) <> 0 or coalesce(leads_answered, 0) <> 0
    union all
    select 'speed_to_lead_hours' as kpi_id, 'p90' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(speed_to_lead_hours_p90 as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_12 where speed_to_lead_hours_p90 is not null
    union all
    select 'speed_to_lead_hours' as kpi_id, 'median_business' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(speed_to_lead_hours_median_business as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_12 where speed_to_lead_hours_median_business is not null
    union all
    select 'speed_to_lead_hours' as kpi_id, 'p90_business' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(speed_to_lead_hours_p90_business as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_12 where speed_to_lead_hours_p90_business is not null
    union all
    select 'contents_published' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(contents_published as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_13 where contents_published <> 0
    union all
    select 'social_posts_published' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(social_posts_published as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_13 where social_posts_published <> 0
    union all
    select 'customer_satisfaction_score' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(customer_satisfaction_score as {{ type_double() }}) as value, cast(csat_answers_satisfied as {{ type_double() }}) as numerator, cast(csat_answers as {{ type_double() }}) as denominator
    from answer_14 where coalesce(csat_answers_satisfied, 0) <> 0 or coalesce(csat_answers, 0) <> 0
    union all
    select 'customer_satisfaction_score' as kpi_id, 'public_reviews' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(customer_satisfaction_score_public_reviews as {{ type_double() }}) as value, cast(review_scores as {{ type_double() }}) as numerator, cast(reviews as {{ type_double() }}) as denominator
    from answer_14 where coalesce(review_scores, 0) <> 0 or coalesce(reviews, 0) <> 0
    union all
    select 'email_click_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(email_click_rate as {{ type_double() }}) as value, cast(emails_clicked as {{ type_double() }}) as numerator, cast(emails_delivered as {{ type_double() }}) as denominator
    from answer_15 where coalesce(emails_clicked, 0) <> 0 or coalesce(emails_delivered, 0) <> 0
    union all
    select 'email_open_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(email_open_rate as {{ type_double() }}) as value, cast(emails_opened as {{ type_double() }}) as numerator, cast(emails_delivered as {{ type_double() }}) as denominator
    from answer_15 where coalesce(emails_opened, 0) <> 0 or coalesce(emails_delivered, 0) <> 0
    union all
    select 'email_unsubscribe_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(email_unsubscribe_rate as {{ type_double() }}) as value, cast(emails_unsubscribed as {{ type_double() }}) as numerator, cast(emails_delivered as {{ type_double() }}) as denominator
    from answer_15 where coalesce(emails_unsubscribed, 0) <> 0 or coalesce(emails_delivered, 0) <> 0
    union all
    select 'emails_per_recipient' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(emails_per_recipient as {{ type_double() }}) as value, cast(marketing_emails_sent as {{ type_double() }}) as numerator, cast(email_recipients as {{ type_double() }}) as denominator
    from answer_15 where coalesce(marketing_emails_sent, 0) <> 0 or coalesce(email_recipients, 0) <> 0
    union all
    select 'marketing_emails_sent' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(marketing_emails_sent as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_15 where marketing_emails_sent <> 0
    union all
    select 'first_response_hours' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(first_response_hours as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_16 where first_response_hours is not null
    union all
    select 'first_response_hours' as kpi_id, 'mean' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(first_response_hours_mean as {{ type_double() }}) as value, cast(first_response_hours_waited as {{ type_double() }}) as numerator, cast(tickets_first_replied as {{ type_double() }}) as denominator
    from answer_16 where coalesce(first_response_hours_waited, 0) <> 0 or coalesce(tickets_first_replied, 0) <> 0
    union all
    select 'first_response_hours' as kpi_id, 'p90' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(first_response_hours_p90 as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_16 where first_response_hours_p90 is not null
    union all
    select 'first_response_hours' as kpi_id, 'median_business' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(first_response_hours_median_business as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_16 where first_response_hours_median_business is not null
    union all
    select 'first_response_hours' as kpi_id, 'p90_business' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(first_response_hours_p90_business as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_16 where first_response_hours_p90_business is not null
    union all
    select 'icp_fit_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(icp_fit_rate as {{ type_double() }}) as value, cast(ideal_customer_leads as {{ type_double() }}) as numerator, cast(leads_generated as {{ type_double() }}) as denominator
    from answer_17 where coalesce(ideal_customer_leads, 0) <> 0 or coalesce(leads_generated, 0) <> 0
    union all
    select 'lead_qualification_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(lead_qualification_rate as {{ type_double() }}) as value, cast(leads_qualified_in_window as {{ type_double() }}) as numerator, cast(leads_generated as {{ type_double() }}) as denominator
    from answer_17 where coalesce(leads_qualified_in_window, 0) <> 0 or coalesce(leads_generated, 0) <> 0
    union all
    select 'lead_to_opportunity_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(lead_to_opportunity_rate as {{ type_double() }}) as value, cast(leads_with_opportunity_in_window as {{ type_double() }}) as numerator, cast(leads_generated as {{ type_double() }}) as denominator
    from answer_17 where coalesce(leads_with_opportunity_in_window, 0) <> 0 or coalesce(leads_generated, 0) <> 0
    union all
    select 'lead_to_opportunity_rate' as kpi_id, 'period' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(lead_to_opportunity_rate_period as {{ type_double() }}) as value, cast(leads_with_first_opportunity as {{ type_double() }}) as numerator, cast(leads_generated as {{ type_double() }}) as denominator
    from answer_17 where coalesce(leads_with_first_opportunity, 0) <> 0 or coalesce(leads_generated, 0) <> 0
    union all
    select 'leads_generated' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(leads_generated as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_17 where leads_generated <> 0
    union all
    select 'mql_to_sql_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(mql_to_sql_rate as {{ type_double() }}) as value, cast(mqls_accepted_in_window as {{ type_double() }}) as numerator, cast(mqls as {{ type_double() }}) as denominator
    from answer_18 where coalesce(mqls_accepted_in_window, 0) <> 0 or coalesce(mqls, 0) <> 0
    union all
    select 'mql_to_sql_rate' as kpi_id, 'period' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(mql_to_sql_rate_period as {{ type_double() }}) as value, cast(sqls as {{ type_double() }}) as numerator, cast(mqls as {{ type_double() }}) as denominator
    from answer_18 where coalesce(sqls, 0) <> 0 or coalesce(mqls, 0) <> 0
    union all
    select 'mqls' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(mqls as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_18 where mqls <> 0
    union all
    select 'sqls' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sqls as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_18 where sqls <> 0
    union all
    select 'meetings_booked' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(meetings_booked as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_19 where meetings_booked <> 0
    union all
    select 'open_pipeline' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(open_pipeline as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_20 where open_pipeline <> 0
    union all
    select 'weighted_pipeline' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(weighted_pipeline as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_20 where weighted_pipeline <> 0
    union all
    select 'opportunities_created' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(opportunities_created as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_21 where opportunities_created <> 0
    union all
    select 'pipeline_created' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(pipeline_created as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_21 where pipeline_created <> 0
    union all
    select 'r1_to_r2_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(r1_to_r2_rate as {{ type_double() }}) as value, cast(second_meetings_in_window as {{ type_double() }}) as numerator, cast(first_meetings as {{ type_double() }}) as denominator
    from answer_21 where coalesce(second_meetings_in_window, 0) <> 0 or coalesce(first_meetings, 0) <> 0
    union all
    select 'pipeline_coverage' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(pipeline_coverage as {{ type_double() }}) as value, cast(pipeline_due as {{ type_double() }}) as numerator, cast(revenue_asked_of_the_period as {{ type_double() }}) as denominator
    from answer_22 where coalesce(pipeline_due, 0) <> 0 or coalesce(revenue_asked_of_the_period, 0) <> 0
    union all
    select 'pipeline_coverage' as kpi_id, 'remaining' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(pipeline_coverage_remaining as {{ type_double() }}) as value, cast(pipeline_still_due as {{ type_double() }}) as numerator, cast(revenue_left as {{ type_double() }}) as denominator
    from answer_22 where coalesce(pipeline_still_due, 0) <> 0 or coalesce(revenue_left, 0) <> 0
    union all
    select 'pipeline_velocity' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(pipeline_velocity as {{ type_double() }}) as value, cast(velocity_open_won_cycles as {{ type_double() }}) as numerator, cast(velocity_closed_cycle_days as {{ type_double() }}) as denominator
    from answer_23 where coalesce(velocity_open_won_cycles, 0) <> 0 or coalesce(velocity_closed_cycle_days, 0) <> 0
    union all
    select 'proposals_sent' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(proposals_sent as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_24 where proposals_sent <> 0
    union all
    select 'quota_attainment' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(quota_attainment as {{ type_double() }}) as value, cast(amount_won as {{ type_double() }}) as numerator, cast(quota_due as {{ type_double() }}) as denominator
    from answer_25 where coalesce(amount_won, 0) <> 0 or coalesce(quota_due, 0) <> 0
    union all
    select 'quota_attainment' as kpi_id, 'to_date' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(quota_attainment_to_date as {{ type_double() }}) as value, cast(amount_won as {{ type_double() }}) as numerator, cast(quota_due_to_date as {{ type_double() }}) as denominator
    from answer_25 where coalesce(amount_won, 0) <> 0 or coalesce(quota_due_to_date, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend as {{ type_double() }}) as value, cast(paid_revenue_linear as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_26 where coalesce(paid_revenue_linear, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'first_touch' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_first_touch as {{ type_double() }}) as value, cast(paid_revenue_first_touch as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_26 where coalesce(paid_revenue_first_touch, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'last_touch' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_last_touch as {{ type_double() }}) as value, cast(paid_revenue_last_touch as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_26 where coalesce(paid_revenue_last_touch, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'linear' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_linear as {{ type_double() }}) as value, cast(paid_revenue_linear as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_26 where coalesce(paid_revenue_linear, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'time_decay' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_time_decay as {{ type_double() }}) as value, cast(paid_revenue_time_decay as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_26 where coalesce(paid_revenue_time_decay, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'position_based' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_position_based as {{ type_double() }}) as value, cast(paid_revenue_position_based as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_27 where coalesce(paid_revenue_position_based, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'w_shaped' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_w_shaped as {{ type_double() }}) as value, cast(paid_revenue_w_shaped as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_27 where coalesce(paid_revenue_w_shaped, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'markov' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_markov as {{ type_double() }}) as value, cast(paid_revenue_markov as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_27 where coalesce(paid_revenue_markov, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'revenue' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(revenue as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_28 where revenue <> 0
    union all
    select 'revenue' as kpi_id, 'net_of_refunds' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(revenue_net_of_refunds as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_29 where revenue_net_of_refunds <> 0
    union all
    select 'sla_attainment_rate' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sla_attainment_rate as {{ type_double() }}) as value, cast(sla_targets_met as {{ type_double() }}) as numerator, cast(sla_targets_due as {{ type_double() }}) as denominator
    from answer_30 where coalesce(sla_targets_met, 0) <> 0 or coalesce(sla_targets_due, 0) <> 0
    union all
    select 'ticket_backlog' as kpi_id, '' as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(ticket_backlog as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_31 where ticket_backlog <> 0
    union all
    select 'time_per_activity' as kpi_id, activity__activity_type as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_per_activity as {{ type_double() }}) as value, cast(minutes_spent as {{ type_double() }}) as numerator, cast(activities_timed as {{ type_double() }}) as denominator
    from answer_32 where activity__activity_type is not null and (coalesce(minutes_spent, 0) <> 0 or coalesce(activities_timed, 0) <> 0)
)

select
    kpi_id,
    variant,
    'week' as grain,
    cast(period_start as date) as period_start,
    dimension,
    dimension_value,
    value,
    numerator,
    denominator
from measured
{%- endif %}
