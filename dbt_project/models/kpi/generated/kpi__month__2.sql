{{ config(materialized='incremental', incremental_strategy='replace_periods', on_schema_change='fail', tags=['kpi', 'kpi_generated'], meta={'grain': 'month'}) }}
{%- set bounds = kpi_bounds() %}
{%- if is_incremental() and bounds['from'] is none %}
select * from {{ this }} where 1 = 0
{%- else %}
-- Compiled from the metric files by `python -m kpis compile`: do not edit.
with answer_1 as (
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

answer_2 as (
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

answer_3 as (
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

answer_4 as (
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

answer_5 as (
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

answer_6 as (
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

answer_7 as (
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

answer_8 as (
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

answer_9 as (
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

answer_10 as (
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

answer_11 as (
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

answer_12 as (
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

measured as (
    select 'revenue' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(revenue as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_1 where revenue <> 0
    union all
    select 'revenue_per_email' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(revenue_per_email as {{ type_double() }}) as value, cast(email_attributed_revenue as {{ type_double() }}) as numerator, cast(emails_delivered as {{ type_double() }}) as denominator
    from answer_2 where coalesce(email_attributed_revenue, 0) <> 0 or coalesce(emails_delivered, 0) <> 0
    union all
    select 'revenue_per_visitor' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(revenue_per_visitor as {{ type_double() }}) as value, cast(revenue_beside_visitors as {{ type_double() }}) as numerator, cast(visitors_beside_revenue as {{ type_double() }}) as denominator
    from answer_3 where coalesce(revenue_beside_visitors, 0) <> 0 or coalesce(visitors_beside_revenue, 0) <> 0
    union all
    select 'sales_cost' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sales_cost as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_4 where sales_cost <> 0
    union all
    select 'sla_attainment_rate' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sla_attainment_rate as {{ type_double() }}) as value, cast(sla_targets_met as {{ type_double() }}) as numerator, cast(sla_targets_due as {{ type_double() }}) as denominator
    from answer_5 where coalesce(sla_targets_met, 0) <> 0 or coalesce(sla_targets_due, 0) <> 0
    union all
    select 'sourced_revenue' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sourced_revenue as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_6 where sourced_revenue <> 0
    union all
    select 'stage_conversion_rate' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(stage_conversion_rate as {{ type_double() }}) as value, cast(stage_entries_converted_in_window as {{ type_double() }}) as numerator, cast(stage_entries_made as {{ type_double() }}) as denominator
    from answer_7 where coalesce(stage_entries_converted_in_window, 0) <> 0 or coalesce(stage_entries_made, 0) <> 0
    union all
    select 'stage_conversion_rate' as kpi_id, stage_entry__stage as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(stage_conversion_rate as {{ type_double() }}) as value, cast(stage_entries_converted_in_window as {{ type_double() }}) as numerator, cast(stage_entries_made as {{ type_double() }}) as denominator
    from answer_8 where stage_entry__stage is not null and (coalesce(stage_entries_converted_in_window, 0) <> 0 or coalesce(stage_entries_made, 0) <> 0)
    union all
    select 'ticket_backlog' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(ticket_backlog as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_9 where ticket_backlog <> 0
    union all
    select 'time_in_stage' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_in_stage as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_10 where time_in_stage is not null
    union all
    select 'time_in_stage' as kpi_id, 'mean' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_in_stage_mean as {{ type_double() }}) as value, cast(days_in_stage_spent as {{ type_double() }}) as numerator, cast(stage_exits_made as {{ type_double() }}) as denominator
    from answer_10 where coalesce(days_in_stage_spent, 0) <> 0 or coalesce(stage_exits_made, 0) <> 0
    union all
    select 'time_in_stage' as kpi_id, stage_exit__stage as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_in_stage as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_11 where stage_exit__stage is not null and (time_in_stage is not null)
    union all
    select 'time_in_stage' as kpi_id, stage_exit__stage || ':mean' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_in_stage_mean as {{ type_double() }}) as value, cast(days_in_stage_spent as {{ type_double() }}) as numerator, cast(stage_exits_made as {{ type_double() }}) as denominator
    from answer_11 where stage_exit__stage is not null and (coalesce(days_in_stage_spent, 0) <> 0 or coalesce(stage_exits_made, 0) <> 0)
    union all
    select 'time_per_activity' as kpi_id, activity__activity_type as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_per_activity as {{ type_double() }}) as value, cast(minutes_spent as {{ type_double() }}) as numerator, cast(activities_timed as {{ type_double() }}) as denominator
    from answer_12 where activity__activity_type is not null and (coalesce(minutes_spent, 0) <> 0 or coalesce(activities_timed, 0) <> 0)
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
