{{ config(materialized='incremental', incremental_strategy='replace_periods', on_schema_change='fail', tags=['kpi', 'kpi_generated'], meta={'grain': 'month'}) }}
{%- set bounds = kpi_bounds() %}
{%- if is_incremental() and bounds['from'] is none %}
select * from {{ this }} where 1 = 0
{%- else %}
-- Compiled from the metric files by `python -m kpis compile`: do not edit.
with answer_1 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('month', 'counted_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , grain AS revenue_asked_row__period_grain
    , slice AS revenue_asked_row__slice
    , due_amount AS __pipeline_due
    , still_due_amount AS __pipeline_still_due
    , asked AS __revenue_asked_of_the_period
    , asked_left AS __revenue_left
  FROM {{ kpi_source(ref('kpi_revenue_asked'), 'counted_on', 'month', bounds, {"owner": "owner_key", "team": "team_key"}) }} revenue_asked_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__month, subq_13.metric_time__month) AS metric_time__month
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
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__pipeline_due, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__revenue_asked_of_the_period, 0), 0) AS {{ type_double() }}) AS pipeline_coverage
    , CAST(COALESCE(__pipeline_still_due, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__revenue_left, 0), 0) AS {{ type_double() }}) AS pipeline_coverage_remaining
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(pipeline_due) AS __pipeline_due
      , SUM(pipeline_still_due) AS __pipeline_still_due
      , SUM(revenue_asked_of_the_period) AS __revenue_asked_of_the_period
      , SUM(revenue_left) AS __revenue_left
    FROM (
      SELECT
        metric_time__month
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
    WHERE revenue_asked_row__period_grain = 'month' and revenue_asked_row__slice = kpi_dimension
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__pipeline_due, 0) AS pipeline_due
    , COALESCE(__pipeline_still_due, 0) AS pipeline_still_due
    , COALESCE(__revenue_asked_of_the_period, 0) AS revenue_asked_of_the_period
    , COALESCE(__revenue_left, 0) AS revenue_left
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(pipeline_due) AS __pipeline_due
      , SUM(pipeline_still_due) AS __pipeline_still_due
      , SUM(revenue_asked_of_the_period) AS __revenue_asked_of_the_period
      , SUM(revenue_left) AS __revenue_left
    FROM (
      SELECT
        metric_time__month
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
    WHERE revenue_asked_row__period_grain = 'month' and revenue_asked_row__slice = kpi_dimension
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__month = subq_13.metric_time__month
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__month, subq_13.metric_time__month)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_2 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('month', 'counted_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , grain AS velocity_slice__period_grain
    , slice AS velocity_slice__slice
    , closed_by_cycle_days AS __velocity_closed_cycle_days
    , won_by_cycles AS __velocity_open_won_cycles
  FROM {{ kpi_source(ref('fct_pipeline_velocity'), 'counted_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} pipeline_velocity_slices_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__month, subq_13.metric_time__month) AS metric_time__month
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.pipeline_velocity) AS pipeline_velocity
  , COALESCE(MAX(subq_13.velocity_closed_cycle_days), 0) AS velocity_closed_cycle_days
  , COALESCE(MAX(subq_13.velocity_open_won_cycles), 0) AS velocity_open_won_cycles
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__velocity_open_won_cycles, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__velocity_closed_cycle_days, 0), 0) AS {{ type_double() }}) AS pipeline_velocity
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(velocity_closed_cycle_days) AS __velocity_closed_cycle_days
      , SUM(velocity_open_won_cycles) AS __velocity_open_won_cycles
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , velocity_slice__period_grain
        , velocity_slice__slice
        , __velocity_closed_cycle_days AS velocity_closed_cycle_days
        , __velocity_open_won_cycles AS velocity_open_won_cycles
      FROM sma_10001_cte
    ) subq_2
    WHERE velocity_slice__period_grain = 'month' and velocity_slice__slice = kpi_dimension
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__velocity_closed_cycle_days, 0) AS velocity_closed_cycle_days
    , COALESCE(__velocity_open_won_cycles, 0) AS velocity_open_won_cycles
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(velocity_closed_cycle_days) AS __velocity_closed_cycle_days
      , SUM(velocity_open_won_cycles) AS __velocity_open_won_cycles
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , velocity_slice__period_grain
        , velocity_slice__slice
        , __velocity_closed_cycle_days AS velocity_closed_cycle_days
        , __velocity_open_won_cycles AS velocity_open_won_cycles
      FROM sma_10001_cte
    ) subq_9
    WHERE velocity_slice__period_grain = 'month' and velocity_slice__slice = kpi_dimension
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__month = subq_13.metric_time__month
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__month, subq_13.metric_time__month)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_3 as (
SELECT
  metric_time__month
  , kpi_dimension
  , kpi_member
  , COALESCE(__proposals_sent, 0) AS proposals_sent
FROM (
  SELECT
    {{ first_day_of('month', 'sent_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , SUM(is_sent) AS __proposals_sent
  FROM {{ kpi_source(ref('fct_proposals'), 'sent_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} sent_proposals_src_10000
  GROUP BY
    {{ first_day_of('month', 'sent_on') }}
    , kpi_dimension
    , kpi_member
) subq_4
),

answer_4 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('month', 'period_start_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , grain AS purchase_period__period_grain
    , buyer_key AS __buyers_in_year
    , case when buyer_key is not null then is_purchase else 0 end AS __purchases_in_year
  FROM {{ kpi_source(ref('fct_purchase_periods'), 'period_start_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} purchase_periods_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__month, subq_13.metric_time__month) AS metric_time__month
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.buyers_in_year), 0) AS buyers_in_year
  , COALESCE(MAX(subq_6.purchases_in_year), 0) AS purchases_in_year
  , MAX(subq_13.purchase_frequency) AS purchase_frequency
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__buyers_in_year, 0) AS buyers_in_year
    , COALESCE(__purchases_in_year, 0) AS purchases_in_year
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , COUNT(DISTINCT buyers_in_year) AS __buyers_in_year
      , SUM(purchases_in_year) AS __purchases_in_year
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , purchase_period__period_grain
        , __buyers_in_year AS buyers_in_year
        , __purchases_in_year AS purchases_in_year
      FROM sma_10001_cte
    ) subq_2
    WHERE purchase_period__period_grain = 'month'
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__purchases_in_year, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__buyers_in_year, 0), 0) AS {{ type_double() }}) AS purchase_frequency
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , COUNT(DISTINCT buyers_in_year) AS __buyers_in_year
      , SUM(purchases_in_year) AS __purchases_in_year
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , purchase_period__period_grain
        , __buyers_in_year AS buyers_in_year
        , __purchases_in_year AS purchases_in_year
      FROM sma_10001_cte
    ) subq_8
    WHERE purchase_period__period_grain = 'month'
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__month = subq_13.metric_time__month
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__month, subq_13.metric_time__month)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
),

answer_5 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__amount_won, 0) AS amount_won
  FROM (
    SELECT
      {{ first_day_of('month', 'closed_on') }} AS metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(won_amount) AS __amount_won
    FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'month', bounds, {"owner": "owner_key", "team": "team_key"}) }} closed_deals_src_10000
    GROUP BY
      {{ first_day_of('month', 'closed_on') }}
      , kpi_dimension
      , kpi_member
  ) subq_4
)

, sma_10002_cte AS (
  SELECT
    {{ first_day_of('month', 'day_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , cast(quota_reporting as decimal(28, 9)) AS __quota_due
    , cast(quota_to_date_reporting as decimal(28, 9)) AS __quota_due_to_date
  FROM {{ kpi_source(ref('fct_quota_days'), 'day_on', 'month', bounds, {"owner": "owner_key", "team": "team_key"}) }} quota_days_src_10000
)

SELECT
  COALESCE(subq_5.metric_time__month, subq_14.metric_time__month, subq_22.metric_time__month, subq_27.metric_time__month) AS metric_time__month
  , COALESCE(subq_5.kpi_dimension, subq_14.kpi_dimension, subq_22.kpi_dimension, subq_27.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_14.kpi_member, subq_22.kpi_member, subq_27.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_5.amount_won), 0) AS amount_won
  , MAX(subq_14.quota_attainment) AS quota_attainment
  , MAX(subq_22.quota_attainment_to_date) AS quota_attainment_to_date
  , COALESCE(MAX(subq_27.quota_due), 0) AS quota_due
  , COALESCE(MAX(subq_27.quota_due_to_date), 0) AS quota_due_to_date
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , amount_won
  FROM cm_5_cte
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(amount_won AS {{ type_double() }}) / CAST(NULLIF(quota_due, 0) AS {{ type_double() }}) AS quota_attainment
  FROM (
    SELECT
      COALESCE(subq_6.metric_time__month, subq_12.metric_time__month) AS metric_time__month
      , COALESCE(subq_6.kpi_dimension, subq_12.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_6.kpi_member, subq_12.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_6.amount_won), 0) AS amount_won
      , COALESCE(MAX(subq_12.quota_due), 0) AS quota_due
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , amount_won
      FROM cm_5_cte
    ) subq_6
    FULL OUTER JOIN (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , COALESCE(__quota_due, 0) AS quota_due
      FROM (
        SELECT
          metric_time__month
          , kpi_dimension
          , kpi_member
          , SUM(__quota_due) AS __quota_due
        FROM sma_10002_cte
        GROUP BY
          metric_time__month
          , kpi_dimension
          , kpi_member
      ) subq_11
    ) subq_12
    ON
      (
        subq_6.metric_time__month = subq_12.metric_time__month
      ) AND (
        subq_6.kpi_dimension = subq_12.kpi_dimension
      ) AND (
        subq_6.kpi_member = subq_12.kpi_member
      )
    GROUP BY
      COALESCE(subq_6.metric_time__month, subq_12.metric_time__month)
      , COALESCE(subq_6.kpi_dimension, subq_12.kpi_dimension)
      , COALESCE(subq_6.kpi_member, subq_12.kpi_member)
  ) subq_13
) subq_14
ON
  (
    subq_5.metric_time__month = subq_14.metric_time__month
  ) AND (
    subq_5.kpi_dimension = subq_14.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_14.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(amount_won AS {{ type_double() }}) / CAST(NULLIF(quota_due_to_date, 0) AS {{ type_double() }}) AS quota_attainment_to_date
  FROM (
    SELECT
      COALESCE(subq_15.metric_time__month, subq_20.metric_time__month) AS metric_time__month
      , COALESCE(subq_15.kpi_dimension, subq_20.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_15.kpi_member, subq_20.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_15.amount_won), 0) AS amount_won
      , COALESCE(MAX(subq_20.quota_due_to_date), 0) AS quota_due_to_date
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , amount_won
      FROM cm_5_cte
    ) subq_15
    FULL OUTER JOIN (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , COALESCE(__quota_due_to_date, 0) AS quota_due_to_date
      FROM (
        SELECT
          metric_time__month
          , kpi_dimension
          , kpi_member
          , SUM(__quota_due_to_date) AS __quota_due_to_date
        FROM sma_10002_cte
        GROUP BY
          metric_time__month
          , kpi_dimension
          , kpi_member
      ) subq_19
    ) subq_20
    ON
      (
        subq_15.metric_time__month = subq_20.metric_time__month
      ) AND (
        subq_15.kpi_dimension = subq_20.kpi_dimension
      ) AND (
        subq_15.kpi_member = subq_20.kpi_member
      )
    GROUP BY
      COALESCE(subq_15.metric_time__month, subq_20.metric_time__month)
      , COALESCE(subq_15.kpi_dimension, subq_20.kpi_dimension)
      , COALESCE(subq_15.kpi_member, subq_20.kpi_member)
  ) subq_21
) subq_22
ON
  (
    COALESCE(subq_5.metric_time__month, subq_14.metric_time__month) = subq_22.metric_time__month
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_14.kpi_dimension) = subq_22.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_14.kpi_member) = subq_22.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__quota_due, 0) AS quota_due
    , COALESCE(__quota_due_to_date, 0) AS quota_due_to_date
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(__quota_due) AS __quota_due
      , SUM(__quota_due_to_date) AS __quota_due_to_date
    FROM sma_10002_cte
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_26
) subq_27
ON
  (
    COALESCE(subq_5.metric_time__month, subq_14.metric_time__month, subq_22.metric_time__month) = subq_27.metric_time__month
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_14.kpi_dimension, subq_22.kpi_dimension) = subq_27.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_14.kpi_member, subq_22.kpi_member) = subq_27.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__month, subq_14.metric_time__month, subq_22.metric_time__month, subq_27.metric_time__month)
  , COALESCE(subq_5.kpi_dimension, subq_14.kpi_dimension, subq_22.kpi_dimension, subq_27.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_14.kpi_member, subq_22.kpi_member, subq_27.kpi_member)
),

answer_6 as (
SELECT
  metric_time__month
  , kpi_dimension
  , kpi_member
  , referrals_leads + referrals_customers AS referrals
FROM (
  SELECT
    COALESCE(subq_5.metric_time__month, subq_11.metric_time__month) AS metric_time__month
    , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
    , COALESCE(subq_5.kpi_member, subq_11.kpi_member) AS kpi_member
    , COALESCE(MAX(subq_5.referrals_leads), 0) AS referrals_leads
    , COALESCE(MAX(subq_11.referrals_customers), 0) AS referrals_customers
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , COALESCE(__referrals_leads, 0) AS referrals_leads
    FROM (
      SELECT
        {{ first_day_of('month', 'reached_on') }} AS metric_time__month
        , kpi_dimension
        , kpi_member
        , SUM(is_referred_lead) AS __referrals_leads
      FROM {{ kpi_source(ref('fct_funnel_stages'), 'reached_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} funnel_stages_src_10000
      GROUP BY
        {{ first_day_of('month', 'reached_on') }}
        , kpi_dimension
        , kpi_member
    ) subq_4
  ) subq_5
  FULL OUTER JOIN (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , COALESCE(__referrals_customers, 0) AS referrals_customers
    FROM (
      SELECT
        {{ first_day_of('month', 'closed_on') }} AS metric_time__month
        , kpi_dimension
        , kpi_member
        , SUM(is_referred_customer) AS __referrals_customers
      FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} closed_deals_src_10000
      GROUP BY
        {{ first_day_of('month', 'closed_on') }}
        , kpi_dimension
        , kpi_member
    ) subq_10
  ) subq_11
  ON
    (
      subq_5.metric_time__month = subq_11.metric_time__month
    ) AND (
      subq_5.kpi_dimension = subq_11.kpi_dimension
    ) AND (
      subq_5.kpi_member = subq_11.kpi_member
    )
  GROUP BY
    COALESCE(subq_5.metric_time__month, subq_11.metric_time__month)
    , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension)
    , COALESCE(subq_5.kpi_member, subq_11.kpi_member)
) subq_12
),

answer_7 as (
SELECT
  metric_time__month
  , kpi_dimension
  , kpi_member
  , COALESCE(__referrals_customers, 0) AS referrals_customers
FROM (
  SELECT
    {{ first_day_of('month', 'closed_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , SUM(is_referred_customer) AS __referrals_customers
  FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} closed_deals_src_10000
  GROUP BY
    {{ first_day_of('month', 'closed_on') }}
    , kpi_dimension
    , kpi_member
) subq_4
),

answer_8 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__repeat_revenue, 0) AS repeat_revenue
    , COALESCE(__revenue, 0) AS revenue
  FROM (
    SELECT
      {{ first_day_of('month', 'closed_on') }} AS metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(repeat_amount) AS __repeat_revenue
      , SUM(won_amount) AS __revenue
    FROM {{ kpi_source(ref('fct_order_lines'), 'closed_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} sold_lines_src_10000
    GROUP BY
      {{ first_day_of('month', 'closed_on') }}
      , kpi_dimension
      , kpi_member
  ) subq_4
)

SELECT
  COALESCE(subq_5.metric_time__month, subq_7.metric_time__month) AS metric_time__month
  , COALESCE(subq_5.kpi_dimension, subq_7.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_7.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_5.repeat_revenue), 0) AS repeat_revenue
  , COALESCE(MAX(subq_5.revenue), 0) AS revenue
  , MAX(subq_7.repeat_revenue_share) AS repeat_revenue_share
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , repeat_revenue
    , revenue
  FROM cm_5_cte
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(repeat_revenue AS {{ type_double() }}) / CAST(NULLIF(revenue, 0) AS {{ type_double() }}) AS repeat_revenue_share
  FROM cm_5_cte
) subq_7
ON
  (
    subq_5.metric_time__month = subq_7.metric_time__month
  ) AND (
    subq_5.kpi_dimension = subq_7.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_7.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__month, subq_7.metric_time__month)
  , COALESCE(subq_5.kpi_dimension, subq_7.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_7.kpi_member)
),

answer_9 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__reps_at_quota, 0) AS reps_at_quota
    , COALESCE(__reps_with_quota, 0) AS reps_with_quota
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(reps_at_quota) AS __reps_at_quota
      , SUM(reps_with_quota) AS __reps_with_quota
    FROM (
      SELECT
        {{ first_day_of('month', 'period_start_on') }} AS metric_time__month
        , kpi_dimension
        , kpi_member
        , grain AS rep_quota_period__period_grain
        , is_at_quota AS reps_at_quota
        , has_quota AS reps_with_quota
      FROM {{ kpi_source(ref('fct_rep_quota_periods'), 'period_start_on', 'month', bounds, {"owner": "owner_key", "team": "team_key"}) }} rep_quota_periods_src_10000
    ) subq_2
    WHERE rep_quota_period__period_grain = 'month'
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_5
)

SELECT
  COALESCE(subq_6.metric_time__month, subq_8.metric_time__month) AS metric_time__month
  , COALESCE(subq_6.kpi_dimension, subq_8.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_8.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.reps_at_quota), 0) AS reps_at_quota
  , COALESCE(MAX(subq_6.reps_with_quota), 0) AS reps_with_quota
  , MAX(subq_8.reps_at_quota_rate) AS reps_at_quota_rate
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , reps_at_quota
    , reps_with_quota
  FROM cm_5_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(reps_at_quota AS {{ type_double() }}) / CAST(NULLIF(reps_with_quota, 0) AS {{ type_double() }}) AS reps_at_quota_rate
  FROM cm_5_cte
) subq_8
ON
  (
    subq_6.metric_time__month = subq_8.metric_time__month
  ) AND (
    subq_6.kpi_dimension = subq_8.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_8.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__month, subq_8.metric_time__month)
  , COALESCE(subq_6.kpi_dimension, subq_8.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_8.kpi_member)
),

answer_10 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('month', 'purchased_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , period_grain AS purchase__period_grain
    , is_purchase AS __buyers
    , is_first_purchase AS __first_buyers
    , is_first_repurchased_365d AS __new_repurchasers_365d
    , is_first_repurchased_60d AS __new_repurchasers_60d
    , is_repurchased_365d AS __repurchasers_365d
    , is_repurchased_60d AS __repurchasers_60d
    , is_repurchased_90d AS __repurchasers_90d
  FROM {{ kpi_source(ref('fct_purchases'), 'purchased_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} purchases_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__month, subq_13.metric_time__month) AS metric_time__month
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.buyers), 0) AS buyers
  , COALESCE(MAX(subq_6.first_buyers), 0) AS first_buyers
  , COALESCE(MAX(subq_6.new_repurchasers_365d), 0) AS new_repurchasers_365d
  , COALESCE(MAX(subq_6.new_repurchasers_60d), 0) AS new_repurchasers_60d
  , COALESCE(MAX(subq_6.repurchasers_365d), 0) AS repurchasers_365d
  , COALESCE(MAX(subq_6.repurchasers_60d), 0) AS repurchasers_60d
  , COALESCE(MAX(subq_6.repurchasers_90d), 0) AS repurchasers_90d
  , MAX(subq_13.repurchase_rate) AS repurchase_rate
  , MAX(subq_13.repurchase_rate_60d) AS repurchase_rate_60d
  , MAX(subq_13.repurchase_rate_60d_new_customers) AS repurchase_rate_60d_new_customers
  , MAX(subq_13.repurchase_rate_90d) AS repurchase_rate_90d
  , MAX(subq_13.repurchase_rate_new_customers) AS repurchase_rate_new_customers
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__buyers, 0) AS buyers
    , COALESCE(__first_buyers, 0) AS first_buyers
    , COALESCE(__new_repurchasers_365d, 0) AS new_repurchasers_365d
    , COALESCE(__new_repurchasers_60d, 0) AS new_repurchasers_60d
    , COALESCE(__repurchasers_365d, 0) AS repurchasers_365d
    , COALESCE(__repurchasers_60d, 0) AS repurchasers_60d
    , COALESCE(__repurchasers_90d, 0) AS repurchasers_90d
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(buyers) AS __buyers
      , SUM(first_buyers) AS __first_buyers
      , SUM(new_repurchasers_365d) AS __new_repurchasers_365d
      , SUM(new_repurchasers_60d) AS __new_repurchasers_60d
      , SUM(repurchasers_365d) AS __repurchasers_365d
      , SUM(repurchasers_60d) AS __repurchasers_60d
      , SUM(repurchasers_90d) AS __repurchasers_90d
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , purchase__period_grain
        , __buyers AS buyers
        , __first_buyers AS first_buyers
        , __new_repurchasers_365d AS new_repurchasers_365d
        , __new_repurchasers_60d AS new_repurchasers_60d
        , __repurchasers_365d AS repurchasers_365d
        , __repurchasers_60d AS repurchasers_60d
        , __repurchasers_90d AS repurchasers_90d
      FROM sma_10001_cte
    ) subq_2
    WHERE purchase__period_grain = 'month'
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__repurchasers_365d, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__buyers, 0), 0) AS {{ type_double() }}) AS repurchase_rate
    , CAST(COALESCE(__repurchasers_60d, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__buyers, 0), 0) AS {{ type_double() }}) AS repurchase_rate_60d
    , CAST(COALESCE(__new_repurchasers_60d, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__first_buyers, 0), 0) AS {{ type_double() }}) AS repurchase_rate_60d_new_customers
    , CAST(COALESCE(__repurchasers_90d, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__buyers, 0), 0) AS {{ type_double() }}) AS repurchase_rate_90d
    , CAST(COALESCE(__new_repurchasers_365d, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__first_buyers, 0), 0) AS {{ type_double() }}) AS repurchase_rate_new_customers
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(buyers) AS __buyers
      , SUM(first_buyers) AS __first_buyers
      , SUM(new_repurchasers_365d) AS __new_repurchasers_365d
      , SUM(new_repurchasers_60d) AS __new_repurchasers_60d
      , SUM(repurchasers_365d) AS __repurchasers_365d
      , SUM(repurchasers_60d) AS __repurchasers_60d
      , SUM(repurchasers_90d) AS __repurchasers_90d
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , purchase__period_grain
        , __buyers AS buyers
        , __first_buyers AS first_buyers
        , __new_repurchasers_365d AS new_repurchasers_365d
        , __new_repurchasers_60d AS new_repurchasers_60d
        , __repurchasers_365d AS repurchasers_365d
        , __repurchasers_60d AS repurchasers_60d
        , __repurchasers_90d AS repurchasers_90d
      FROM sma_10001_cte
    ) subq_8
    WHERE purchase__period_grain = 'month'
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__month = subq_13.metric_time__month
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__month, subq_13.metric_time__month)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
),

answer_11 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('month', 'purchased_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , period_grain AS purchase__period_grain
    , is_first_purchase AS __first_buyers
    , is_first_repurchased_90d AS __new_repurchasers_90d
  FROM {{ kpi_source(ref('fct_purchases'), 'purchased_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} purchases_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__month, subq_13.metric_time__month) AS metric_time__month
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.first_buyers), 0) AS first_buyers
  , COALESCE(MAX(subq_6.new_repurchasers_90d), 0) AS new_repurchasers_90d
  , MAX(subq_13.repurchase_rate_90d_new_customers) AS repurchase_rate_90d_new_customers
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__first_buyers, 0) AS first_buyers
    , COALESCE(__new_repurchasers_90d, 0) AS new_repurchasers_90d
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(first_buyers) AS __first_buyers
      , SUM(new_repurchasers_90d) AS __new_repurchasers_90d
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , purchase__period_grain
        , __first_buyers AS first_buyers
        , __new_repurchasers_90d AS new_repurchasers_90d
      FROM sma_10001_cte
    ) subq_2
    WHERE purchase__period_grain = 'month'
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__new_repurchasers_90d, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__first_buyers, 0), 0) AS {{ type_double() }}) AS repurchase_rate_90d_new_customers
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(first_buyers) AS __first_buyers
      , SUM(new_repurchasers_90d) AS __new_repurchasers_90d
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , purchase__period_grain
        , __first_buyers AS first_buyers
        , __new_repurchasers_90d AS new_repurchasers_90d
      FROM sma_10001_cte
    ) subq_8
    WHERE purchase__period_grain = 'month'
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__month = subq_13.metric_time__month
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__month, subq_13.metric_time__month)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
),

answer_12 as (
WITH cm_10_cte AS (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__marketing_spend_ads, 0) AS marketing_spend_ads
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(__marketing_spend_ads) AS __marketing_spend_ads
    FROM (
      SELECT
        {{ first_day_of('month', 'day_on') }} AS metric_time__month
        , kpi_dimension
        , kpi_member
        , cast(ads_cost as decimal(28, 9)) AS __marketing_spend_ads
      FROM {{ kpi_source(ref('fct_spend'), 'day_on', 'month', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} spend_src_10000
    ) subq_3
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_4
)

, sma_10001_cte AS (
  SELECT
    {{ first_day_of('month', 'closed_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , case when model = 'first_touch' and is_paid = 1 then attributed_amount end AS __paid_revenue_first_touch
    , case when model = 'last_touch' and is_paid = 1 then attributed_amount end AS __paid_revenue_last_touch
    , case when model = 'linear' and is_paid = 1 then attributed_amount end AS __paid_revenue_linear
    , case when model = 'time_decay' and is_paid = 1 then attributed_amount end AS __paid_revenue_time_decay
  FROM {{ kpi_source(ref('fct_attribution'), 'closed_on', 'month', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} attribution_src_10000
)

, cm_13_cte AS (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__paid_revenue_linear, 0) AS paid_revenue_linear
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(__paid_revenue_linear) AS __paid_revenue_linear
    FROM sma_10001_cte
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_15
)

SELECT
  COALESCE(subq_5.metric_time__month, subq_11.metric_time__month, subq_19.metric_time__month, subq_27.metric_time__month, subq_35.metric_time__month, subq_39.metric_time__month, subq_47.metric_time__month) AS metric_time__month
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
    metric_time__month
    , kpi_dimension
    , kpi_member
    , marketing_spend_ads
  FROM cm_10_cte
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__paid_revenue_first_touch, 0) AS paid_revenue_first_touch
    , COALESCE(__paid_revenue_last_touch, 0) AS paid_revenue_last_touch
    , COALESCE(__paid_revenue_linear, 0) AS paid_revenue_linear
    , COALESCE(__paid_revenue_time_decay, 0) AS paid_revenue_time_decay
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(__paid_revenue_first_touch) AS __paid_revenue_first_touch
      , SUM(__paid_revenue_last_touch) AS __paid_revenue_last_touch
      , SUM(__paid_revenue_linear) AS __paid_revenue_linear
      , SUM(__paid_revenue_time_decay) AS __paid_revenue_time_decay
    FROM sma_10001_cte
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_10
) subq_11
ON
  (
    subq_5.metric_time__month = subq_11.metric_time__month
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_linear AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend
  FROM (
    SELECT
      COALESCE(subq_16.metric_time__month, subq_17.metric_time__month) AS metric_time__month
      , COALESCE(subq_16.kpi_dimension, subq_17.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_16.kpi_member, subq_17.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_16.paid_revenue_linear), 0) AS paid_revenue_linear
      , COALESCE(MAX(subq_17.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , paid_revenue_linear
      FROM cm_13_cte
    ) subq_16
    FULL OUTER JOIN (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_10_cte
    ) subq_17
    ON
      (
        subq_16.metric_time__month = subq_17.metric_time__month
      ) AND (
        subq_16.kpi_dimension = subq_17.kpi_dimension
      ) AND (
        subq_16.kpi_member = subq_17.kpi_member
      )
    GROUP BY
      COALESCE(subq_16.metric_time__month, subq_17.metric_time__month)
      , COALESCE(subq_16.kpi_dimension, subq_17.kpi_dimension)
      , COALESCE(subq_16.kpi_member, subq_17.kpi_member)
  ) subq_18
) subq_19
ON
  (
    COALESCE(subq_5.metric_time__month, subq_11.metric_time__month) = subq_19.metric_time__month
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) = subq_19.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member) = subq_19.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_first_touch AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_first_touch
  FROM (
    SELECT
      COALESCE(subq_24.metric_time__month, subq_25.metric_time__month) AS metric_time__month
      , COALESCE(subq_24.kpi_dimension, subq_25.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_24.kpi_member, subq_25.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_24.paid_revenue_first_touch), 0) AS paid_revenue_first_touch
      , COALESCE(MAX(subq_25.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_first_touch, 0) AS paid_revenue_first_touch
      FROM (
        SELECT
          metric_time__month
          , kpi_dimension
          , kpi_member
          , SUM(__paid_revenue_first_touch) AS __paid_revenue_first_touch
        FROM sma_10001_cte
        GROUP BY
          metric_time__month
          , kpi_dimension
          , kpi_member
      ) subq_23
    ) subq_24
    FULL OUTER JOIN (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_10_cte
    ) subq_25
    ON
      (
        subq_24.metric_time__month = subq_25.metric_time__month
      ) AND (
        subq_24.kpi_dimension = subq_25.kpi_dimension
      ) AND (
        subq_24.kpi_member = subq_25.kpi_member
      )
    GROUP BY
      COALESCE(subq_24.metric_time__month, subq_25.metric_time__month)
      , COALESCE(subq_24.kpi_dimension, subq_25.kpi_dimension)
      , COALESCE(subq_24.kpi_member, subq_25.kpi_member)
  ) subq_26
) subq_27
ON
  (
    COALESCE(subq_5.metric_time__month, subq_11.metric_time__month, subq_19.metric_time__month) = subq_27.metric_time__month
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension) = subq_27.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member) = subq_27.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_last_touch AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_last_touch
  FROM (
    SELECT
      COALESCE(subq_32.metric_time__month, subq_33.metric_time__month) AS metric_time__month
      , COALESCE(subq_32.kpi_dimension, subq_33.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_32.kpi_member, subq_33.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_32.paid_revenue_last_touch), 0) AS paid_revenue_last_touch
      , COALESCE(MAX(subq_33.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_last_touch, 0) AS paid_revenue_last_touch
      FROM (
        SELECT
          metric_time__month
          , kpi_dimension
          , kpi_member
          , SUM(__paid_revenue_last_touch) AS __paid_revenue_last_touch
        FROM sma_10001_cte
        GROUP BY
          metric_time__month
          , kpi_dimension
          , kpi_member
      ) subq_31
    ) subq_32
    FULL OUTER JOIN (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_10_cte
    ) subq_33
    ON
      (
        subq_32.metric_time__month = subq_33.metric_time__month
      ) AND (
        subq_32.kpi_dimension = subq_33.kpi_dimension
      ) AND (
        subq_32.kpi_member = subq_33.kpi_member
      )
    GROUP BY
      COALESCE(subq_32.metric_time__month, subq_33.metric_time__month)
      , COALESCE(subq_32.kpi_dimension, subq_33.kpi_dimension)
      , COALESCE(subq_32.kpi_member, subq_33.kpi_member)
  ) subq_34
) subq_35
ON
  (
    COALESCE(subq_5.metric_time__month, subq_11.metric_time__month, subq_19.metric_time__month, subq_27.metric_time__month) = subq_35.metric_time__month
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension, subq_27.kpi_dimension) = subq_35.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member, subq_27.kpi_member) = subq_35.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_linear AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_linear
  FROM (
    SELECT
      COALESCE(subq_36.metric_time__month, subq_37.metric_time__month) AS metric_time__month
      , COALESCE(subq_36.kpi_dimension, subq_37.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_36.kpi_member, subq_37.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_36.paid_revenue_linear), 0) AS paid_revenue_linear
      , COALESCE(MAX(subq_37.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , paid_revenue_linear
      FROM cm_13_cte
    ) subq_36
    FULL OUTER JOIN (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_10_cte
    ) subq_37
    ON
      (
        subq_36.metric_time__month = subq_37.metric_time__month
      ) AND (
        subq_36.kpi_dimension = subq_37.kpi_dimension
      ) AND (
        subq_36.kpi_member = subq_37.kpi_member
      )
    GROUP BY
      COALESCE(subq_36.metric_time__month, subq_37.metric_time__month)
      , COALESCE(subq_36.kpi_dimension, subq_37.kpi_dimension)
      , COALESCE(subq_36.kpi_member, subq_37.kpi_member)
  ) subq_38
) subq_39
ON
  (
    COALESCE(subq_5.metric_time__month, subq_11.metric_time__month, subq_19.metric_time__month, subq_27.metric_time__month, subq_35.metric_time__month) = subq_39.metric_time__month
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension, subq_27.kpi_dimension, subq_35.kpi_dimension) = subq_39.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member, subq_27.kpi_member, subq_35.kpi_member) = subq_39.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_time_decay AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_time_decay
  FROM (
    SELECT
      COALESCE(subq_44.metric_time__month, subq_45.metric_time__month) AS metric_time__month
      , COALESCE(subq_44.kpi_dimension, subq_45.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_44.kpi_member, subq_45.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_44.paid_revenue_time_decay), 0) AS paid_revenue_time_decay
      , COALESCE(MAX(subq_45.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_time_decay, 0) AS paid_revenue_time_decay
      FROM (
        SELECT
          metric_time__month
          , kpi_dimension
          , kpi_member
          , SUM(__paid_revenue_time_decay) AS __paid_revenue_time_decay
        FROM sma_10001_cte
        GROUP BY
          metric_time__month
          , kpi_dimension
          , kpi_member
      ) subq_43
    ) subq_44
    FULL OUTER JOIN (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_10_cte
    ) subq_45
    ON
      (
        subq_44.metric_time__month = subq_45.metric_time__month
      ) AND (
        subq_44.kpi_dimension = subq_45.kpi_dimension
      ) AND (
        subq_44.kpi_member = subq_45.kpi_member
      )
    GROUP BY
      COALESCE(subq_44.metric_time__month, subq_45.metric_time__month)
      , COALESCE(subq_44.kpi_dimension, subq_45.kpi_dimension)
      , COALESCE(subq_44.kpi_member, subq_45.kpi_member)
  ) subq_46
) subq_47
ON
  (
    COALESCE(subq_5.metric_time__month, subq_11.metric_time__month, subq_19.metric_time__month, subq_27.metric_time__month, subq_35.metric_time__month, subq_39.metric_time__month) = subq_47.metric_time__month
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension, subq_27.kpi_dimension, subq_35.kpi_dimension, subq_39.kpi_dimension) = subq_47.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member, subq_27.kpi_member, subq_35.kpi_member, subq_39.kpi_member) = subq_47.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__month, subq_11.metric_time__month, subq_19.metric_time__month, subq_27.metric_time__month, subq_35.metric_time__month, subq_39.metric_time__month, subq_47.metric_time__month)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension, subq_27.kpi_dimension, subq_35.kpi_dimension, subq_39.kpi_dimension, subq_47.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member, subq_27.kpi_member, subq_35.kpi_member, subq_39.kpi_member, subq_47.kpi_member)
),

answer_13 as (
WITH cm_7_cte AS (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__marketing_spend_ads, 0) AS marketing_spend_ads
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(__marketing_spend_ads) AS __marketing_spend_ads
    FROM (
      SELECT
        {{ first_day_of('month', 'day_on') }} AS metric_time__month
        , kpi_dimension
        , kpi_member
        , cast(ads_cost as decimal(28, 9)) AS __marketing_spend_ads
      FROM {{ kpi_source(ref('fct_spend'), 'day_on', 'month', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} spend_src_10000
    ) subq_3
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_4
)

, sma_10001_cte AS (
  SELECT
    {{ first_day_of('month', 'closed_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , case when model = 'markov' and is_paid = 1 then attributed_amount end AS __paid_revenue_markov
    , case when model = 'position_based' and is_paid = 1 then attributed_amount end AS __paid_revenue_position_based
    , case when model = 'w_shaped' and is_paid = 1 then attributed_amount end AS __paid_revenue_w_shaped
  FROM {{ kpi_source(ref('fct_attribution'), 'closed_on', 'month', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} attribution_src_10000
)

SELECT
  COALESCE(subq_5.metric_time__month, subq_11.metric_time__month, subq_19.metric_time__month, subq_27.metric_time__month, subq_35.metric_time__month) AS metric_time__month
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
    metric_time__month
    , kpi_dimension
    , kpi_member
    , marketing_spend_ads
  FROM cm_7_cte
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__paid_revenue_markov, 0) AS paid_revenue_markov
    , COALESCE(__paid_revenue_position_based, 0) AS paid_revenue_position_based
    , COALESCE(__paid_revenue_w_shaped, 0) AS paid_revenue_w_shaped
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(__paid_revenue_markov) AS __paid_revenue_markov
      , SUM(__paid_revenue_position_based) AS __paid_revenue_position_based
      , SUM(__paid_revenue_w_shaped) AS __paid_revenue_w_shaped
    FROM sma_10001_cte
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_10
) subq_11
ON
  (
    subq_5.metric_time__month = subq_11.metric_time__month
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_markov AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_markov
  FROM (
    SELECT
      COALESCE(subq_16.metric_time__month, subq_17.metric_time__month) AS metric_time__month
      , COALESCE(subq_16.kpi_dimension, subq_17.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_16.kpi_member, subq_17.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_16.paid_revenue_markov), 0) AS paid_revenue_markov
      , COALESCE(MAX(subq_17.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_markov, 0) AS paid_revenue_markov
      FROM (
        SELECT
          metric_time__month
          , kpi_dimension
          , kpi_member
          , SUM(__paid_revenue_markov) AS __paid_revenue_markov
        FROM sma_10001_cte
        GROUP BY
          metric_time__month
          , kpi_dimension
          , kpi_member
      ) subq_15
    ) subq_16
    FULL OUTER JOIN (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_7_cte
    ) subq_17
    ON
      (
        subq_16.metric_time__month = subq_17.metric_time__month
      ) AND (
        subq_16.kpi_dimension = subq_17.kpi_dimension
      ) AND (
        subq_16.kpi_member = subq_17.kpi_member
      )
    GROUP BY
      COALESCE(subq_16.metric_time__month, subq_17.metric_time__month)
      , COALESCE(subq_16.kpi_dimension, subq_17.kpi_dimension)
      , COALESCE(subq_16.kpi_member, subq_17.kpi_member)
  ) subq_18
) subq_19
ON
  (
    COALESCE(subq_5.metric_time__month, subq_11.metric_time__month) = subq_19.metric_time__month
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) = subq_19.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member) = subq_19.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_position_based AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_position_based
  FROM (
    SELECT
      COALESCE(subq_24.metric_time__month, subq_25.metric_time__month) AS metric_time__month
      , COALESCE(subq_24.kpi_dimension, subq_25.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_24.kpi_member, subq_25.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_24.paid_revenue_position_based), 0) AS paid_revenue_position_based
      , COALESCE(MAX(subq_25.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_position_based, 0) AS paid_revenue_position_based
      FROM (
        SELECT
          metric_time__month
          , kpi_dimension
          , kpi_member
          , SUM(__paid_revenue_position_based) AS __paid_revenue_position_based
        FROM sma_10001_cte
        GROUP BY
          metric_time__month
          , kpi_dimension
          , kpi_member
      ) subq_23
    ) subq_24
    FULL OUTER JOIN (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_7_cte
    ) subq_25
    ON
      (
        subq_24.metric_time__month = subq_25.metric_time__month
      ) AND (
        subq_24.kpi_dimension = subq_25.kpi_dimension
      ) AND (
        subq_24.kpi_member = subq_25.kpi_member
      )
    GROUP BY
      COALESCE(subq_24.metric_time__month, subq_25.metric_time__month)
      , COALESCE(subq_24.kpi_dimension, subq_25.kpi_dimension)
      , COALESCE(subq_24.kpi_member, subq_25.kpi_member)
  ) subq_26
) subq_27
ON
  (
    COALESCE(subq_5.metric_time__month, subq_11.metric_time__month, subq_19.metric_time__month) = subq_27.metric_time__month
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension) = subq_27.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member) = subq_27.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_w_shaped AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_w_shaped
  FROM (
    SELECT
      COALESCE(subq_32.metric_time__month, subq_33.metric_time__month) AS metric_time__month
      , COALESCE(subq_32.kpi_dimension, subq_33.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_32.kpi_member, subq_33.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_32.paid_revenue_w_shaped), 0) AS paid_revenue_w_shaped
      , COALESCE(MAX(subq_33.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_w_shaped, 0) AS paid_revenue_w_shaped
      FROM (
        SELECT
          metric_time__month
          , kpi_dimension
          , kpi_member
          , SUM(__paid_revenue_w_shaped) AS __paid_revenue_w_shaped
        FROM sma_10001_cte
        GROUP BY
          metric_time__month
          , kpi_dimension
          , kpi_member
      ) subq_31
    ) subq_32
    FULL OUTER JOIN (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_7_cte
    ) subq_33
    ON
      (
        subq_32.metric_time__month = subq_33.metric_time__month
      ) AND (
        subq_32.kpi_dimension = subq_33.kpi_dimension
      ) AND (
        subq_32.kpi_member = subq_33.kpi_member
      )
    GROUP BY
      COALESCE(subq_32.metric_time__month, subq_33.metric_time__month)
      , COALESCE(subq_32.kpi_dimension, subq_33.kpi_dimension)
      , COALESCE(subq_32.kpi_member, subq_33.kpi_member)
  ) subq_34
) subq_35
ON
  (
    COALESCE(subq_5.metric_time__month, subq_11.metric_time__month, subq_19.metric_time__month, subq_27.metric_time__month) = subq_35.metric_time__month
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension, subq_27.kpi_dimension) = subq_35.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member, subq_27.kpi_member) = subq_35.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__month, subq_11.metric_time__month, subq_19.metric_time__month, subq_27.metric_time__month, subq_35.metric_time__month)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_19.kpi_dimension, subq_27.kpi_dimension, subq_35.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_19.kpi_member, subq_27.kpi_member, subq_35.kpi_member)
),

answer_14 as (
SELECT
  metric_time__month
  , kpi_dimension
  , kpi_member
  , COALESCE(__revenue, 0) AS revenue
FROM (
  SELECT
    {{ first_day_of('month', 'closed_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , SUM(won_amount) AS __revenue
  FROM {{ kpi_source(ref('fct_order_lines'), 'closed_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "product": "product_key", "pipeline": "pipeline_key"}) }} sold_lines_src_10000
  GROUP BY
    {{ first_day_of('month', 'closed_on') }}
    , kpi_dimension
    , kpi_member
) subq_4
),

answer_15 as (
SELECT
  metric_time__month
  , kpi_dimension
  , kpi_member
  , revenue - revenue_refunded AS revenue_net_of_refunds
FROM (
  SELECT
    COALESCE(subq_5.metric_time__month, subq_11.metric_time__month) AS metric_time__month
    , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
    , COALESCE(subq_5.kpi_member, subq_11.kpi_member) AS kpi_member
    , COALESCE(MAX(subq_5.revenue), 0) AS revenue
    , COALESCE(MAX(subq_11.revenue_refunded), 0) AS revenue_refunded
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , COALESCE(__revenue, 0) AS revenue
    FROM (
      SELECT
        {{ first_day_of('month', 'closed_on') }} AS metric_time__month
        , kpi_dimension
        , kpi_member
        , SUM(won_amount) AS __revenue
      FROM {{ kpi_source(ref('fct_order_lines'), 'closed_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "product": "product_key", "pipeline": "pipeline_key"}) }} sold_lines_src_10000
      GROUP BY
        {{ first_day_of('month', 'closed_on') }}
        , kpi_dimension
        , kpi_member
    ) subq_4
  ) subq_5
  FULL OUTER JOIN (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , COALESCE(__revenue_refunded, 0) AS revenue_refunded
    FROM (
      SELECT
        {{ first_day_of('month', 'refunded_on') }} AS metric_time__month
        , kpi_dimension
        , kpi_member
        , SUM(refund_reporting) AS __revenue_refunded
      FROM {{ kpi_source(ref('fct_refunds'), 'refunded_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "product": "product_key", "pipeline": "pipeline_key"}) }} refunds_src_10000
      GROUP BY
        {{ first_day_of('month', 'refunded_on') }}
        , kpi_dimension
        , kpi_member
    ) subq_10
  ) subq_11
  ON
    (
      subq_5.metric_time__month = subq_11.metric_time__month
    ) AND (
      subq_5.kpi_dimension = subq_11.kpi_dimension
    ) AND (
      subq_5.kpi_member = subq_11.kpi_member
    )
  GROUP BY
    COALESCE(subq_5.metric_time__month, subq_11.metric_time__month)
    , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension)
    , COALESCE(subq_5.kpi_member, subq_11.kpi_member)
) subq_12
),

answer_16 as (
WITH cm_3_cte AS (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__email_attributed_revenue, 0) AS email_attributed_revenue
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(__email_attributed_revenue) AS __email_attributed_revenue
    FROM (
      SELECT
        {{ first_day_of('month', 'closed_on') }} AS metric_time__month
        , kpi_dimension
        , kpi_member
        , case when model = 'last_touch' and is_email = 1 then attributed_amount end AS __email_attributed_revenue
      FROM {{ kpi_source(ref('fct_attribution'), 'closed_on', 'month', bounds, {"campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} attribution_src_10000
    ) subq_3
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_4
)

, cm_4_cte AS (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__emails_delivered, 0) AS emails_delivered
  FROM (
    SELECT
      {{ first_day_of('month', 'sent_on') }} AS metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(is_delivered) AS __emails_delivered
    FROM {{ kpi_source(ref('fct_email_sends'), 'sent_on', 'month', bounds, {"campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} email_sends_src_10000
    GROUP BY
      {{ first_day_of('month', 'sent_on') }}
      , kpi_dimension
      , kpi_member
  ) subq_10
)

SELECT
  COALESCE(subq_5.metric_time__month, subq_11.metric_time__month, subq_15.metric_time__month) AS metric_time__month
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_15.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_5.email_attributed_revenue), 0) AS email_attributed_revenue
  , COALESCE(MAX(subq_11.emails_delivered), 0) AS emails_delivered
  , MAX(subq_15.revenue_per_email) AS revenue_per_email
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , email_attributed_revenue
  FROM cm_3_cte
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , emails_delivered
  FROM cm_4_cte
) subq_11
ON
  (
    subq_5.metric_time__month = subq_11.metric_time__month
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(email_attributed_revenue AS {{ type_double() }}) / CAST(NULLIF(emails_delivered, 0) AS {{ type_double() }}) AS revenue_per_email
  FROM (
    SELECT
      COALESCE(subq_12.metric_time__month, subq_13.metric_time__month) AS metric_time__month
      , COALESCE(subq_12.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_12.kpi_member, subq_13.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_12.email_attributed_revenue), 0) AS email_attributed_revenue
      , COALESCE(MAX(subq_13.emails_delivered), 0) AS emails_delivered
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , email_attributed_revenue
      FROM cm_3_cte
    ) subq_12
    FULL OUTER JOIN (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , emails_delivered
      FROM cm_4_cte
    ) subq_13
    ON
      (
        subq_12.metric_time__month = subq_13.metric_time__month
      ) AND (
        subq_12.kpi_dimension = subq_13.kpi_dimension
      ) AND (
        subq_12.kpi_member = subq_13.kpi_member
      )
    GROUP BY
      COALESCE(subq_12.metric_time__month, subq_13.metric_time__month)
      , COALESCE(subq_12.kpi_dimension, subq_13.kpi_dimension)
      , COALESCE(subq_12.kpi_member, subq_13.kpi_member)
  ) subq_14
) subq_15
ON
  (
    COALESCE(subq_5.metric_time__month, subq_11.metric_time__month) = subq_15.metric_time__month
  ) AND (
    COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) = subq_15.kpi_dimension
  ) AND (
    COALESCE(subq_5.kpi_member, subq_11.kpi_member) = subq_15.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__month, subq_11.metric_time__month, subq_15.metric_time__month)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension, subq_15.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member, subq_15.kpi_member)
),

answer_17 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__revenue_beside_visitors, 0) AS revenue_beside_visitors
    , COALESCE(__visitors_beside_revenue, 0) AS visitors_beside_revenue
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(revenue_beside_visitors) AS __revenue_beside_visitors
      , SUM(visitors_beside_revenue) AS __visitors_beside_revenue
    FROM (
      SELECT
        {{ first_day_of('month', 'period_start_on') }} AS metric_time__month
        , kpi_dimension
        , kpi_member
        , period_grain AS visitor_slice__period_grain
        , slice AS visitor_slice__slice
        , revenue AS revenue_beside_visitors
        , visitors AS visitors_beside_revenue
      FROM {{ kpi_source(ref('fct_visitor_revenue'), 'period_start_on', 'month', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} visitor_revenue_src_10000
    ) subq_2
    WHERE visitor_slice__period_grain = 'month' and visitor_slice__slice = kpi_dimension
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_5
)

SELECT
  COALESCE(subq_6.metric_time__month, subq_8.metric_time__month) AS metric_time__month
  , COALESCE(subq_6.kpi_dimension, subq_8.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_8.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.revenue_beside_visitors), 0) AS revenue_beside_visitors
  , COALESCE(MAX(subq_6.visitors_beside_revenue), 0) AS visitors_beside_revenue
  , MAX(subq_8.revenue_per_visitor) AS revenue_per_visitor
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , revenue_beside_visitors
    , visitors_beside_revenue
  FROM cm_5_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(revenue_beside_visitors AS {{ type_double() }}) / CAST(NULLIF(visitors_beside_revenue, 0) AS {{ type_double() }}) AS revenue_per_visitor
  FROM cm_5_cte
) subq_8
ON
  (
    subq_6.metric_time__month = subq_8.metric_time__month
  ) AND (
    subq_6.kpi_dimension = subq_8.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_8.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__month, subq_8.metric_time__month)
  , COALESCE(subq_6.kpi_dimension, subq_8.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_8.kpi_member)
),

answer_18 as (
SELECT
  metric_time__month
  , kpi_dimension
  , kpi_member
  , COALESCE(__sales_cost, 0) AS sales_cost
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , SUM(__sales_cost) AS __sales_cost
  FROM (
    SELECT
      {{ first_day_of('month', 'day_on') }} AS metric_time__month
      , kpi_dimension
      , kpi_member
      , cast(sales_cost as decimal(28, 9)) AS __sales_cost
    FROM {{ kpi_source(ref('fct_spend'), 'day_on', 'month', bounds, {"market": "market_key"}) }} sales_costs_src_10000
  ) subq_3
  GROUP BY
    metric_time__month
    , kpi_dimension
    , kpi_member
) subq_4
),

answer_19 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('month', 'closed_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , cast(cycle_days as decimal(28, 9)) AS __adjusted_cycle_days_spent
    , is_cycle AS __adjusted_cycles_ended
    , is_closed AS __adjusted_deals_closed
    , is_won AS __adjusted_deals_won
  FROM {{ kpi_source(ref('adjusted_deals'), 'closed_on', 'month', bounds, {"owner": "owner_key", "team": "team_key"}) }} adjusted_closings_src_10000
)

SELECT
  COALESCE(subq_5.metric_time__month, subq_11.metric_time__month) AS metric_time__month
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_5.adjusted_cycle_days_spent), 0) AS adjusted_cycle_days_spent
  , COALESCE(MAX(subq_5.adjusted_cycles_ended), 0) AS adjusted_cycles_ended
  , COALESCE(MAX(subq_5.adjusted_deals_closed), 0) AS adjusted_deals_closed
  , COALESCE(MAX(subq_5.adjusted_deals_won), 0) AS adjusted_deals_won
  , MAX(subq_11.sales_cycle_days_adjusted) AS sales_cycle_days_adjusted
  , MAX(subq_11.win_rate_adjusted) AS win_rate_adjusted
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__adjusted_cycle_days_spent, 0) AS adjusted_cycle_days_spent
    , COALESCE(__adjusted_cycles_ended, 0) AS adjusted_cycles_ended
    , COALESCE(__adjusted_deals_closed, 0) AS adjusted_deals_closed
    , COALESCE(__adjusted_deals_won, 0) AS adjusted_deals_won
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(__adjusted_cycle_days_spent) AS __adjusted_cycle_days_spent
      , SUM(__adjusted_cycles_ended) AS __adjusted_cycles_ended
      , SUM(__adjusted_deals_closed) AS __adjusted_deals_closed
      , SUM(__adjusted_deals_won) AS __adjusted_deals_won
    FROM sma_10001_cte
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__adjusted_cycle_days_spent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__adjusted_cycles_ended, 0), 0) AS {{ type_double() }}) AS sales_cycle_days_adjusted
    , CAST(COALESCE(__adjusted_deals_won, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__adjusted_deals_closed, 0), 0) AS {{ type_double() }}) AS win_rate_adjusted
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(__adjusted_cycle_days_spent) AS __adjusted_cycle_days_spent
      , SUM(__adjusted_cycles_ended) AS __adjusted_cycles_ended
      , SUM(__adjusted_deals_closed) AS __adjusted_deals_closed
      , SUM(__adjusted_deals_won) AS __adjusted_deals_won
    FROM sma_10001_cte
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_9
) subq_11
ON
  (
    subq_5.metric_time__month = subq_11.metric_time__month
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__month, subq_11.metric_time__month)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member)
),

answer_20 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('month', 'assigned_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , temperature AS prospected_lead__temperature
    , is_assigned AS __cold_leads_assigned
    , is_touched AS __cold_leads_touched
    , is_assigned AS __hot_leads_assigned
    , is_touched AS __hot_leads_touched
    , is_assigned AS __leads_assigned
    , is_untouched AS __leads_left_untouched
  FROM {{ kpi_source(ref('lead_prospecting'), 'assigned_on', 'month', bounds, {"owner": "owner_key", "team": "team_key"}) }} prospected_leads_src_10000
)

, cm_27_cte AS (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , cold_leads_touched * hot_leads_assigned AS cold_touch_products
  FROM (
    SELECT
      COALESCE(subq_6.metric_time__month, subq_12.metric_time__month) AS metric_time__month
      , COALESCE(subq_6.kpi_dimension, subq_12.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_6.kpi_member, subq_12.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_6.cold_leads_touched), 0) AS cold_leads_touched
      , COALESCE(MAX(subq_12.hot_leads_assigned), 0) AS hot_leads_assigned
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , COALESCE(__cold_leads_touched, 0) AS cold_leads_touched
      FROM (
        SELECT
          metric_time__month
          , kpi_dimension
          , kpi_member
          , SUM(cold_leads_touched) AS __cold_leads_touched
        FROM (
          SELECT
            metric_time__month
            , kpi_dimension
            , kpi_member
            , prospected_lead__temperature
            , __cold_leads_touched AS cold_leads_touched
          FROM sma_10001_cte
        ) subq_2
        WHERE prospected_lead__temperature = 'cold'
        GROUP BY
          metric_time__month
          , kpi_dimension
          , kpi_member
      ) subq_5
    ) subq_6
    FULL OUTER JOIN (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , COALESCE(__hot_leads_assigned, 0) AS hot_leads_assigned
      FROM (
        SELECT
          metric_time__month
          , kpi_dimension
          , kpi_member
          , SUM(hot_leads_assigned) AS __hot_leads_assigned
        FROM (
          SELECT
            metric_time__month
            , kpi_dimension
            , kpi_member
            , prospected_lead__temperature
            , __hot_leads_assigned AS hot_leads_assigned
          FROM sma_10001_cte
        ) subq_8
        WHERE prospected_lead__temperature = 'hot'
        GROUP BY
          metric_time__month
          , kpi_dimension
          , kpi_member
      ) subq_11
    ) subq_12
    ON
      (
        subq_6.metric_time__month = subq_12.metric_time__month
      ) AND (
        subq_6.kpi_dimension = subq_12.kpi_dimension
      ) AND (
        subq_6.kpi_member = subq_12.kpi_member
      )
    GROUP BY
      COALESCE(subq_6.metric_time__month, subq_12.metric_time__month)
      , COALESCE(subq_6.kpi_dimension, subq_12.kpi_dimension)
      , COALESCE(subq_6.kpi_member, subq_12.kpi_member)
  ) subq_13
)

, cm_30_cte AS (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , cold_leads_assigned * hot_leads_touched AS hot_touch_products
  FROM (
    SELECT
      COALESCE(subq_20.metric_time__month, subq_26.metric_time__month) AS metric_time__month
      , COALESCE(subq_20.kpi_dimension, subq_26.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_20.kpi_member, subq_26.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_20.cold_leads_assigned), 0) AS cold_leads_assigned
      , COALESCE(MAX(subq_26.hot_leads_touched), 0) AS hot_leads_touched
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , COALESCE(__cold_leads_assigned, 0) AS cold_leads_assigned
      FROM (
        SELECT
          metric_time__month
          , kpi_dimension
          , kpi_member
          , SUM(cold_leads_assigned) AS __cold_leads_assigned
        FROM (
          SELECT
            metric_time__month
            , kpi_dimension
            , kpi_member
            , prospected_lead__temperature
            , __cold_leads_assigned AS cold_leads_assigned
          FROM sma_10001_cte
        ) subq_16
        WHERE prospected_lead__temperature = 'cold'
        GROUP BY
          metric_time__month
          , kpi_dimension
          , kpi_member
      ) subq_19
    ) subq_20
    FULL OUTER JOIN (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , COALESCE(__hot_leads_touched, 0) AS hot_leads_touched
      FROM (
        SELECT
          metric_time__month
          , kpi_dimension
          , kpi_member
          , SUM(hot_leads_touched) AS __hot_leads_touched
        FROM (
          SELECT
            metric_time__month
            , kpi_dimension
            , kpi_member
            , prospected_lead__temperature
            , __hot_leads_touched AS hot_leads_touched
          FROM sma_10001_cte
        ) subq_22
        WHERE prospected_lead__temperature = 'hot'
        GROUP BY
          metric_time__month
          , kpi_dimension
          , kpi_member
      ) subq_25
    ) subq_26
    ON
      (
        subq_20.metric_time__month = subq_26.metric_time__month
      ) AND (
        subq_20.kpi_dimension = subq_26.kpi_dimension
      ) AND (
        subq_20.kpi_member = subq_26.kpi_member
      )
    GROUP BY
      COALESCE(subq_20.metric_time__month, subq_26.metric_time__month)
      , COALESCE(subq_20.kpi_dimension, subq_26.kpi_dimension)
      , COALESCE(subq_20.kpi_member, subq_26.kpi_member)
  ) subq_27
)

SELECT
  COALESCE(subq_14.metric_time__month, subq_28.metric_time__month, subq_33.metric_time__month, subq_39.metric_time__month, subq_46.metric_time__month, subq_53.metric_time__month, subq_60.metric_time__month, subq_64.metric_time__month) AS metric_time__month
  , COALESCE(subq_14.kpi_dimension, subq_28.kpi_dimension, subq_33.kpi_dimension, subq_39.kpi_dimension, subq_46.kpi_dimension, subq_53.kpi_dimension, subq_60.kpi_dimension, subq_64.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_14.kpi_member, subq_28.kpi_member, subq_33.kpi_member, subq_39.kpi_member, subq_46.kpi_member, subq_53.kpi_member, subq_60.kpi_member, subq_64.kpi_member) AS kpi_member
  , MAX(subq_14.cold_touch_products) AS cold_touch_products
  , MAX(subq_28.hot_touch_products) AS hot_touch_products
  , COALESCE(MAX(subq_33.leads_assigned), 0) AS leads_assigned
  , COALESCE(MAX(subq_33.leads_left_untouched), 0) AS leads_left_untouched
  , MAX(subq_39.leads_untouched_rate) AS leads_untouched_rate
  , MAX(subq_46.leads_untouched_rate_cold) AS leads_untouched_rate_cold
  , MAX(subq_46.leads_untouched_rate_cold_denominator) AS leads_untouched_rate_cold_denominator
  , MAX(subq_46.leads_untouched_rate_cold_numerator) AS leads_untouched_rate_cold_numerator
  , MAX(subq_53.leads_untouched_rate_hot) AS leads_untouched_rate_hot
  , MAX(subq_53.leads_untouched_rate_hot_denominator) AS leads_untouched_rate_hot_denominator
  , MAX(subq_53.leads_untouched_rate_hot_numerator) AS leads_untouched_rate_hot_numerator
  , MAX(subq_60.leads_untouched_rate_warm) AS leads_untouched_rate_warm
  , MAX(subq_60.leads_untouched_rate_warm_denominator) AS leads_untouched_rate_warm_denominator
  , MAX(subq_60.leads_untouched_rate_warm_numerator) AS leads_untouched_rate_warm_numerator
  , MAX(subq_64.selective_prospecting_index) AS selective_prospecting_index
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , cold_touch_products
  FROM cm_27_cte
) subq_14
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , hot_touch_products
  FROM cm_30_cte
) subq_28
ON
  (
    subq_14.metric_time__month = subq_28.metric_time__month
  ) AND (
    subq_14.kpi_dimension = subq_28.kpi_dimension
  ) AND (
    subq_14.kpi_member = subq_28.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__leads_assigned, 0) AS leads_assigned
    , COALESCE(__leads_left_untouched, 0) AS leads_left_untouched
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(__leads_assigned) AS __leads_assigned
      , SUM(__leads_left_untouched) AS __leads_left_untouched
    FROM sma_10001_cte
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_32
) subq_33
ON
  (
    COALESCE(subq_14.metric_time__month, subq_28.metric_time__month) = subq_33.metric_time__month
  ) AND (
    COALESCE(subq_14.kpi_dimension, subq_28.kpi_dimension) = subq_33.kpi_dimension
  ) AND (
    COALESCE(subq_14.kpi_member, subq_28.kpi_member) = subq_33.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__leads_left_untouched, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__leads_assigned, 0), 0) AS {{ type_double() }}) AS leads_untouched_rate
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(__leads_assigned) AS __leads_assigned
      , SUM(__leads_left_untouched) AS __leads_left_untouched
    FROM sma_10001_cte
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_37
) subq_39
ON
  (
    COALESCE(subq_14.metric_time__month, subq_28.metric_time__month, subq_33.metric_time__month) = subq_39.metric_time__month
  ) AND (
    COALESCE(subq_14.kpi_dimension, subq_28.kpi_dimension, subq_33.kpi_dimension) = subq_39.kpi_dimension
  ) AND (
    COALESCE(subq_14.kpi_member, subq_28.kpi_member, subq_33.kpi_member) = subq_39.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(leads_left_untouched AS {{ type_double() }}) / CAST(NULLIF(leads_assigned, 0) AS {{ type_double() }}) AS leads_untouched_rate_cold
    , leads_assigned AS leads_untouched_rate_cold_denominator
    , leads_left_untouched AS leads_untouched_rate_cold_numerator
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , COALESCE(__leads_left_untouched, 0) AS leads_left_untouched
      , COALESCE(__leads_assigned, 0) AS leads_assigned
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , SUM(leads_assigned) AS __leads_assigned
        , SUM(leads_left_untouched) AS __leads_left_untouched
      FROM (
        SELECT
          metric_time__month
          , kpi_dimension
          , kpi_member
          , prospected_lead__temperature
          , __leads_assigned AS leads_assigned
          , __leads_left_untouched AS leads_left_untouched
        FROM sma_10001_cte
      ) subq_41
      WHERE prospected_lead__temperature = 'cold'
      GROUP BY
        metric_time__month
        , kpi_dimension
        , kpi_member
    ) subq_44
  ) subq_45
) subq_46
ON
  (
    COALESCE(subq_14.metric_time__month, subq_28.metric_time__month, subq_33.metric_time__month, subq_39.metric_time__month) = subq_46.metric_time__month
  ) AND (
    COALESCE(subq_14.kpi_dimension, subq_28.kpi_dimension, subq_33.kpi_dimension, subq_39.kpi_dimension) = subq_46.kpi_dimension
  ) AND (
    COALESCE(subq_14.kpi_member, subq_28.kpi_member, subq_33.kpi_member, subq_39.kpi_member) = subq_46.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(leads_left_untouched AS {{ type_double() }}) / CAST(NULLIF(leads_assigned, 0) AS {{ type_double() }}) AS leads_untouched_rate_hot
    , leads_assigned AS leads_untouched_rate_hot_denominator
    , leads_left_untouched AS leads_untouched_rate_hot_numerator
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , COALESCE(__leads_left_untouched, 0) AS leads_left_untouched
      , COALESCE(__leads_assigned, 0) AS leads_assigned
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , SUM(leads_assigned) AS __leads_assigned
        , SUM(leads_left_untouched) AS __leads_left_untouched
      FROM (
        SELECT
          metric_time__month
          , kpi_dimension
          , kpi_member
          , prospected_lead__temperature
          , __leads_assigned AS leads_assigned
          , __leads_left_untouched AS leads_left_untouched
        FROM sma_10001_cte
      ) subq_48
      WHERE prospected_lead__temperature = 'hot'
      GROUP BY
        metric_time__month
        , kpi_dimension
        , kpi_member
    ) subq_51
  ) subq_52
) subq_53
ON
  (
    COALESCE(subq_14.metric_time__month, subq_28.metric_time__month, subq_33.metric_time__month, subq_39.metric_time__month, subq_46.metric_time__month) = subq_53.metric_time__month
  ) AND (
    COALESCE(subq_14.kpi_dimension, subq_28.kpi_dimension, subq_33.kpi_dimension, subq_39.kpi_dimension, subq_46.kpi_dimension) = subq_53.kpi_dimension
  ) AND (
    COALESCE(subq_14.kpi_member, subq_28.kpi_member, subq_33.kpi_member, subq_39.kpi_member, subq_46.kpi_member) = subq_53.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(leads_left_untouched AS {{ type_double() }}) / CAST(NULLIF(leads_assigned, 0) AS {{ type_double() }}) AS leads_untouched_rate_warm
    , leads_assigned AS leads_untouched_rate_warm_denominator
    , leads_left_untouched AS leads_untouched_rate_warm_numerator
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , COALESCE(__leads_left_untouched, 0) AS leads_left_untouched
      , COALESCE(__leads_assigned, 0) AS leads_assigned
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , SUM(leads_assigned) AS __leads_assigned
        , SUM(leads_left_untouched) AS __leads_left_untouched
      FROM (
        SELECT
          metric_time__month
          , kpi_dimension
          , kpi_member
          , prospected_lead__temperature
          , __leads_assigned AS leads_assigned
          , __leads_left_untouched AS leads_left_untouched
        FROM sma_10001_cte
      ) subq_55
      WHERE prospected_lead__temperature = 'warm'
      GROUP BY
        metric_time__month
        , kpi_dimension
        , kpi_member
    ) subq_58
  ) subq_59
) subq_60
ON
  (
    COALESCE(subq_14.metric_time__month, subq_28.metric_time__month, subq_33.metric_time__month, subq_39.metric_time__month, subq_46.metric_time__month, subq_53.metric_time__month) = subq_60.metric_time__month
  ) AND (
    COALESCE(subq_14.kpi_dimension, subq_28.kpi_dimension, subq_33.kpi_dimension, subq_39.kpi_dimension, subq_46.kpi_dimension, subq_53.kpi_dimension) = subq_60.kpi_dimension
  ) AND (
    COALESCE(subq_14.kpi_member, subq_28.kpi_member, subq_33.kpi_member, subq_39.kpi_member, subq_46.kpi_member, subq_53.kpi_member) = subq_60.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(cold_touch_products AS {{ type_double() }}) / CAST(NULLIF(hot_touch_products, 0) AS {{ type_double() }}) AS selective_prospecting_index
  FROM (
    SELECT
      COALESCE(cm_27_cte.metric_time__month, cm_30_cte.metric_time__month) AS metric_time__month
      , COALESCE(cm_27_cte.kpi_dimension, cm_30_cte.kpi_dimension) AS kpi_dimension
      , COALESCE(cm_27_cte.kpi_member, cm_30_cte.kpi_member) AS kpi_member
      , MAX(cm_27_cte.cold_touch_products) AS cold_touch_products
      , MAX(cm_30_cte.hot_touch_products) AS hot_touch_products
    FROM cm_27_cte
    FULL OUTER JOIN
      cm_30_cte
    ON
      (
        cm_27_cte.metric_time__month = cm_30_cte.metric_time__month
      ) AND (
        cm_27_cte.kpi_dimension = cm_30_cte.kpi_dimension
      ) AND (
        cm_27_cte.kpi_member = cm_30_cte.kpi_member
      )
    GROUP BY
      COALESCE(cm_27_cte.metric_time__month, cm_30_cte.metric_time__month)
      , COALESCE(cm_27_cte.kpi_dimension, cm_30_cte.kpi_dimension)
      , COALESCE(cm_27_cte.kpi_member, cm_30_cte.kpi_member)
  ) subq_63
) subq_64
ON
  (
    COALESCE(subq_14.metric_time__month, subq_28.metric_time__month, subq_33.metric_time__month, subq_39.metric_time__month, subq_46.metric_time__month, subq_53.metric_time__month, subq_60.metric_time__month) = subq_64.metric_time__month
  ) AND (
    COALESCE(subq_14.kpi_dimension, subq_28.kpi_dimension, subq_33.kpi_dimension, subq_39.kpi_dimension, subq_46.kpi_dimension, subq_53.kpi_dimension, subq_60.kpi_dimension) = subq_64.kpi_dimension
  ) AND (
    COALESCE(subq_14.kpi_member, subq_28.kpi_member, subq_33.kpi_member, subq_39.kpi_member, subq_46.kpi_member, subq_53.kpi_member, subq_60.kpi_member) = subq_64.kpi_member
  )
GROUP BY
  COALESCE(subq_14.metric_time__month, subq_28.metric_time__month, subq_33.metric_time__month, subq_39.metric_time__month, subq_46.metric_time__month, subq_53.metric_time__month, subq_60.metric_time__month, subq_64.metric_time__month)
  , COALESCE(subq_14.kpi_dimension, subq_28.kpi_dimension, subq_33.kpi_dimension, subq_39.kpi_dimension, subq_46.kpi_dimension, subq_53.kpi_dimension, subq_60.kpi_dimension, subq_64.kpi_dimension)
  , COALESCE(subq_14.kpi_member, subq_28.kpi_member, subq_33.kpi_member, subq_39.kpi_member, subq_46.kpi_member, subq_53.kpi_member, subq_60.kpi_member, subq_64.kpi_member)
),

answer_21 as (
SELECT
  metric_time__month
  , kpi_dimension
  , kpi_member
  , CAST(leads_touched AS {{ type_double() }}) / CAST(NULLIF(leads_assigned, 0) AS {{ type_double() }}) AS new_market_touch_rate
  , leads_assigned AS new_market_touch_rate_denominator
  , leads_touched AS new_market_touch_rate_numerator
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__leads_touched, 0) AS leads_touched
    , COALESCE(__leads_assigned, 0) AS leads_assigned
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(leads_assigned) AS __leads_assigned
      , SUM(leads_touched) AS __leads_touched
    FROM (
      SELECT
        {{ first_day_of('month', 'assigned_on') }} AS metric_time__month
        , kpi_dimension
        , kpi_member
        , is_new_market AS prospected_lead__is_new_market
        , is_assigned AS leads_assigned
        , is_touched AS leads_touched
      FROM {{ kpi_source(ref('lead_prospecting'), 'assigned_on', 'month', bounds, {"owner": "owner_key", "team": "team_key"}) }} prospected_leads_src_10000
    ) subq_2
    WHERE prospected_lead__is_new_market = 1
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_5
) subq_6
),

answer_22 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('month', 'due_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , is_due AS __sla_targets_due
    , is_met AS __sla_targets_met
  FROM {{ kpi_source(ref('fct_sla_targets'), 'due_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} sla_targets_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__month, subq_11.metric_time__month) AS metric_time__month
  , COALESCE(subq_6.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_11.kpi_member) AS kpi_member
  , MAX(subq_6.sla_attainment_rate) AS sla_attainment_rate
  , COALESCE(MAX(subq_11.sla_targets_due), 0) AS sla_targets_due
  , COALESCE(MAX(subq_11.sla_targets_met), 0) AS sla_targets_met
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__sla_targets_met, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__sla_targets_due, 0), 0) AS {{ type_double() }}) AS sla_attainment_rate
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(__sla_targets_due) AS __sla_targets_due
      , SUM(__sla_targets_met) AS __sla_targets_met
    FROM sma_10001_cte
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__sla_targets_due, 0) AS sla_targets_due
    , COALESCE(__sla_targets_met, 0) AS sla_targets_met
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(__sla_targets_due) AS __sla_targets_due
      , SUM(__sla_targets_met) AS __sla_targets_met
    FROM sma_10001_cte
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_10
) subq_11
ON
  (
    subq_6.metric_time__month = subq_11.metric_time__month
  ) AND (
    subq_6.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__month, subq_11.metric_time__month)
  , COALESCE(subq_6.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_11.kpi_member)
),

answer_23 as (
SELECT
  metric_time__month
  , kpi_dimension
  , kpi_member
  , COALESCE(__sourced_revenue, 0) AS sourced_revenue
FROM (
  SELECT
    {{ first_day_of('month', 'closed_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , SUM(won_amount) AS __sourced_revenue
  FROM {{ kpi_source(ref('fct_sourced_deals'), 'closed_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} sourced_deals_src_10000
  GROUP BY
    {{ first_day_of('month', 'closed_on') }}
    , kpi_dimension
    , kpi_member
) subq_4
),

answer_24 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__stage_entries_converted_in_window, 0) AS stage_entries_converted_in_window
    , COALESCE(__stage_entries_made, 0) AS stage_entries_made
  FROM (
    SELECT
      {{ first_day_of('month', 'entered_on') }} AS metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(is_converted_in_window) AS __stage_entries_converted_in_window
      , SUM(is_entered) AS __stage_entries_made
    FROM {{ kpi_source(ref('fct_stage_entries'), 'entered_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} stage_entries_src_10000
    GROUP BY
      {{ first_day_of('month', 'entered_on') }}
      , kpi_dimension
      , kpi_member
  ) subq_4
)

SELECT
  COALESCE(subq_6.metric_time__month, subq_7.metric_time__month) AS metric_time__month
  , COALESCE(subq_6.kpi_dimension, subq_7.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_7.kpi_member) AS kpi_member
  , MAX(subq_6.stage_conversion_rate) AS stage_conversion_rate
  , COALESCE(MAX(subq_7.stage_entries_converted_in_window), 0) AS stage_entries_converted_in_window
  , COALESCE(MAX(subq_7.stage_entries_made), 0) AS stage_entries_made
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(stage_entries_converted_in_window AS {{ type_double() }}) / CAST(NULLIF(stage_entries_made, 0) AS {{ type_double() }}) AS stage_conversion_rate
  FROM cm_5_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , stage_entries_converted_in_window
    , stage_entries_made
  FROM cm_5_cte
) subq_7
ON
  (
    subq_6.metric_time__month = subq_7.metric_time__month
  ) AND (
    subq_6.kpi_dimension = subq_7.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_7.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__month, subq_7.metric_time__month)
  , COALESCE(subq_6.kpi_dimension, subq_7.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_7.kpi_member)
),

answer_25 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , stage_entry__stage
    , COALESCE(__stage_entries_converted_in_window, 0) AS stage_entries_converted_in_window
    , COALESCE(__stage_entries_made, 0) AS stage_entries_made
  FROM (
    SELECT
      {{ first_day_of('month', 'entered_on') }} AS metric_time__month
      , kpi_dimension
      , kpi_member
      , stage_key AS stage_entry__stage
      , SUM(is_converted_in_window) AS __stage_entries_converted_in_window
      , SUM(is_entered) AS __stage_entries_made
    FROM {{ kpi_source(ref('fct_stage_entries'), 'entered_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} stage_entries_src_10000
    GROUP BY
      {{ first_day_of('month', 'entered_on') }}
      , kpi_dimension
      , kpi_member
      , stage_key
  ) subq_4
)

SELECT
  COALESCE(subq_6.metric_time__month, subq_7.metric_time__month) AS metric_time__month
  , COALESCE(subq_6.kpi_dimension, subq_7.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_7.kpi_member) AS kpi_member
  , COALESCE(subq_6.stage_entry__stage, subq_7.stage_entry__stage) AS stage_entry__stage
  , MAX(subq_6.stage_conversion_rate) AS stage_conversion_rate
  , COALESCE(MAX(subq_7.stage_entries_converted_in_window), 0) AS stage_entries_converted_in_window
  , COALESCE(MAX(subq_7.stage_entries_made), 0) AS stage_entries_made
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , stage_entry__stage
    , CAST(stage_entries_converted_in_window AS {{ type_double() }}) / CAST(NULLIF(stage_entries_made, 0) AS {{ type_double() }}) AS stage_conversion_rate
  FROM cm_5_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , stage_entry__stage
    , stage_entries_converted_in_window
    , stage_entries_made
  FROM cm_5_cte
) subq_7
ON
  (
    subq_6.stage_entry__stage = subq_7.stage_entry__stage
  ) AND (
    subq_6.metric_time__month = subq_7.metric_time__month
  ) AND (
    subq_6.kpi_dimension = subq_7.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_7.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__month, subq_7.metric_time__month)
  , COALESCE(subq_6.kpi_dimension, subq_7.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_7.kpi_member)
  , COALESCE(subq_6.stage_entry__stage, subq_7.stage_entry__stage)
),

answer_26 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__adjusted_stage_entries_converted, 0) AS adjusted_stage_entries_converted
    , COALESCE(__adjusted_stage_entries_made, 0) AS adjusted_stage_entries_made
  FROM (
    SELECT
      {{ first_day_of('month', 'entered_on') }} AS metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(is_converted_in_window) AS __adjusted_stage_entries_converted
      , SUM(is_entered) AS __adjusted_stage_entries_made
    FROM {{ kpi_source(ref('adjusted_stage_entries'), 'entered_on', 'month', bounds, {"owner": "owner_key", "team": "team_key"}) }} adjusted_stages_src_10000
    GROUP BY
      {{ first_day_of('month', 'entered_on') }}
      , kpi_dimension
      , kpi_member
  ) subq_4
)

SELECT
  COALESCE(subq_5.metric_time__month, subq_7.metric_time__month) AS metric_time__month
  , COALESCE(subq_5.kpi_dimension, subq_7.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_7.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_5.adjusted_stage_entries_converted), 0) AS adjusted_stage_entries_converted
  , COALESCE(MAX(subq_5.adjusted_stage_entries_made), 0) AS adjusted_stage_entries_made
  , MAX(subq_7.stage_conversion_rate_adjusted) AS stage_conversion_rate_adjusted
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , adjusted_stage_entries_converted
    , adjusted_stage_entries_made
  FROM cm_5_cte
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(adjusted_stage_entries_converted AS {{ type_double() }}) / CAST(NULLIF(adjusted_stage_entries_made, 0) AS {{ type_double() }}) AS stage_conversion_rate_adjusted
  FROM cm_5_cte
) subq_7
ON
  (
    subq_5.metric_time__month = subq_7.metric_time__month
  ) AND (
    subq_5.kpi_dimension = subq_7.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_7.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__month, subq_7.metric_time__month)
  , COALESCE(subq_5.kpi_dimension, subq_7.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_7.kpi_member)
),

answer_27 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , adjusted_stage_entry__stage
    , COALESCE(__adjusted_stage_entries_converted, 0) AS adjusted_stage_entries_converted
    , COALESCE(__adjusted_stage_entries_made, 0) AS adjusted_stage_entries_made
  FROM (
    SELECT
      {{ first_day_of('month', 'entered_on') }} AS metric_time__month
      , kpi_dimension
      , kpi_member
      , stage_key AS adjusted_stage_entry__stage
      , SUM(is_converted_in_window) AS __adjusted_stage_entries_converted
      , SUM(is_entered) AS __adjusted_stage_entries_made
    FROM {{ kpi_source(ref('adjusted_stage_entries'), 'entered_on', 'month', bounds, {"owner": "owner_key", "team": "team_key"}) }} adjusted_stages_src_10000
    GROUP BY
      {{ first_day_of('month', 'entered_on') }}
      , kpi_dimension
      , kpi_member
      , stage_key
  ) subq_4
)

SELECT
  COALESCE(subq_5.metric_time__month, subq_7.metric_time__month) AS metric_time__month
  , COALESCE(subq_5.kpi_dimension, subq_7.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_7.kpi_member) AS kpi_member
  , COALESCE(subq_5.adjusted_stage_entry__stage, subq_7.adjusted_stage_entry__stage) AS adjusted_stage_entry__stage
  , COALESCE(MAX(subq_5.adjusted_stage_entries_converted), 0) AS adjusted_stage_entries_converted
  , COALESCE(MAX(subq_5.adjusted_stage_entries_made), 0) AS adjusted_stage_entries_made
  , MAX(subq_7.stage_conversion_rate_adjusted) AS stage_conversion_rate_adjusted
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , adjusted_stage_entry__stage
    , adjusted_stage_entries_converted
    , adjusted_stage_entries_made
  FROM cm_5_cte
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , adjusted_stage_entry__stage
    , CAST(adjusted_stage_entries_converted AS {{ type_double() }}) / CAST(NULLIF(adjusted_stage_entries_made, 0) AS {{ type_double() }}) AS stage_conversion_rate_adjusted
  FROM cm_5_cte
) subq_7
ON
  (
    subq_5.adjusted_stage_entry__stage = subq_7.adjusted_stage_entry__stage
  ) AND (
    subq_5.metric_time__month = subq_7.metric_time__month
  ) AND (
    subq_5.kpi_dimension = subq_7.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_7.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__month, subq_7.metric_time__month)
  , COALESCE(subq_5.kpi_dimension, subq_7.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_7.kpi_member)
  , COALESCE(subq_5.adjusted_stage_entry__stage, subq_7.adjusted_stage_entry__stage)
),

answer_28 as (
SELECT
  metric_time__month
  , kpi_dimension
  , kpi_member
  , COALESCE(__ticket_backlog, 0) AS ticket_backlog
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , SUM(ticket_backlog) AS __ticket_backlog
  FROM (
    SELECT
      {{ first_day_of('month', 'day_on') }} AS metric_time__month
      , kpi_dimension
      , kpi_member
      , is_month_end AS open_ticket_day__is_month_end
      , is_open AS ticket_backlog
    FROM {{ kpi_source(ref('fct_ticket_days'), 'day_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} open_ticket_days_src_10000
  ) subq_2
  WHERE open_ticket_day__is_month_end = 1
  GROUP BY
    metric_time__month
    , kpi_dimension
    , kpi_member
) subq_5
),

answer_29 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('month', 'left_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , cast(days_in_stage as decimal(28, 9)) AS __days_in_stage_spent
    , is_exit AS __stage_exits_made
    , days_in_stage AS __time_in_stage
  FROM {{ kpi_source(ref('fct_stage_exits'), 'left_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} stage_exits_src_10000
)

SELECT
  COALESCE(subq_5.metric_time__month, subq_11.metric_time__month) AS metric_time__month
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_5.days_in_stage_spent), 0) AS days_in_stage_spent
  , COALESCE(MAX(subq_5.stage_exits_made), 0) AS stage_exits_made
  , MAX(subq_5.time_in_stage) AS time_in_stage
  , MAX(subq_11.time_in_stage_mean) AS time_in_stage_mean
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__days_in_stage_spent, 0) AS days_in_stage_spent
    , COALESCE(__stage_exits_made, 0) AS stage_exits_made
    , __time_in_stage AS time_in_stage
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(__days_in_stage_spent) AS __days_in_stage_spent
      , SUM(__stage_exits_made) AS __stage_exits_made
      , {{ percentile('__time_in_stage', 0.5) }} AS __time_in_stage
    FROM sma_10001_cte
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_4
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__days_in_stage_spent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__stage_exits_made, 0), 0) AS {{ type_double() }}) AS time_in_stage_mean
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(__days_in_stage_spent) AS __days_in_stage_spent
      , SUM(__stage_exits_made) AS __stage_exits_made
    FROM sma_10001_cte
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_9
) subq_11
ON
  (
    subq_5.metric_time__month = subq_11.metric_time__month
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__month, subq_11.metric_time__month)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member)
),

answer_30 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('month', 'left_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , stage_key AS stage_exit__stage
    , cast(days_in_stage as decimal(28, 9)) AS __days_in_stage_spent
    , is_exit AS __stage_exits_made
    , days_in_stage AS __time_in_stage
  FROM {{ kpi_source(ref('fct_stage_exits'), 'left_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} stage_exits_src_10000
)

SELECT
  COALESCE(subq_5.metric_time__month, subq_11.metric_time__month) AS metric_time__month
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member) AS kpi_member
  , COALESCE(subq_5.stage_exit__stage, subq_11.stage_exit__stage) AS stage_exit__stage
  , COALESCE(MAX(subq_5.days_in_stage_spent), 0) AS days_in_stage_spent
  , COALESCE(MAX(subq_5.stage_exits_made), 0) AS stage_exits_made
  , MAX(subq_5.time_in_stage) AS time_in_stage
  , MAX(subq_11.time_in_stage_mean) AS time_in_stage_mean
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , stage_exit__stage
    , COALESCE(__days_in_stage_spent, 0) AS days_in_stage_spent
    , COALESCE(__stage_exits_made, 0) AS stage_exits_made
    , __time_in_stage AS time_in_stage
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , stage_exit__stage
      , SUM(__days_in_stage_spent) AS __days_in_stage_spent
      , SUM(__stage_exits_made) AS __stage_exits_made
      , {{ percentile('__time_in_stage', 0.5) }} AS __time_in_stage
    FROM sma_10001_cte
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
      , stage_exit__stage
  ) subq_4
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , stage_exit__stage
    , CAST(COALESCE(__days_in_stage_spent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__stage_exits_made, 0), 0) AS {{ type_double() }}) AS time_in_stage_mean
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , stage_exit__stage
      , SUM(__days_in_stage_spent) AS __days_in_stage_spent
      , SUM(__stage_exits_made) AS __stage_exits_made
    FROM sma_10001_cte
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
      , stage_exit__stage
  ) subq_9
) subq_11
ON
  (
    subq_5.stage_exit__stage = subq_11.stage_exit__stage
  ) AND (
    subq_5.metric_time__month = subq_11.metric_time__month
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__month, subq_11.metric_time__month)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member)
  , COALESCE(subq_5.stage_exit__stage, subq_11.stage_exit__stage)
),

answer_31 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('month', 'occurred_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , type AS activity__activity_type
    , is_timed AS __activities_timed
    , cast(case when is_timed = 1 then minutes end as decimal(28, 9)) AS __minutes_spent
  FROM {{ kpi_source(ref('fct_activities'), 'occurred_on', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} activities_src_10000
)

SELECT
  COALESCE(subq_5.metric_time__month, subq_11.metric_time__month) AS metric_time__month
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member) AS kpi_member
  , COALESCE(subq_5.activity__activity_type, subq_11.activity__activity_type) AS activity__activity_type
  , COALESCE(MAX(subq_5.activities_timed), 0) AS activities_timed
  , COALESCE(MAX(subq_5.minutes_spent), 0) AS minutes_spent
  , MAX(subq_11.time_per_activity) AS time_per_activity
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , activity__activity_type
    , COALESCE(__activities_timed, 0) AS activities_timed
    , COALESCE(__minutes_spent, 0) AS minutes_spent
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , activity__activity_type
      , SUM(__activities_timed) AS __activities_timed
      , SUM(__minutes_spent) AS __minutes_spent
    FROM sma_10001_cte
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
      , activity__activity_type
  ) subq_4
) subq_5
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , activity__activity_type
    , CAST(COALESCE(__minutes_spent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__activities_timed, 0), 0) AS {{ type_double() }}) AS time_per_activity
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , activity__activity_type
      , SUM(__activities_timed) AS __activities_timed
      , SUM(__minutes_spent) AS __minutes_spent
    FROM sma_10001_cte
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
      , activity__activity_type
  ) subq_9
) subq_11
ON
  (
    subq_5.activity__activity_type = subq_11.activity__activity_type
  ) AND (
    subq_5.metric_time__month = subq_11.metric_time__month
  ) AND (
    subq_5.kpi_dimension = subq_11.kpi_dimension
  ) AND (
    subq_5.kpi_member = subq_11.kpi_member
  )
GROUP BY
  COALESCE(subq_5.metric_time__month, subq_11.metric_time__month)
  , COALESCE(subq_5.kpi_dimension, subq_11.kpi_dimension)
  , COALESCE(subq_5.kpi_member, subq_11.kpi_member)
  , COALESCE(subq_5.activity__activity_type, subq_11.activity__activity_type)
),

answer_32 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('month', 'day_on') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , is_month_end AS open_deal_end__is_month_end
    , is_open AS __open_deals_at_end
    , is_undeclared AS __open_deals_looking_lost
    , is_overdue AS __open_deals_overdue
    , is_silent AS __open_deals_silent
  FROM {{ kpi_source(ref('open_deal_states'), 'day_on', 'month', bounds, {"owner": "owner_key", "team": "team_key"}) }} open_deal_endings_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__month, subq_13.metric_time__month) AS metric_time__month
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.open_deals_at_end), 0) AS open_deals_at_end
  , COALESCE(MAX(subq_6.open_deals_looking_lost), 0) AS open_deals_looking_lost
  , COALESCE(MAX(subq_6.open_deals_overdue), 0) AS open_deals_overdue
  , COALESCE(MAX(subq_6.open_deals_silent), 0) AS open_deals_silent
  , MAX(subq_13.overdue_deal_rate) AS overdue_deal_rate
  , MAX(subq_13.silent_deal_rate) AS silent_deal_rate
  , MAX(subq_13.undeclared_loss_rate) AS undeclared_loss_rate
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__open_deals_at_end, 0) AS open_deals_at_end
    , COALESCE(__open_deals_looking_lost, 0) AS open_deals_looking_lost
    , COALESCE(__open_deals_overdue, 0) AS open_deals_overdue
    , COALESCE(__open_deals_silent, 0) AS open_deals_silent
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(open_deals_at_end) AS __open_deals_at_end
      , SUM(open_deals_looking_lost) AS __open_deals_looking_lost
      , SUM(open_deals_overdue) AS __open_deals_overdue
      , SUM(open_deals_silent) AS __open_deals_silent
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , open_deal_end__is_month_end
        , __open_deals_at_end AS open_deals_at_end
        , __open_deals_looking_lost AS open_deals_looking_lost
        , __open_deals_overdue AS open_deals_overdue
        , __open_deals_silent AS open_deals_silent
      FROM sma_10001_cte
    ) subq_2
    WHERE open_deal_end__is_month_end = 1
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__open_deals_overdue, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__open_deals_at_end, 0), 0) AS {{ type_double() }}) AS overdue_deal_rate
    , CAST(COALESCE(__open_deals_silent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__open_deals_at_end, 0), 0) AS {{ type_double() }}) AS silent_deal_rate
    , CAST(COALESCE(__open_deals_looking_lost, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__open_deals_at_end, 0), 0) AS {{ type_double() }}) AS undeclared_loss_rate
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(open_deals_at_end) AS __open_deals_at_end
      , SUM(open_deals_looking_lost) AS __open_deals_looking_lost
      , SUM(open_deals_overdue) AS __open_deals_overdue
      , SUM(open_deals_silent) AS __open_deals_silent
    FROM (
      SELECT
        metric_time__month
        , kpi_dimension
        , kpi_member
        , open_deal_end__is_month_end
        , __open_deals_at_end AS open_deals_at_end
        , __open_deals_looking_lost AS open_deals_looking_lost
        , __open_deals_overdue AS open_deals_overdue
        , __open_deals_silent AS open_deals_silent
      FROM sma_10001_cte
    ) subq_8
    WHERE open_deal_end__is_month_end = 1
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__month = subq_13.metric_time__month
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__month, subq_13.metric_time__month)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
),

measured as (
    select 'pipeline_coverage' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(pipeline_coverage as {{ type_double() }}) as value, cast(pipeline_due as {{ type_double() }}) as numerator, cast(revenue_asked_of_the_period as {{ type_double() }}) as denominator
    from answer_1 where coalesce(pipeline_due, 0) <> 0 or coalesce(revenue_asked_of_the_period, 0) <> 0
    union all
    select 'pipeline_coverage' as kpi_id, 'remaining' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(pipeline_coverage_remaining as {{ type_double() }}) as value, cast(pipeline_still_due as {{ type_double() }}) as numerator, cast(revenue_left as {{ type_double() }}) as denominator
    from answer_1 where coalesce(pipeline_still_due, 0) <> 0 or coalesce(revenue_left, 0) <> 0
    union all
    select 'pipeline_velocity' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(pipeline_velocity as {{ type_double() }}) as value, cast(velocity_open_won_cycles as {{ type_double() }}) as numerator, cast(velocity_closed_cycle_days as {{ type_double() }}) as denominator
    from answer_2 where coalesce(velocity_open_won_cycles, 0) <> 0 or coalesce(velocity_closed_cycle_days, 0) <> 0
    union all
    select 'proposals_sent' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(proposals_sent as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_3 where proposals_sent <> 0
    union all
    select 'purchase_frequency' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(purchase_frequency as {{ type_double() }}) as value, cast(purchases_in_year as {{ type_double() }}) as numerator, cast(buyers_in_year as {{ type_double() }}) as denominator
    from answer_4 where coalesce(purchases_in_year, 0) <> 0 or coalesce(buyers_in_year, 0) <> 0
    union all
    select 'quota_attainment' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(quota_attainment as {{ type_double() }}) as value, cast(amount_won as {{ type_double() }}) as numerator, cast(quota_due as {{ type_double() }}) as denominator
    from answer_5 where coalesce(amount_won, 0) <> 0 or coalesce(quota_due, 0) <> 0
    union all
    select 'quota_attainment' as kpi_id, 'to_date' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(quota_attainment_to_date as {{ type_double() }}) as value, cast(amount_won as {{ type_double() }}) as numerator, cast(quota_due_to_date as {{ type_double() }}) as denominator
    from answer_5 where coalesce(amount_won, 0) <> 0 or coalesce(quota_due_to_date, 0) <> 0
    union all
    select 'referrals' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(referrals as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_6 where referrals <> 0
    union all
    select 'referrals' as kpi_id, 'customers' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(referrals_customers as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_7 where referrals_customers <> 0
    union all
    select 'repeat_revenue' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(repeat_revenue as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_8 where repeat_revenue <> 0
    union all
    select 'repeat_revenue' as kpi_id, 'share' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(repeat_revenue_share as {{ type_double() }}) as value, cast(repeat_revenue as {{ type_double() }}) as numerator, cast(revenue as {{ type_double() }}) as denominator
    from answer_8 where coalesce(repeat_revenue, 0) <> 0 or coalesce(revenue, 0) <> 0
    union all
    select 'reps_at_quota_rate' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(reps_at_quota_rate as {{ type_double() }}) as value, cast(reps_at_quota as {{ type_double() }}) as numerator, cast(reps_with_quota as {{ type_double() }}) as denominator
    from answer_9 where coalesce(reps_at_quota, 0) <> 0 or coalesce(reps_with_quota, 0) <> 0
    union all
    select 'repurchase_rate' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(repurchase_rate as {{ type_double() }}) as value, cast(repurchasers_365d as {{ type_double() }}) as numerator, cast(buyers as {{ type_double() }}) as denominator
    from answer_10 where coalesce(repurchasers_365d, 0) <> 0 or coalesce(buyers, 0) <> 0
    union all
    select 'repurchase_rate' as kpi_id, 'new_customers' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(repurchase_rate_new_customers as {{ type_double() }}) as value, cast(new_repurchasers_365d as {{ type_double() }}) as numerator, cast(first_buyers as {{ type_double() }}) as denominator
    from answer_10 where coalesce(new_repurchasers_365d, 0) <> 0 or coalesce(first_buyers, 0) <> 0
    union all
    select 'repurchase_rate_60d' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(repurchase_rate_60d as {{ type_double() }}) as value, cast(repurchasers_60d as {{ type_double() }}) as numerator, cast(buyers as {{ type_double() }}) as denominator
    from answer_10 where coalesce(repurchasers_60d, 0) <> 0 or coalesce(buyers, 0) <> 0
    union all
    select 'repurchase_rate_60d' as kpi_id, 'new_customers' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(repurchase_rate_60d_new_customers as {{ type_double() }}) as value, cast(new_repurchasers_60d as {{ type_double() }}) as numerator, cast(first_buyers as {{ type_double() }}) as denominator
    from answer_10 where coalesce(new_repurchasers_60d, 0) <> 0 or coalesce(first_buyers, 0) <> 0
    union all
    select 'repurchase_rate_90d' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(repurchase_rate_90d as {{ type_double() }}) as value, cast(repurchasers_90d as {{ type_double() }}) as numerator, cast(buyers as {{ type_double() }}) as denominator
    from answer_10 where coalesce(repurchasers_90d, 0) <> 0 or coalesce(buyers, 0) <> 0
    union all
    select 'repurchase_rate_90d' as kpi_id, 'new_customers' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(repurchase_rate_90d_new_customers as {{ type_double() }}) as value, cast(new_repurchasers_90d as {{ type_double() }}) as numerator, cast(first_buyers as {{ type_double() }}) as denominator
    from answer_11 where coalesce(new_repurchasers_90d, 0) <> 0 or coalesce(first_buyers, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend as {{ type_double() }}) as value, cast(paid_revenue_linear as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_12 where coalesce(paid_revenue_linear, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'first_touch' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_first_touch as {{ type_double() }}) as value, cast(paid_revenue_first_touch as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_12 where coalesce(paid_revenue_first_touch, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'last_touch' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_last_touch as {{ type_double() }}) as value, cast(paid_revenue_last_touch as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_12 where coalesce(paid_revenue_last_touch, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'linear' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_linear as {{ type_double() }}) as value, cast(paid_revenue_linear as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_12 where coalesce(paid_revenue_linear, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'time_decay' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_time_decay as {{ type_double() }}) as value, cast(paid_revenue_time_decay as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_12 where coalesce(paid_revenue_time_decay, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'position_based' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_position_based as {{ type_double() }}) as value, cast(paid_revenue_position_based as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_13 where coalesce(paid_revenue_position_based, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'w_shaped' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_w_shaped as {{ type_double() }}) as value, cast(paid_revenue_w_shaped as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_13 where coalesce(paid_revenue_w_shaped, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'markov' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_markov as {{ type_double() }}) as value, cast(paid_revenue_markov as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_13 where coalesce(paid_revenue_markov, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'revenue' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(revenue as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_14 where revenue <> 0
    union all
    select 'revenue' as kpi_id, 'net_of_refunds' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(revenue_net_of_refunds as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_15 where revenue_net_of_refunds <> 0
    union all
    select 'revenue_per_email' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(revenue_per_email as {{ type_double() }}) as value, cast(email_attributed_revenue as {{ type_double() }}) as numerator, cast(emails_delivered as {{ type_double() }}) as denominator
    from answer_16 where coalesce(email_attributed_revenue, 0) <> 0 or coalesce(emails_delivered, 0) <> 0
    union all
    select 'revenue_per_visitor' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(revenue_per_visitor as {{ type_double() }}) as value, cast(revenue_beside_visitors as {{ type_double() }}) as numerator, cast(visitors_beside_revenue as {{ type_double() }}) as denominator
    from answer_17 where coalesce(revenue_beside_visitors, 0) <> 0 or coalesce(visitors_beside_revenue, 0) <> 0
    union all
    select 'sales_cost' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sales_cost as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_18 where sales_cost <> 0
    union all
    select 'sales_cycle_days' as kpi_id, 'adjusted' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sales_cycle_days_adjusted as {{ type_double() }}) as value, cast(adjusted_cycle_days_spent as {{ type_double() }}) as numerator, cast(adjusted_cycles_ended as {{ type_double() }}) as denominator
    from answer_19 where coalesce(adjusted_cycle_days_spent, 0) <> 0 or coalesce(adjusted_cycles_ended, 0) <> 0
    union all
    select 'win_rate' as kpi_id, 'adjusted' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_rate_adjusted as {{ type_double() }}) as value, cast(adjusted_deals_won as {{ type_double() }}) as numerator, cast(adjusted_deals_closed as {{ type_double() }}) as denominator
    from answer_19 where coalesce(adjusted_deals_won, 0) <> 0 or coalesce(adjusted_deals_closed, 0) <> 0
    union all
    select 'selective_prospecting_index' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(selective_prospecting_index as {{ type_double() }}) as value, cast(cold_touch_products as {{ type_double() }}) as numerator, cast(hot_touch_products as {{ type_double() }}) as denominator
    from answer_20 where coalesce(cold_touch_products, 0) <> 0 or coalesce(hot_touch_products, 0) <> 0
    union all
    select 'selective_prospecting_index' as kpi_id, 'untouched' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(leads_untouched_rate as {{ type_double() }}) as value, cast(leads_left_untouched as {{ type_double() }}) as numerator, cast(leads_assigned as {{ type_double() }}) as denominator
    from answer_20 where coalesce(leads_left_untouched, 0) <> 0 or coalesce(leads_assigned, 0) <> 0
    union all
    select 'selective_prospecting_index' as kpi_id, 'untouched_hot' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(leads_untouched_rate_hot as {{ type_double() }}) as value, cast(leads_untouched_rate_hot_numerator as {{ type_double() }}) as numerator, cast(leads_untouched_rate_hot_denominator as {{ type_double() }}) as denominator
    from answer_20 where coalesce(leads_untouched_rate_hot_numerator, 0) <> 0 or coalesce(leads_untouched_rate_hot_denominator, 0) <> 0
    union all
    select 'selective_prospecting_index' as kpi_id, 'untouched_warm' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(leads_untouched_rate_warm as {{ type_double() }}) as value, cast(leads_untouched_rate_warm_numerator as {{ type_double() }}) as numerator, cast(leads_untouched_rate_warm_denominator as {{ type_double() }}) as denominator
    from answer_20 where coalesce(leads_untouched_rate_warm_numerator, 0) <> 0 or coalesce(leads_untouched_rate_warm_denominator, 0) <> 0
    union all
    select 'selective_prospecting_index' as kpi_id, 'untouched_cold' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(leads_untouched_rate_cold as {{ type_double() }}) as value, cast(leads_untouched_rate_cold_numerator as {{ type_double() }}) as numerator, cast(leads_untouched_rate_cold_denominator as {{ type_double() }}) as denominator
    from answer_20 where coalesce(leads_untouched_rate_cold_numerator, 0) <> 0 or coalesce(leads_untouched_rate_cold_denominator, 0) <> 0
    union all
    select 'selective_prospecting_index' as kpi_id, 'new_market' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(new_market_touch_rate as {{ type_double() }}) as value, cast(new_market_touch_rate_numerator as {{ type_double() }}) as numerator, cast(new_market_touch_rate_denominator as {{ type_double() }}) as denominator
    from answer_21 where coalesce(new_market_touch_rate_numerator, 0) <> 0 or coalesce(new_market_touch_rate_denominator, 0) <> 0
    union all
    select 'sla_attainment_rate' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sla_attainment_rate as {{ type_double() }}) as value, cast(sla_targets_met as {{ type_double() }}) as numerator, cast(sla_targets_due as {{ type_double() }}) as denominator
    from answer_22 where coalesce(sla_targets_met, 0) <> 0 or coalesce(sla_targets_due, 0) <> 0
    union all
    select 'sourced_revenue' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sourced_revenue as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_23 where sourced_revenue <> 0
    union all
    select 'stage_conversion_rate' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(stage_conversion_rate as {{ type_double() }}) as value, cast(stage_entries_converted_in_window as {{ type_double() }}) as numerator, cast(stage_entries_made as {{ type_double() }}) as denominator
    from answer_24 where coalesce(stage_entries_converted_in_window, 0) <> 0 or coalesce(stage_entries_made, 0) <> 0
    union all
    select 'stage_conversion_rate' as kpi_id, stage_entry__stage as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(stage_conversion_rate as {{ type_double() }}) as value, cast(stage_entries_converted_in_window as {{ type_double() }}) as numerator, cast(stage_entries_made as {{ type_double() }}) as denominator
    from answer_25 where stage_entry__stage is not null and (coalesce(stage_entries_converted_in_window, 0) <> 0 or coalesce(stage_entries_made, 0) <> 0)
    union all
    select 'stage_conversion_rate' as kpi_id, 'adjusted' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(stage_conversion_rate_adjusted as {{ type_double() }}) as value, cast(adjusted_stage_entries_converted as {{ type_double() }}) as numerator, cast(adjusted_stage_entries_made as {{ type_double() }}) as denominator
    from answer_26 where coalesce(adjusted_stage_entries_converted, 0) <> 0 or coalesce(adjusted_stage_entries_made, 0) <> 0
    union all
    select 'stage_conversion_rate' as kpi_id, adjusted_stage_entry__stage || ':adjusted' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(stage_conversion_rate_adjusted as {{ type_double() }}) as value, cast(adjusted_stage_entries_converted as {{ type_double() }}) as numerator, cast(adjusted_stage_entries_made as {{ type_double() }}) as denominator
    from answer_27 where adjusted_stage_entry__stage is not null and (coalesce(adjusted_stage_entries_converted, 0) <> 0 or coalesce(adjusted_stage_entries_made, 0) <> 0)
    union all
    select 'ticket_backlog' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(ticket_backlog as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_28 where ticket_backlog <> 0
    union all
    select 'time_in_stage' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_in_stage as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_29 where time_in_stage is not null
    union all
    select 'time_in_stage' as kpi_id, 'mean' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_in_stage_mean as {{ type_double() }}) as value, cast(days_in_stage_spent as {{ type_double() }}) as numerator, cast(stage_exits_made as {{ type_double() }}) as denominator
    from answer_29 where coalesce(days_in_stage_spent, 0) <> 0 or coalesce(stage_exits_made, 0) <> 0
    union all
    select 'time_in_stage' as kpi_id, stage_exit__stage as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_in_stage as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_30 where stage_exit__stage is not null and (time_in_stage is not null)
    union all
    select 'time_in_stage' as kpi_id, stage_exit__stage || ':mean' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_in_stage_mean as {{ type_double() }}) as value, cast(days_in_stage_spent as {{ type_double() }}) as numerator, cast(stage_exits_made as {{ type_double() }}) as denominator
    from answer_30 where stage_exit__stage is not null and (coalesce(days_in_stage_spent, 0) <> 0 or coalesce(stage_exits_made, 0) <> 0)
    union all
    select 'time_per_activity' as kpi_id, activity__activity_type as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_per_activity as {{ type_double() }}) as value, cast(minutes_spent as {{ type_double() }}) as numerator, cast(activities_timed as {{ type_double() }}) as denominator
    from answer_31 where activity__activity_type is not null and (coalesce(minutes_spent, 0) <> 0 or coalesce(activities_timed, 0) <> 0)
    union all
    select 'undeclared_loss_rate' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(undeclared_loss_rate as {{ type_double() }}) as value, cast(open_deals_looking_lost as {{ type_double() }}) as numerator, cast(open_deals_at_end as {{ type_double() }}) as denominator
    from answer_32 where coalesce(open_deals_looking_lost, 0) <> 0 or coalesce(open_deals_at_end, 0) <> 0
    union all
    select 'undeclared_loss_rate' as kpi_id, 'overdue' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(overdue_deal_rate as {{ type_double() }}) as value, cast(open_deals_overdue as {{ type_double() }}) as numerator, cast(open_deals_at_end as {{ type_double() }}) as denominator
    from answer_32 where coalesce(open_deals_overdue, 0) <> 0 or coalesce(open_deals_at_end, 0) <> 0
    union all
    select 'undeclared_loss_rate' as kpi_id, 'silent' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(silent_deal_rate as {{ type_double() }}) as value, cast(open_deals_silent as {{ type_double() }}) as numerator, cast(open_deals_at_end as {{ type_double() }}) as denominator
    from answer_32 where coalesce(open_deals_silent, 0) <> 0 or coalesce(open_deals_at_end, 0) <> 0
)

select
    kpi_id,
    variant,
    'month' as grain,
    cast(period_start as date) as period_start,
    dimension,
    dimension_value,
    value,
    numerator,
    denominator
from measured
{%- endif %}
