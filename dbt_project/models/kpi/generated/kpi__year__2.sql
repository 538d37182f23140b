{{ config(materialized='incremental', incremental_strategy='replace_periods', on_schema_change='fail', tags=['kpi', 'kpi_generated'], meta={'grain': 'year'}) }}
{%- set bounds = kpi_bounds() %}
{%- if is_incremental() and bounds['from'] is none %}
select * from {{ this }} where 1 = 0
{%- else %}
-- Compiled from the metric files by `python -m kpis compile`: do not edit.
with answer_1 as (
SELECT
  metric_time__fiscal_year
  , kpi_dimension
  , kpi_member
  , COALESCE(__newsletter_subscribers, 0) AS newsletter_subscribers
  , COALESCE(__newsletter_subscribers_readers, 0) AS newsletter_subscribers_readers
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , SUM(newsletter_subscribers) AS __newsletter_subscribers
    , SUM(newsletter_subscribers_readers) AS __newsletter_subscribers_readers
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , subscribers_src_10000.kpi_dimension AS kpi_dimension
      , subscribers_src_10000.kpi_member AS kpi_member
      , subscribers_src_10000.period_grain AS subscriber_slice__period_grain
      , subscribers_src_10000.slice AS subscriber_slice__slice
      , subscribers_src_10000.subscribers AS newsletter_subscribers
      , subscribers_src_10000.readers AS newsletter_subscribers_readers
    FROM {{ kpi_source(ref('fct_subscribers'), 'period_start_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} subscribers_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      {{ first_day_of('day', 'subscribers_src_10000.period_start_on') }} = subq_1.date_day
  ) subq_3
  WHERE subscriber_slice__period_grain = 'year' and subscriber_slice__slice = kpi_dimension
  GROUP BY
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
) subq_6
),

answer_2 as (
SELECT
  metric_time__fiscal_year
  , kpi_dimension
  , kpi_member
  , COALESCE(__open_pipeline, 0) AS open_pipeline
  , COALESCE(__weighted_pipeline, 0) AS weighted_pipeline
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , SUM(open_pipeline) AS __open_pipeline
    , SUM(weighted_pipeline) AS __weighted_pipeline
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , open_deal_days_src_10000.kpi_dimension AS kpi_dimension
      , open_deal_days_src_10000.kpi_member AS kpi_member
      , open_deal_days_src_10000.is_year_end AS open_deal_day__is_year_end
      , open_deal_days_src_10000.amount_reporting AS open_pipeline
      , open_deal_days_src_10000.weighted_amount_reporting AS weighted_pipeline
    FROM {{ kpi_source(ref('fct_opportunity_days'), 'day_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} open_deal_days_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      {{ first_day_of('day', 'open_deal_days_src_10000.day_on') }} = subq_1.date_day
  ) subq_3
  WHERE open_deal_day__is_year_end = 1
  GROUP BY
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
) subq_6
),

answer_3 as (
SELECT
  metric_time__fiscal_year
  , kpi_dimension
  , kpi_member
  , COALESCE(__open_pipeline_adjusted, 0) AS open_pipeline_adjusted
  , COALESCE(__weighted_pipeline_adjusted, 0) AS weighted_pipeline_adjusted
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , SUM(open_pipeline_adjusted) AS __open_pipeline_adjusted
    , SUM(weighted_pipeline_adjusted) AS __weighted_pipeline_adjusted
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , adjusted_open_stock_src_10000.kpi_dimension AS kpi_dimension
      , adjusted_open_stock_src_10000.kpi_member AS kpi_member
      , adjusted_open_stock_src_10000.is_year_end AS adjusted_open_deal__is_year_end
      , adjusted_open_stock_src_10000.amount_reporting AS open_pipeline_adjusted
      , adjusted_open_stock_src_10000.weighted_amount_reporting AS weighted_pipeline_adjusted
    FROM {{ kpi_source(ref('adjusted_open_deals'), 'day_on', 'year', bounds, {"owner": "owner_key", "team": "team_key"}) }} adjusted_open_stock_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      {{ first_day_of('day', 'adjusted_open_stock_src_10000.day_on') }} = subq_1.date_day
  ) subq_3
  WHERE adjusted_open_deal__is_year_end = 1
  GROUP BY
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
) subq_6
),

answer_4 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'reached_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_first_meeting AS __first_meetings
    , is_created AS __opportunities_created
    , created_amount_reporting AS __pipeline_created
    , is_second_meeting_in_window AS __second_meetings_in_window
  FROM {{ kpi_source(ref('fct_opportunity_milestones'), 'reached_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} opportunity_milestones_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.first_meetings), 0) AS first_meetings
  , COALESCE(MAX(subq_6.opportunities_created), 0) AS opportunities_created
  , COALESCE(MAX(subq_6.pipeline_created), 0) AS pipeline_created
  , COALESCE(MAX(subq_6.second_meetings_in_window), 0) AS second_meetings_in_window
  , MAX(subq_13.r1_to_r2_rate) AS r1_to_r2_rate
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__first_meetings, 0) AS first_meetings
    , COALESCE(__opportunities_created, 0) AS opportunities_created
    , COALESCE(__pipeline_created, 0) AS pipeline_created
    , COALESCE(__second_meetings_in_window, 0) AS second_meetings_in_window
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__first_meetings) AS __first_meetings
      , SUM(sma_10001_cte.__opportunities_created) AS __opportunities_created
      , SUM(sma_10001_cte.__pipeline_created) AS __pipeline_created
      , SUM(sma_10001_cte.__second_meetings_in_window) AS __second_meetings_in_window
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__second_meetings_in_window, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__first_meetings, 0), 0) AS {{ type_double() }}) AS r1_to_r2_rate
  FROM (
    SELECT
      subq_7.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__first_meetings) AS __first_meetings
      , SUM(sma_10001_cte.__second_meetings_in_window) AS __second_meetings_in_window
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__fiscal_year = subq_13.metric_time__fiscal_year
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
),

answer_5 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'reached_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_first_meeting AS __first_meetings
    , is_meeting_won_in_window AS __first_meetings_won_in_window
    , is_first_proposal AS __first_proposals
    , is_created AS __opportunities_created
    , is_created_won_in_window AS __opportunities_won_in_window
    , is_proposal_won_in_window AS __proposals_won_in_window
  FROM {{ kpi_source(ref('fct_opportunity_milestones'), 'reached_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} opportunity_milestones_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.first_meetings), 0) AS first_meetings
  , COALESCE(MAX(subq_6.first_meetings_won_in_window), 0) AS first_meetings_won_in_window
  , COALESCE(MAX(subq_6.first_proposals), 0) AS first_proposals
  , COALESCE(MAX(subq_6.opportunities_created), 0) AS opportunities_created
  , COALESCE(MAX(subq_6.opportunities_won_in_window), 0) AS opportunities_won_in_window
  , COALESCE(MAX(subq_6.proposals_won_in_window), 0) AS proposals_won_in_window
  , MAX(subq_13.opportunity_to_customer_rate) AS opportunity_to_customer_rate
  , MAX(subq_13.win_rate_on_first_meetings) AS win_rate_on_first_meetings
  , MAX(subq_13.win_rate_on_proposals) AS win_rate_on_proposals
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__first_meetings, 0) AS first_meetings
    , COALESCE(__first_meetings_won_in_window, 0) AS first_meetings_won_in_window
    , COALESCE(__first_proposals, 0) AS first_proposals
    , COALESCE(__opportunities_created, 0) AS opportunities_created
    , COALESCE(__opportunities_won_in_window, 0) AS opportunities_won_in_window
    , COALESCE(__proposals_won_in_window, 0) AS proposals_won_in_window
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__first_meetings) AS __first_meetings
      , SUM(sma_10001_cte.__first_meetings_won_in_window) AS __first_meetings_won_in_window
      , SUM(sma_10001_cte.__first_proposals) AS __first_proposals
      , SUM(sma_10001_cte.__opportunities_created) AS __opportunities_created
      , SUM(sma_10001_cte.__opportunities_won_in_window) AS __opportunities_won_in_window
      , SUM(sma_10001_cte.__proposals_won_in_window) AS __proposals_won_in_window
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__opportunities_won_in_window, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__opportunities_created, 0), 0) AS {{ type_double() }}) AS opportunity_to_customer_rate
    , CAST(COALESCE(__first_meetings_won_in_window, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__first_meetings, 0), 0) AS {{ type_double() }}) AS win_rate_on_first_meetings
    , CAST(COALESCE(__proposals_won_in_window, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__first_proposals, 0), 0) AS {{ type_double() }}) AS win_rate_on_proposals
  FROM (
    SELECT
      subq_7.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__first_meetings) AS __first_meetings
      , SUM(sma_10001_cte.__first_meetings_won_in_window) AS __first_meetings_won_in_window
      , SUM(sma_10001_cte.__first_proposals) AS __first_proposals
      , SUM(sma_10001_cte.__opportunities_created) AS __opportunities_created
      , SUM(sma_10001_cte.__opportunities_won_in_window) AS __opportunities_won_in_window
      , SUM(sma_10001_cte.__proposals_won_in_window) AS __proposals_won_in_window
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__fiscal_year = subq_13.metric_time__fiscal_year
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
),

answer_6 as (
WITH cm_3_cte AS (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__deals_won, 0) AS deals_won
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , closed_deals_src_10000.kpi_dimension AS kpi_dimension
      , closed_deals_src_10000.kpi_member AS kpi_member
      , SUM(closed_deals_src_10000.is_won) AS __deals_won
    FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} closed_deals_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      {{ first_day_of('day', 'closed_deals_src_10000.closed_on') }} = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , closed_deals_src_10000.kpi_dimension
      , closed_deals_src_10000.kpi_member
  ) subq_5
)

, cm_4_cte AS (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__opportunities_created, 0) AS opportunities_created
  FROM (
    SELECT
      subq_8.year_start_on AS metric_time__fiscal_year
      , opportunity_milestones_src_10000.kpi_dimension AS kpi_dimension
      , opportunity_milestones_src_10000.kpi_member AS kpi_member
      , SUM(opportunity_milestones_src_10000.is_created) AS __opportunities_created
    FROM {{ kpi_source(ref('fct_opportunity_milestones'), 'reached_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} opportunity_milestones_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      {{ first_day_of('day', 'opportunity_milestones_src_10000.reached_on') }} = subq_8.date_day
    GROUP BY
      subq_8.year_start_on
      , opportunity_milestones_src_10000.kpi_dimension
      , opportunity_milestones_src_10000.kpi_member
  ) subq_12
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year, subq_17.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_17.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_17.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.deals_won), 0) AS deals_won
  , COALESCE(MAX(subq_13.opportunities_created), 0) AS opportunities_created
  , MAX(subq_17.opportunity_to_customer_rate_period) AS opportunity_to_customer_rate_period
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , deals_won
  FROM cm_3_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , opportunities_created
  FROM cm_4_cte
) subq_13
ON
  (
    subq_6.metric_time__fiscal_year = subq_13.metric_time__fiscal_year
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(deals_won AS {{ type_double() }}) / CAST(NULLIF(opportunities_created, 0) AS {{ type_double() }}) AS opportunity_to_customer_rate_period
  FROM (
    SELECT
      COALESCE(subq_14.metric_time__fiscal_year, subq_15.metric_time__fiscal_year) AS metric_time__fiscal_year
      , COALESCE(subq_14.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_14.kpi_member, subq_15.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_14.deals_won), 0) AS deals_won
      , COALESCE(MAX(subq_15.opportunities_created), 0) AS opportunities_created
    FROM (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , deals_won
      FROM cm_3_cte
    ) subq_14
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , opportunities_created
      FROM cm_4_cte
    ) subq_15
    ON
      (
        subq_14.metric_time__fiscal_year = subq_15.metric_time__fiscal_year
      ) AND (
        subq_14.kpi_dimension = subq_15.kpi_dimension
      ) AND (
        subq_14.kpi_member = subq_15.kpi_member
      )
    GROUP BY
      COALESCE(subq_14.metric_time__fiscal_year, subq_15.metric_time__fiscal_year)
      , COALESCE(subq_14.kpi_dimension, subq_15.kpi_dimension)
      , COALESCE(subq_14.kpi_member, subq_15.kpi_member)
  ) subq_16
) subq_17
ON
  (
    COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year) = subq_17.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) = subq_17.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_13.kpi_member) = subq_17.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year, subq_17.metric_time__fiscal_year)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_17.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_17.kpi_member)
),

answer_7 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'reached_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_lead AS __leads_generated
    , is_won_in_window AS __leads_won_in_window
    , is_referred_lead AS __referrals_leads
  FROM {{ kpi_source(ref('fct_funnel_stages'), 'reached_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} funnel_stages_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.leads_generated), 0) AS leads_generated
  , COALESCE(MAX(subq_6.leads_won_in_window), 0) AS leads_won_in_window
  , COALESCE(MAX(subq_6.referrals_leads), 0) AS referrals_leads
  , MAX(subq_13.pipeline_conversion_rate) AS pipeline_conversion_rate
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__leads_generated, 0) AS leads_generated
    , COALESCE(__leads_won_in_window, 0) AS leads_won_in_window
    , COALESCE(__referrals_leads, 0) AS referrals_leads
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__leads_generated) AS __leads_generated
      , SUM(sma_10001_cte.__leads_won_in_window) AS __leads_won_in_window
      , SUM(sma_10001_cte.__referrals_leads) AS __referrals_leads
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__leads_won_in_window, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__leads_generated, 0), 0) AS {{ type_double() }}) AS pipeline_conversion_rate
  FROM (
    SELECT
      subq_7.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__leads_generated) AS __leads_generated
      , SUM(sma_10001_cte.__leads_won_in_window) AS __leads_won_in_window
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__fiscal_year = subq_13.metric_time__fiscal_year
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
),

answer_8 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'counted_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , grain AS revenue_asked_row__period_grain
    , slice AS revenue_asked_row__slice
    , due_amount AS __pipeline_due
    , still_due_amount AS __pipeline_still_due
    , asked AS __revenue_asked_of_the_period
    , asked_left AS __revenue_left
  FROM {{ kpi_source(ref('kpi_revenue_asked'), 'counted_on', 'year', bounds, {"owner": "owner_key", "team": "team_key"}) }} revenue_asked_src_10000
)

SELECT
  COALESCE(subq_8.metric_time__fiscal_year, subq_15.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member) AS kpi_member
  , MAX(subq_8.pipeline_coverage) AS pipeline_coverage
  , MAX(subq_8.pipeline_coverage_remaining) AS pipeline_coverage_remaining
  , COALESCE(MAX(subq_15.pipeline_due), 0) AS pipeline_due
  , COALESCE(MAX(subq_15.pipeline_still_due), 0) AS pipeline_still_due
  , COALESCE(MAX(subq_15.revenue_asked_of_the_period), 0) AS revenue_asked_of_the_period
  , COALESCE(MAX(subq_15.revenue_left), 0) AS revenue_left
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__pipeline_due, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__revenue_asked_of_the_period, 0), 0) AS {{ type_double() }}) AS pipeline_coverage
    , CAST(COALESCE(__pipeline_still_due, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__revenue_left, 0), 0) AS {{ type_double() }}) AS pipeline_coverage_remaining
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , SUM(pipeline_due) AS __pipeline_due
      , SUM(pipeline_still_due) AS __pipeline_still_due
      , SUM(revenue_asked_of_the_period) AS __revenue_asked_of_the_period
      , SUM(revenue_left) AS __revenue_left
    FROM (
      SELECT
        subq_1.year_start_on AS metric_time__fiscal_year
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.revenue_asked_row__period_grain AS revenue_asked_row__period_grain
        , sma_10001_cte.revenue_asked_row__slice AS revenue_asked_row__slice
        , sma_10001_cte.__pipeline_due AS pipeline_due
        , sma_10001_cte.__pipeline_still_due AS pipeline_still_due
        , sma_10001_cte.__revenue_asked_of_the_period AS revenue_asked_of_the_period
        , sma_10001_cte.__revenue_left AS revenue_left
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        sma_10001_cte.metric_time__day = subq_1.date_day
    ) subq_3
    WHERE revenue_asked_row__period_grain = 'year' and revenue_asked_row__slice = kpi_dimension
    GROUP BY
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
  ) subq_6
) subq_8
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__pipeline_due, 0) AS pipeline_due
    , COALESCE(__pipeline_still_due, 0) AS pipeline_still_due
    , COALESCE(__revenue_asked_of_the_period, 0) AS revenue_asked_of_the_period
    , COALESCE(__revenue_left, 0) AS revenue_left
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , SUM(pipeline_due) AS __pipeline_due
      , SUM(pipeline_still_due) AS __pipeline_still_due
      , SUM(revenue_asked_of_the_period) AS __revenue_asked_of_the_period
      , SUM(revenue_left) AS __revenue_left
    FROM (
      SELECT
        subq_9.year_start_on AS metric_time__fiscal_year
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.revenue_asked_row__period_grain AS revenue_asked_row__period_grain
        , sma_10001_cte.revenue_asked_row__slice AS revenue_asked_row__slice
        , sma_10001_cte.__pipeline_due AS pipeline_due
        , sma_10001_cte.__pipeline_still_due AS pipeline_still_due
        , sma_10001_cte.__revenue_asked_of_the_period AS revenue_asked_of_the_period
        , sma_10001_cte.__revenue_left AS revenue_left
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_9
      ON
        sma_10001_cte.metric_time__day = subq_9.date_day
    ) subq_11
    WHERE revenue_asked_row__period_grain = 'year' and revenue_asked_row__slice = kpi_dimension
    GROUP BY
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
  ) subq_14
) subq_15
ON
  (
    subq_8.metric_time__fiscal_year = subq_15.metric_time__fiscal_year
  ) AND (
    subq_8.kpi_dimension = subq_15.kpi_dimension
  ) AND (
    subq_8.kpi_member = subq_15.kpi_member
  )
GROUP BY
  COALESCE(subq_8.metric_time__fiscal_year, subq_15.metric_time__fiscal_year)
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension)
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member)
),

answer_9 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'counted_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , grain AS velocity_slice__period_grain
    , slice AS velocity_slice__slice
    , closed_by_cycle_days AS __velocity_closed_cycle_days
    , won_by_cycles AS __velocity_open_won_cycles
  FROM {{ kpi_source(ref('fct_pipeline_velocity'), 'counted_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} pipeline_velocity_slices_src_10000
)

SELECT
  COALESCE(subq_8.metric_time__fiscal_year, subq_15.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member) AS kpi_member
  , MAX(subq_8.pipeline_velocity) AS pipeline_velocity
  , COALESCE(MAX(subq_15.velocity_closed_cycle_days), 0) AS velocity_closed_cycle_days
  , COALESCE(MAX(subq_15.velocity_open_won_cycles), 0) AS velocity_open_won_cycles
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__velocity_open_won_cycles, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__velocity_closed_cycle_days, 0), 0) AS {{ type_double() }}) AS pipeline_velocity
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , SUM(velocity_closed_cycle_days) AS __velocity_closed_cycle_days
      , SUM(velocity_open_won_cycles) AS __velocity_open_won_cycles
    FROM (
      SELECT
        subq_1.year_start_on AS metric_time__fiscal_year
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.velocity_slice__period_grain AS velocity_slice__period_grain
        , sma_10001_cte.velocity_slice__slice AS velocity_slice__slice
        , sma_10001_cte.__velocity_closed_cycle_days AS velocity_closed_cycle_days
        , sma_10001_cte.__velocity_open_won_cycles AS velocity_open_won_cycles
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        sma_10001_cte.metric_time__day = subq_1.date_day
    ) subq_3
    WHERE velocity_slice__period_grain = 'year' and velocity_slice__slice = kpi_dimension
    GROUP BY
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
  ) subq_6
) subq_8
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__velocity_closed_cycle_days, 0) AS velocity_closed_cycle_days
    , COALESCE(__velocity_open_won_cycles, 0) AS velocity_open_won_cycles
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , SUM(velocity_closed_cycle_days) AS __velocity_closed_cycle_days
      , SUM(velocity_open_won_cycles) AS __velocity_open_won_cycles
    FROM (
      SELECT
        subq_9.year_start_on AS metric_time__fiscal_year
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.velocity_slice__period_grain AS velocity_slice__period_grain
        , sma_10001_cte.velocity_slice__slice AS velocity_slice__slice
        , sma_10001_cte.__velocity_closed_cycle_days AS velocity_closed_cycle_days
        , sma_10001_cte.__velocity_open_won_cycles AS velocity_open_won_cycles
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_9
      ON
        sma_10001_cte.metric_time__day = subq_9.date_day
    ) subq_11
    WHERE velocity_slice__period_grain = 'year' and velocity_slice__slice = kpi_dimension
    GROUP BY
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
  ) subq_14
) subq_15
ON
  (
    subq_8.metric_time__fiscal_year = subq_15.metric_time__fiscal_year
  ) AND (
    subq_8.kpi_dimension = subq_15.kpi_dimension
  ) AND (
    subq_8.kpi_member = subq_15.kpi_member
  )
GROUP BY
  COALESCE(subq_8.metric_time__fiscal_year, subq_15.metric_time__fiscal_year)
  , COALESCE(subq_8.kpi_dimension, subq_15.kpi_dimension)
  , COALESCE(subq_8.kpi_member, subq_15.kpi_member)
),

answer_10 as (
SELECT
  metric_time__fiscal_year
  , kpi_dimension
  , kpi_member
  , COALESCE(__products_cleared, 0) AS products_cleared
FROM (
  SELECT
    subq_1.year_start_on AS metric_time__fiscal_year
    , dormant_references_src_10000.kpi_dimension AS kpi_dimension
    , dormant_references_src_10000.kpi_member AS kpi_member
    , SUM(dormant_references_src_10000.is_cleared) AS __products_cleared
  FROM {{ kpi_source(ref('fct_dormant_references'), 'cleared_on', 'year', bounds, {"product": "product_key"}) }} dormant_references_src_10000
  LEFT OUTER JOIN
    {{ ref('dim_date') }} subq_1
  ON
    {{ first_day_of('day', 'dormant_references_src_10000.cleared_on') }} = subq_1.date_day
  GROUP BY
    subq_1.year_start_on
    , dormant_references_src_10000.kpi_dimension
    , dormant_references_src_10000.kpi_member
) subq_5
),

answer_11 as (
SELECT
  metric_time__fiscal_year
  , kpi_dimension
  , kpi_member
  , COALESCE(__proposals_sent, 0) AS proposals_sent
FROM (
  SELECT
    subq_1.year_start_on AS metric_time__fiscal_year
    , sent_proposals_src_10000.kpi_dimension AS kpi_dimension
    , sent_proposals_src_10000.kpi_member AS kpi_member
    , SUM(sent_proposals_src_10000.is_sent) AS __proposals_sent
  FROM {{ kpi_source(ref('fct_proposals'), 'sent_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} sent_proposals_src_10000
  LEFT OUTER JOIN
    {{ ref('dim_date') }} subq_1
  ON
    {{ first_day_of('day', 'sent_proposals_src_10000.sent_on') }} = subq_1.date_day
  GROUP BY
    subq_1.year_start_on
    , sent_proposals_src_10000.kpi_dimension
    , sent_proposals_src_10000.kpi_member
) subq_5
),

answer_12 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'period_start_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , grain AS purchase_period__period_grain
    , buyer_key AS __buyers_in_year
    , case when buyer_key is not null then is_purchase else 0 end AS __purchases_in_year
  FROM {{ kpi_source(ref('fct_purchase_periods'), 'period_start_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} purchase_periods_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_year, subq_15.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_7.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_15.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_7.buyers_in_year), 0) AS buyers_in_year
  , COALESCE(MAX(subq_7.purchases_in_year), 0) AS purchases_in_year
  , MAX(subq_15.purchase_frequency) AS purchase_frequency
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__buyers_in_year, 0) AS buyers_in_year
    , COALESCE(__purchases_in_year, 0) AS purchases_in_year
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , COUNT(DISTINCT buyers_in_year) AS __buyers_in_year
      , SUM(purchases_in_year) AS __purchases_in_year
    FROM (
      SELECT
        subq_1.year_start_on AS metric_time__fiscal_year
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.purchase_period__period_grain AS purchase_period__period_grain
        , sma_10001_cte.__buyers_in_year AS buyers_in_year
        , sma_10001_cte.__purchases_in_year AS purchases_in_year
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        sma_10001_cte.metric_time__day = subq_1.date_day
    ) subq_3
    WHERE purchase_period__period_grain = 'year'
    GROUP BY
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
  ) subq_6
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__purchases_in_year, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__buyers_in_year, 0), 0) AS {{ type_double() }}) AS purchase_frequency
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , COUNT(DISTINCT buyers_in_year) AS __buyers_in_year
      , SUM(purchases_in_year) AS __purchases_in_year
    FROM (
      SELECT
        subq_8.year_start_on AS metric_time__fiscal_year
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.purchase_period__period_grain AS purchase_period__period_grain
        , sma_10001_cte.__buyers_in_year AS buyers_in_year
        , sma_10001_cte.__purchases_in_year AS purchases_in_year
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_8
      ON
        sma_10001_cte.metric_time__day = subq_8.date_day
    ) subq_10
    WHERE purchase_period__period_grain = 'year'
    GROUP BY
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
  ) subq_13
) subq_15
ON
  (
    subq_7.metric_time__fiscal_year = subq_15.metric_time__fiscal_year
  ) AND (
    subq_7.kpi_dimension = subq_15.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_15.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_year, subq_15.metric_time__fiscal_year)
  , COALESCE(subq_7.kpi_dimension, subq_15.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_15.kpi_member)
),

answer_13 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__amount_won, 0) AS amount_won
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , closed_deals_src_10000.kpi_dimension AS kpi_dimension
      , closed_deals_src_10000.kpi_member AS kpi_member
      , SUM(closed_deals_src_10000.won_amount) AS __amount_won
    FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'year', bounds, {"owner": "owner_key", "team": "team_key"}) }} closed_deals_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      {{ first_day_of('day', 'closed_deals_src_10000.closed_on') }} = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , closed_deals_src_10000.kpi_dimension
      , closed_deals_src_10000.kpi_member
  ) subq_5
)

, sma_10002_cte AS (
  SELECT
    {{ first_day_of('day', 'day_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , cast(quota_reporting as decimal(28, 9)) AS __quota_due
    , cast(quota_to_date_reporting as decimal(28, 9)) AS __quota_due_to_date
  FROM {{ kpi_source(ref('fct_quota_days'), 'day_on', 'year', bounds, {"owner": "owner_key", "team": "team_key"}) }} quota_days_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_year, subq_16.metric_time__fiscal_year, subq_25.metric_time__fiscal_year, subq_31.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_6.kpi_dimension, subq_16.kpi_dimension, subq_25.kpi_dimension, subq_31.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_16.kpi_member, subq_25.kpi_member, subq_31.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.amount_won), 0) AS amount_won
  , MAX(subq_16.quota_attainment) AS quota_attainment
  , MAX(subq_25.quota_attainment_to_date) AS quota_attainment_to_date
  , COALESCE(MAX(subq_31.quota_due), 0) AS quota_due
  , COALESCE(MAX(subq_31.quota_due_to_date), 0) AS quota_due_to_date
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , amount_won
  FROM cm_5_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(amount_won AS {{ type_double() }}) / CAST(NULLIF(quota_due, 0) AS {{ type_double() }}) AS quota_attainment
  FROM (
    SELECT
      COALESCE(subq_7.metric_time__fiscal_year, subq_14.metric_time__fiscal_year) AS metric_time__fiscal_year
      , COALESCE(subq_7.kpi_dimension, subq_14.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_7.kpi_member, subq_14.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_7.amount_won), 0) AS amount_won
      , COALESCE(MAX(subq_14.quota_due), 0) AS quota_due
    FROM (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , amount_won
      FROM cm_5_cte
    ) subq_7
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , COALESCE(__quota_due, 0) AS quota_due
      FROM (
        SELECT
          subq_9.year_start_on AS metric_time__fiscal_year
          , sma_10002_cte.kpi_dimension AS kpi_dimension
          , sma_10002_cte.kpi_member AS kpi_member
          , SUM(sma_10002_cte.__quota_due) AS __quota_due
        FROM sma_10002_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_9
        ON
          sma_10002_cte.metric_time__day = subq_9.date_day
        GROUP BY
          subq_9.year_start_on
          , sma_10002_cte.kpi_dimension
          , sma_10002_cte.kpi_member
      ) subq_13
    ) subq_14
    ON
      (
        subq_7.metric_time__fiscal_year = subq_14.metric_time__fiscal_year
      ) AND (
        subq_7.kpi_dimension = subq_14.kpi_dimension
      ) AND (
        subq_7.kpi_member = subq_14.kpi_member
      )
    GROUP BY
      COALESCE(subq_7.metric_time__fiscal_year, subq_14.metric_time__fiscal_year)
      , COALESCE(subq_7.kpi_dimension, subq_14.kpi_dimension)
      , COALESCE(subq_7.kpi_member, subq_14.kpi_member)
  ) subq_15
) subq_16
ON
  (
    subq_6.metric_time__fiscal_year = subq_16.metric_time__fiscal_year
  ) AND (
    subq_6.kpi_dimension = subq_16.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_16.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(amount_won AS {{ type_double() }}) / CAST(NULLIF(quota_due_to_date, 0) AS {{ type_double() }}) AS quota_attainment_to_date
  FROM (
    SELECT
      COALESCE(subq_17.metric_time__fiscal_year, subq_23.metric_time__fiscal_year) AS metric_time__fiscal_year
      , COALESCE(subq_17.kpi_dimension, subq_23.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_17.kpi_member, subq_23.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_17.amount_won), 0) AS amount_won
      , COALESCE(MAX(subq_23.quota_due_to_date), 0) AS quota_due_to_date
    FROM (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , amount_won
      FROM cm_5_cte
    ) subq_17
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , COALESCE(__quota_due_to_date, 0) AS quota_due_to_date
      FROM (
        SELECT
          subq_18.year_start_on AS metric_time__fiscal_year
          , sma_10002_cte.kpi_dimension AS kpi_dimension
          , sma_10002_cte.kpi_member AS kpi_member
          , SUM(sma_10002_cte.__quota_due_to_date) AS __quota_due_to_date
        FROM sma_10002_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_18
        ON
          sma_10002_cte.metric_time__day = subq_18.date_day
        GROUP BY
          subq_18.year_start_on
          , sma_10002_cte.kpi_dimension
          , sma_10002_cte.kpi_member
      ) subq_22
    ) subq_23
    ON
      (
        subq_17.metric_time__fiscal_year = subq_23.metric_time__fiscal_year
      ) AND (
        subq_17.kpi_dimension = subq_23.kpi_dimension
      ) AND (
        subq_17.kpi_member = subq_23.kpi_member
      )
    GROUP BY
      COALESCE(subq_17.metric_time__fiscal_year, subq_23.metric_time__fiscal_year)
      , COALESCE(subq_17.kpi_dimension, subq_23.kpi_dimension)
      , COALESCE(subq_17.kpi_member, subq_23.kpi_member)
  ) subq_24
) subq_25
ON
  (
    COALESCE(subq_6.metric_time__fiscal_year, subq_16.metric_time__fiscal_year) = subq_25.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_16.kpi_dimension) = subq_25.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_16.kpi_member) = subq_25.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__quota_due, 0) AS quota_due
    , COALESCE(__quota_due_to_date, 0) AS quota_due_to_date
  FROM (
    SELECT
      subq_26.year_start_on AS metric_time__fiscal_year
      , sma_10002_cte.kpi_dimension AS kpi_dimension
      , sma_10002_cte.kpi_member AS kpi_member
      , SUM(sma_10002_cte.__quota_due) AS __quota_due
      , SUM(sma_10002_cte.__quota_due_to_date) AS __quota_due_to_date
    FROM sma_10002_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_26
    ON
      sma_10002_cte.metric_time__day = subq_26.date_day
    GROUP BY
      subq_26.year_start_on
      , sma_10002_cte.kpi_dimension
      , sma_10002_cte.kpi_member
  ) subq_30
) subq_31
ON
  (
    COALESCE(subq_6.metric_time__fiscal_year, subq_16.metric_time__fiscal_year, subq_25.metric_time__fiscal_year) = subq_31.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_16.kpi_dimension, subq_25.kpi_dimension) = subq_31.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_16.kpi_member, subq_25.kpi_member) = subq_31.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_year, subq_16.metric_time__fiscal_year, subq_25.metric_time__fiscal_year, subq_31.metric_time__fiscal_year)
  , COALESCE(subq_6.kpi_dimension, subq_16.kpi_dimension, subq_25.kpi_dimension, subq_31.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_16.kpi_member, subq_25.kpi_member, subq_31.kpi_member)
),

answer_14 as (
SELECT
  metric_time__fiscal_year
  , kpi_dimension
  , kpi_member
  , referrals_leads + referrals_customers AS referrals
FROM (
  SELECT
    COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year) AS metric_time__fiscal_year
    , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
    , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
    , COALESCE(MAX(subq_6.referrals_leads), 0) AS referrals_leads
    , COALESCE(MAX(subq_13.referrals_customers), 0) AS referrals_customers
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , COALESCE(__referrals_leads, 0) AS referrals_leads
    FROM (
      SELECT
        subq_1.year_start_on AS metric_time__fiscal_year
        , funnel_stages_src_10000.kpi_dimension AS kpi_dimension
        , funnel_stages_src_10000.kpi_member AS kpi_member
        , SUM(funnel_stages_src_10000.is_referred_lead) AS __referrals_leads
      FROM {{ kpi_source(ref('fct_funnel_stages'), 'reached_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} funnel_stages_src_10000
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        {{ first_day_of('day', 'funnel_stages_src_10000.reached_on') }} = subq_1.date_day
      GROUP BY
        subq_1.year_start_on
        , funnel_stages_src_10000.kpi_dimension
        , funnel_stages_src_10000.kpi_member
    ) subq_5
  ) subq_6
  FULL OUTER JOIN (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , COALESCE(__referrals_customers, 0) AS referrals_customers
    FROM (
      SELECT
        subq_8.year_start_on AS metric_time__fiscal_year
        , closed_deals_src_10000.kpi_dimension AS kpi_dimension
        , closed_deals_src_10000.kpi_member AS kpi_member
        , SUM(closed_deals_src_10000.is_referred_customer) AS __referrals_customers
      FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} closed_deals_src_10000
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_8
      ON
        {{ first_day_of('day', 'closed_deals_src_10000.closed_on') }} = subq_8.date_day
      GROUP BY
        subq_8.year_start_on
        , closed_deals_src_10000.kpi_dimension
        , closed_deals_src_10000.kpi_member
    ) subq_12
  ) subq_13
  ON
    (
      subq_6.metric_time__fiscal_year = subq_13.metric_time__fiscal_year
    ) AND (
      subq_6.kpi_dimension = subq_13.kpi_dimension
    ) AND (
      subq_6.kpi_member = subq_13.kpi_member
    )
  GROUP BY
    COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year)
    , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
    , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
) subq_14
),

answer_15 as (
SELECT
  metric_time__fiscal_year
  , kpi_dimension
  , kpi_member
  , COALESCE(__referrals_customers, 0) AS referrals_customers
FROM (
  SELECT
    subq_1.year_start_on AS metric_time__fiscal_year
    , closed_deals_src_10000.kpi_dimension AS kpi_dimension
    , closed_deals_src_10000.kpi_member AS kpi_member
    , SUM(closed_deals_src_10000.is_referred_customer) AS __referrals_customers
  FROM {{ kpi_source(ref('fct_opportunities'), 'closed_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} closed_deals_src_10000
  LEFT OUTER JOIN
    {{ ref('dim_date') }} subq_1
  ON
    {{ first_day_of('day', 'closed_deals_src_10000.closed_on') }} = subq_1.date_day
  GROUP BY
    subq_1.year_start_on
    , closed_deals_src_10000.kpi_dimension
    , closed_deals_src_10000.kpi_member
) subq_5
),

answer_16 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__repeat_revenue, 0) AS repeat_revenue
    , COALESCE(__revenue, 0) AS revenue
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , sold_lines_src_10000.kpi_dimension AS kpi_dimension
      , sold_lines_src_10000.kpi_member AS kpi_member
      , SUM(sold_lines_src_10000.repeat_amount) AS __repeat_revenue
      , SUM(sold_lines_src_10000.won_amount) AS __revenue
    FROM {{ kpi_source(ref('fct_order_lines'), 'closed_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} sold_lines_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      {{ first_day_of('day', 'sold_lines_src_10000.closed_on') }} = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , sold_lines_src_10000.kpi_dimension
      , sold_lines_src_10000.kpi_member
  ) subq_5
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_year, subq_8.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_6.kpi_dimension, subq_8.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_8.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.repeat_revenue), 0) AS repeat_revenue
  , COALESCE(MAX(subq_6.revenue), 0) AS revenue
  , MAX(subq_8.repeat_revenue_share) AS repeat_revenue_share
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , repeat_revenue
    , revenue
  FROM cm_5_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(repeat_revenue AS {{ type_double() }}) / CAST(NULLIF(revenue, 0) AS {{ type_double() }}) AS repeat_revenue_share
  FROM cm_5_cte
) subq_8
ON
  (
    subq_6.metric_time__fiscal_year = subq_8.metric_time__fiscal_year
  ) AND (
    subq_6.kpi_dimension = subq_8.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_8.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_year, subq_8.metric_time__fiscal_year)
  , COALESCE(subq_6.kpi_dimension, subq_8.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_8.kpi_member)
),

answer_17 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__reps_at_quota, 0) AS reps_at_quota
    , COALESCE(__reps_with_quota, 0) AS reps_with_quota
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , SUM(reps_at_quota) AS __reps_at_quota
      , SUM(reps_with_quota) AS __reps_with_quota
    FROM (
      SELECT
        subq_1.year_start_on AS metric_time__fiscal_year
        , rep_quota_periods_src_10000.kpi_dimension AS kpi_dimension
        , rep_quota_periods_src_10000.kpi_member AS kpi_member
        , rep_quota_periods_src_10000.grain AS rep_quota_period__period_grain
        , rep_quota_periods_src_10000.is_at_quota AS reps_at_quota
        , rep_quota_periods_src_10000.has_quota AS reps_with_quota
      FROM {{ kpi_source(ref('fct_rep_quota_periods'), 'period_start_on', 'year', bounds, {"owner": "owner_key", "team": "team_key"}) }} rep_quota_periods_src_10000
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        {{ first_day_of('day', 'rep_quota_periods_src_10000.period_start_on') }} = subq_1.date_day
    ) subq_3
    WHERE rep_quota_period__period_grain = 'year'
    GROUP BY
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
  ) subq_6
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_year, subq_9.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_7.kpi_dimension, subq_9.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_9.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_7.reps_at_quota), 0) AS reps_at_quota
  , COALESCE(MAX(subq_7.reps_with_quota), 0) AS reps_with_quota
  , MAX(subq_9.reps_at_quota_rate) AS reps_at_quota_rate
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , reps_at_quota
    , reps_with_quota
  FROM cm_5_cte
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(reps_at_quota AS {{ type_double() }}) / CAST(NULLIF(reps_with_quota, 0) AS {{ type_double() }}) AS reps_at_quota_rate
  FROM cm_5_cte
) subq_9
ON
  (
    subq_7.metric_time__fiscal_year = subq_9.metric_time__fiscal_year
  ) AND (
    subq_7.kpi_dimension = subq_9.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_9.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_year, subq_9.metric_time__fiscal_year)
  , COALESCE(subq_7.kpi_dimension, subq_9.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_9.kpi_member)
),

answer_18 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'purchased_on') }} AS metric_time__day
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
  FROM {{ kpi_source(ref('fct_purchases'), 'purchased_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} purchases_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_year, subq_15.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_7.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_15.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_7.buyers), 0) AS buyers
  , COALESCE(MAX(subq_7.first_buyers), 0) AS first_buyers
  , COALESCE(MAX(subq_7.new_repurchasers_365d), 0) AS new_repurchasers_365d
  , COALESCE(MAX(subq_7.new_repurchasers_60d), 0) AS new_repurchasers_60d
  , COALESCE(MAX(subq_7.repurchasers_365d), 0) AS repurchasers_365d
  , COALESCE(MAX(subq_7.repurchasers_60d), 0) AS repurchasers_60d
  , COALESCE(MAX(subq_7.repurchasers_90d), 0) AS repurchasers_90d
  , MAX(subq_15.repurchase_rate) AS repurchase_rate
  , MAX(subq_15.repurchase_rate_60d) AS repurchase_rate_60d
  , MAX(subq_15.repurchase_rate_60d_new_customers) AS repurchase_rate_60d_new_customers
  , MAX(subq_15.repurchase_rate_90d) AS repurchase_rate_90d
  , MAX(subq_15.repurchase_rate_new_customers) AS repurchase_rate_new_customers
FROM (
  SELECT
    metric_time__fiscal_year
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
      metric_time__fiscal_year
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
        subq_1.year_start_on AS metric_time__fiscal_year
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.purchase__period_grain AS purchase__period_grain
        , sma_10001_cte.__buyers AS buyers
        , sma_10001_cte.__first_buyers AS first_buyers
        , sma_10001_cte.__new_repurchasers_365d AS new_repurchasers_365d
        , sma_10001_cte.__new_repurchasers_60d AS new_repurchasers_60d
        , sma_10001_cte.__repurchasers_365d AS repurchasers_365d
        , sma_10001_cte.__repurchasers_60d AS repurchasers_60d
        , sma_10001_cte.__repurchasers_90d AS repurchasers_90d
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        sma_10001_cte.metric_time__day = subq_1.date_day
    ) subq_3
    WHERE purchase__period_grain = 'year'
    GROUP BY
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
  ) subq_6
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__repurchasers_365d, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__buyers, 0), 0) AS {{ type_double() }}) AS repurchase_rate
    , CAST(COALESCE(__repurchasers_60d, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__buyers, 0), 0) AS {{ type_double() }}) AS repurchase_rate_60d
    , CAST(COALESCE(__new_repurchasers_60d, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__first_buyers, 0), 0) AS {{ type_double() }}) AS repurchase_rate_60d_new_customers
    , CAST(COALESCE(__repurchasers_90d, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__buyers, 0), 0) AS {{ type_double() }}) AS repurchase_rate_90d
    , CAST(COALESCE(__new_repurchasers_365d, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__first_buyers, 0), 0) AS {{ type_double() }}) AS repurchase_rate_new_customers
  FROM (
    SELECT
      metric_time__fiscal_year
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
        subq_8.year_start_on AS metric_time__fiscal_year
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.purchase__period_grain AS purchase__period_grain
        , sma_10001_cte.__buyers AS buyers
        , sma_10001_cte.__first_buyers AS first_buyers
        , sma_10001_cte.__new_repurchasers_365d AS new_repurchasers_365d
        , sma_10001_cte.__new_repurchasers_60d AS new_repurchasers_60d
        , sma_10001_cte.__repurchasers_365d AS repurchasers_365d
        , sma_10001_cte.__repurchasers_60d AS repurchasers_60d
        , sma_10001_cte.__repurchasers_90d AS repurchasers_90d
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_8
      ON
        sma_10001_cte.metric_time__day = subq_8.date_day
    ) subq_10
    WHERE purchase__period_grain = 'year'
    GROUP BY
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
  ) subq_13
) subq_15
ON
  (
    subq_7.metric_time__fiscal_year = subq_15.metric_time__fiscal_year
  ) AND (
    subq_7.kpi_dimension = subq_15.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_15.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_year, subq_15.metric_time__fiscal_year)
  , COALESCE(subq_7.kpi_dimension, subq_15.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_15.kpi_member)
),

answer_19 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'purchased_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , period_grain AS purchase__period_grain
    , is_first_purchase AS __first_buyers
    , is_first_repurchased_90d AS __new_repurchasers_90d
  FROM {{ kpi_source(ref('fct_purchases'), 'purchased_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} purchases_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_year, subq_15.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_7.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_15.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_7.first_buyers), 0) AS first_buyers
  , COALESCE(MAX(subq_7.new_repurchasers_90d), 0) AS new_repurchasers_90d
  , MAX(subq_15.repurchase_rate_90d_new_customers) AS repurchase_rate_90d_new_customers
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__first_buyers, 0) AS first_buyers
    , COALESCE(__new_repurchasers_90d, 0) AS new_repurchasers_90d
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , SUM(first_buyers) AS __first_buyers
      , SUM(new_repurchasers_90d) AS __new_repurchasers_90d
    FROM (
      SELECT
        subq_1.year_start_on AS metric_time__fiscal_year
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.purchase__period_grain AS purchase__period_grain
        , sma_10001_cte.__first_buyers AS first_buyers
        , sma_10001_cte.__new_repurchasers_90d AS new_repurchasers_90d
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        sma_10001_cte.metric_time__day = subq_1.date_day
    ) subq_3
    WHERE purchase__period_grain = 'year'
    GROUP BY
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
  ) subq_6
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__new_repurchasers_90d, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__first_buyers, 0), 0) AS {{ type_double() }}) AS repurchase_rate_90d_new_customers
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , SUM(first_buyers) AS __first_buyers
      , SUM(new_repurchasers_90d) AS __new_repurchasers_90d
    FROM (
      SELECT
        subq_8.year_start_on AS metric_time__fiscal_year
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.purchase__period_grain AS purchase__period_grain
        , sma_10001_cte.__first_buyers AS first_buyers
        , sma_10001_cte.__new_repurchasers_90d AS new_repurchasers_90d
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_8
      ON
        sma_10001_cte.metric_time__day = subq_8.date_day
    ) subq_10
    WHERE purchase__period_grain = 'year'
    GROUP BY
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
  ) subq_13
) subq_15
ON
  (
    subq_7.metric_time__fiscal_year = subq_15.metric_time__fiscal_year
  ) AND (
    subq_7.kpi_dimension = subq_15.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_15.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_year, subq_15.metric_time__fiscal_year)
  , COALESCE(subq_7.kpi_dimension, subq_15.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_15.kpi_member)
),

answer_20 as (
WITH cm_10_cte AS (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__marketing_spend_ads, 0) AS marketing_spend_ads
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , subq_0.kpi_dimension AS kpi_dimension
      , subq_0.kpi_member AS kpi_member
      , SUM(subq_0.__marketing_spend_ads) AS __marketing_spend_ads
    FROM (
      SELECT
        cast(ads_cost as decimal(28, 9)) AS __marketing_spend_ads
        , {{ first_day_of('day', 'day_on') }} AS day_on__day
        , kpi_dimension
        , kpi_member
      FROM {{ kpi_source(ref('fct_spend'), 'day_on', 'year', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} spend_src_10000
    ) subq_0
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      subq_0.day_on__day = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , subq_0.kpi_dimension
      , subq_0.kpi_member
  ) subq_5
)

, sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'closed_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , case when model = 'first_touch' and is_paid = 1 then attributed_amount end AS __paid_revenue_first_touch
    , case when model = 'last_touch' and is_paid = 1 then attributed_amount end AS __paid_revenue_last_touch
    , case when model = 'linear' and is_paid = 1 then attributed_amount end AS __paid_revenue_linear
    , case when model = 'time_decay' and is_paid = 1 then attributed_amount end AS __paid_revenue_time_decay
  FROM {{ kpi_source(ref('fct_attribution'), 'closed_on', 'year', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} attribution_src_10000
)

, cm_13_cte AS (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__paid_revenue_linear, 0) AS paid_revenue_linear
  FROM (
    SELECT
      subq_14.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__paid_revenue_linear) AS __paid_revenue_linear
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_14
    ON
      sma_10001_cte.metric_time__day = subq_14.date_day
    GROUP BY
      subq_14.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_18
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year, subq_22.metric_time__fiscal_year, subq_31.metric_time__fiscal_year, subq_40.metric_time__fiscal_year, subq_44.metric_time__fiscal_year, subq_53.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_22.kpi_dimension, subq_31.kpi_dimension, subq_40.kpi_dimension, subq_44.kpi_dimension, subq_53.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_22.kpi_member, subq_31.kpi_member, subq_40.kpi_member, subq_44.kpi_member, subq_53.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.marketing_spend_ads), 0) AS marketing_spend_ads
  , COALESCE(MAX(subq_13.paid_revenue_first_touch), 0) AS paid_revenue_first_touch
  , COALESCE(MAX(subq_13.paid_revenue_last_touch), 0) AS paid_revenue_last_touch
  , COALESCE(MAX(subq_13.paid_revenue_linear), 0) AS paid_revenue_linear
  , COALESCE(MAX(subq_13.paid_revenue_time_decay), 0) AS paid_revenue_time_decay
  , MAX(subq_22.return_on_ad_spend) AS return_on_ad_spend
  , MAX(subq_31.return_on_ad_spend_first_touch) AS return_on_ad_spend_first_touch
  , MAX(subq_40.return_on_ad_spend_last_touch) AS return_on_ad_spend_last_touch
  , MAX(subq_44.return_on_ad_spend_linear) AS return_on_ad_spend_linear
  , MAX(subq_53.return_on_ad_spend_time_decay) AS return_on_ad_spend_time_decay
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , marketing_spend_ads
  FROM cm_10_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__paid_revenue_first_touch, 0) AS paid_revenue_first_touch
    , COALESCE(__paid_revenue_last_touch, 0) AS paid_revenue_last_touch
    , COALESCE(__paid_revenue_linear, 0) AS paid_revenue_linear
    , COALESCE(__paid_revenue_time_decay, 0) AS paid_revenue_time_decay
  FROM (
    SELECT
      subq_8.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__paid_revenue_first_touch) AS __paid_revenue_first_touch
      , SUM(sma_10001_cte.__paid_revenue_last_touch) AS __paid_revenue_last_touch
      , SUM(sma_10001_cte.__paid_revenue_linear) AS __paid_revenue_linear
      , SUM(sma_10001_cte.__paid_revenue_time_decay) AS __paid_revenue_time_decay
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      sma_10001_cte.metric_time__day = subq_8.date_day
    GROUP BY
      subq_8.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_6.metric_time__fiscal_year = subq_13.metric_time__fiscal_year
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_linear AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend
  FROM (
    SELECT
      COALESCE(subq_19.metric_time__fiscal_year, subq_20.metric_time__fiscal_year) AS metric_time__fiscal_year
      , COALESCE(subq_19.kpi_dimension, subq_20.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_19.kpi_member, subq_20.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_19.paid_revenue_linear), 0) AS paid_revenue_linear
      , COALESCE(MAX(subq_20.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , paid_revenue_linear
      FROM cm_13_cte
    ) subq_19
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_10_cte
    ) subq_20
    ON
      (
        subq_19.metric_time__fiscal_year = subq_20.metric_time__fiscal_year
      ) AND (
        subq_19.kpi_dimension = subq_20.kpi_dimension
      ) AND (
        subq_19.kpi_member = subq_20.kpi_member
      )
    GROUP BY
      COALESCE(subq_19.metric_time__fiscal_year, subq_20.metric_time__fiscal_year)
      , COALESCE(subq_19.kpi_dimension, subq_20.kpi_dimension)
      , COALESCE(subq_19.kpi_member, subq_20.kpi_member)
  ) subq_21
) subq_22
ON
  (
    COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year) = subq_22.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) = subq_22.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_13.kpi_member) = subq_22.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_first_touch AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_first_touch
  FROM (
    SELECT
      COALESCE(subq_28.metric_time__fiscal_year, subq_29.metric_time__fiscal_year) AS metric_time__fiscal_year
      , COALESCE(subq_28.kpi_dimension, subq_29.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_28.kpi_member, subq_29.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_28.paid_revenue_first_touch), 0) AS paid_revenue_first_touch
      , COALESCE(MAX(subq_29.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_first_touch, 0) AS paid_revenue_first_touch
      FROM (
        SELECT
          subq_23.year_start_on AS metric_time__fiscal_year
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , SUM(sma_10001_cte.__paid_revenue_first_touch) AS __paid_revenue_first_touch
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_23
        ON
          sma_10001_cte.metric_time__day = subq_23.date_day
        GROUP BY
          subq_23.year_start_on
          , sma_10001_cte.kpi_dimension
          , sma_10001_cte.kpi_member
      ) subq_27
    ) subq_28
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_10_cte
    ) subq_29
    ON
      (
        subq_28.metric_time__fiscal_year = subq_29.metric_time__fiscal_year
      ) AND (
        subq_28.kpi_dimension = subq_29.kpi_dimension
      ) AND (
        subq_28.kpi_member = subq_29.kpi_member
      )
    GROUP BY
      COALESCE(subq_28.metric_time__fiscal_year, subq_29.metric_time__fiscal_year)
      , COALESCE(subq_28.kpi_dimension, subq_29.kpi_dimension)
      , COALESCE(subq_28.kpi_member, subq_29.kpi_member)
  ) subq_30
) subq_31
ON
  (
    COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year, subq_22.metric_time__fiscal_year) = subq_31.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_22.kpi_dimension) = subq_31.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_22.kpi_member) = subq_31.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_last_touch AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_last_touch
  FROM (
    SELECT
      COALESCE(subq_37.metric_time__fiscal_year, subq_38.metric_time__fiscal_year) AS metric_time__fiscal_year
      , COALESCE(subq_37.kpi_dimension, subq_38.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_37.kpi_member, subq_38.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_37.paid_revenue_last_touch), 0) AS paid_revenue_last_touch
      , COALESCE(MAX(subq_38.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_last_touch, 0) AS paid_revenue_last_touch
      FROM (
        SELECT
          subq_32.year_start_on AS metric_time__fiscal_year
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , SUM(sma_10001_cte.__paid_revenue_last_touch) AS __paid_revenue_last_touch
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_32
        ON
          sma_10001_cte.metric_time__day = subq_32.date_day
        GROUP BY
          subq_32.year_start_on
          , sma_10001_cte.kpi_dimension
          , sma_10001_cte.kpi_member
      ) subq_36
    ) subq_37
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_10_cte
    ) subq_38
    ON
      (
        subq_37.metric_time__fiscal_year = subq_38.metric_time__fiscal_year
      ) AND (
        subq_37.kpi_dimension = subq_38.kpi_dimension
      ) AND (
        subq_37.kpi_member = subq_38.kpi_member
      )
    GROUP BY
      COALESCE(subq_37.metric_time__fiscal_year, subq_38.metric_time__fiscal_year)
      , COALESCE(subq_37.kpi_dimension, subq_38.kpi_dimension)
      , COALESCE(subq_37.kpi_member, subq_38.kpi_member)
  ) subq_39
) subq_40
ON
  (
    COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year, subq_22.metric_time__fiscal_year, subq_31.metric_time__fiscal_year) = subq_40.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_22.kpi_dimension, subq_31.kpi_dimension) = subq_40.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_22.kpi_member, subq_31.kpi_member) = subq_40.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_linear AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_linear
  FROM (
    SELECT
      COALESCE(subq_41.metric_time__fiscal_year, subq_42.metric_time__fiscal_year) AS metric_time__fiscal_year
      , COALESCE(subq_41.kpi_dimension, subq_42.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_41.kpi_member, subq_42.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_41.paid_revenue_linear), 0) AS paid_revenue_linear
      , COALESCE(MAX(subq_42.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , paid_revenue_linear
      FROM cm_13_cte
    ) subq_41
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_10_cte
    ) subq_42
    ON
      (
        subq_41.metric_time__fiscal_year = subq_42.metric_time__fiscal_year
      ) AND (
        subq_41.kpi_dimension = subq_42.kpi_dimension
      ) AND (
        subq_41.kpi_member = subq_42.kpi_member
      )
    GROUP BY
      COALESCE(subq_41.metric_time__fiscal_year, subq_42.metric_time__fiscal_year)
      , COALESCE(subq_41.kpi_dimension, subq_42.kpi_dimension)
      , COALESCE(subq_41.kpi_member, subq_42.kpi_member)
  ) subq_43
) subq_44
ON
  (
    COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year, subq_22.metric_time__fiscal_year, subq_31.metric_time__fiscal_year, subq_40.metric_time__fiscal_year) = subq_44.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_22.kpi_dimension, subq_31.kpi_dimension, subq_40.kpi_dimension) = subq_44.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_22.kpi_member, subq_31.kpi_member, subq_40.kpi_member) = subq_44.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_time_decay AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_time_decay
  FROM (
    SELECT
      COALESCE(subq_50.metric_time__fiscal_year, subq_51.metric_time__fiscal_year) AS metric_time__fiscal_year
      , COALESCE(subq_50.kpi_dimension, subq_51.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_50.kpi_member, subq_51.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_50.paid_revenue_time_decay), 0) AS paid_revenue_time_decay
      , COALESCE(MAX(subq_51.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_time_decay, 0) AS paid_revenue_time_decay
      FROM (
        SELECT
          subq_45.year_start_on AS metric_time__fiscal_year
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , SUM(sma_10001_cte.__paid_revenue_time_decay) AS __paid_revenue_time_decay
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_45
        ON
          sma_10001_cte.metric_time__day = subq_45.date_day
        GROUP BY
          subq_45.year_start_on
          , sma_10001_cte.kpi_dimension
          , sma_10001_cte.kpi_member
      ) subq_49
    ) subq_50
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_10_cte
    ) subq_51
    ON
      (
        subq_50.metric_time__fiscal_year = subq_51.metric_time__fiscal_year
      ) AND (
        subq_50.kpi_dimension = subq_51.kpi_dimension
      ) AND (
        subq_50.kpi_member = subq_51.kpi_member
      )
    GROUP BY
      COALESCE(subq_50.metric_time__fiscal_year, subq_51.metric_time__fiscal_year)
      , COALESCE(subq_50.kpi_dimension, subq_51.kpi_dimension)
      , COALESCE(subq_50.kpi_member, subq_51.kpi_member)
  ) subq_52
) subq_53
ON
  (
    COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year, subq_22.metric_time__fiscal_year, subq_31.metric_time__fiscal_year, subq_40.metric_time__fiscal_year, subq_44.metric_time__fiscal_year) = subq_53.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_22.kpi_dimension, subq_31.kpi_dimension, subq_40.kpi_dimension, subq_44.kpi_dimension) = subq_53.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_22.kpi_member, subq_31.kpi_member, subq_40.kpi_member, subq_44.kpi_member) = subq_53.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year, subq_22.metric_time__fiscal_year, subq_31.metric_time__fiscal_year, subq_40.metric_time__fiscal_year, subq_44.metric_time__fiscal_year, subq_53.metric_time__fiscal_year)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_22.kpi_dimension, subq_31.kpi_dimension, subq_40.kpi_dimension, subq_44.kpi_dimension, subq_53.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_22.kpi_member, subq_31.kpi_member, subq_40.kpi_member, subq_44.kpi_member, subq_53.kpi_member)
),

answer_21 as (
WITH cm_7_cte AS (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__marketing_spend_ads, 0) AS marketing_spend_ads
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , subq_0.kpi_dimension AS kpi_dimension
      , subq_0.kpi_member AS kpi_member
      , SUM(subq_0.__marketing_spend_ads) AS __marketing_spend_ads
    FROM (
      SELECT
        cast(ads_cost as decimal(28, 9)) AS __marketing_spend_ads
        , {{ first_day_of('day', 'day_on') }} AS day_on__day
        , kpi_dimension
        , kpi_member
      FROM {{ kpi_source(ref('fct_spend'), 'day_on', 'year', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} spend_src_10000
    ) subq_0
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      subq_0.day_on__day = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , subq_0.kpi_dimension
      , subq_0.kpi_member
  ) subq_5
)

, sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'closed_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , case when model = 'markov' and is_paid = 1 then attributed_amount end AS __paid_revenue_markov
    , case when model = 'position_based' and is_paid = 1 then attributed_amount end AS __paid_revenue_position_based
    , case when model = 'w_shaped' and is_paid = 1 then attributed_amount end AS __paid_revenue_w_shaped
  FROM {{ kpi_source(ref('fct_attribution'), 'closed_on', 'year', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} attribution_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year, subq_22.metric_time__fiscal_year, subq_31.metric_time__fiscal_year, subq_40.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_22.kpi_dimension, subq_31.kpi_dimension, subq_40.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_22.kpi_member, subq_31.kpi_member, subq_40.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.marketing_spend_ads), 0) AS marketing_spend_ads
  , COALESCE(MAX(subq_13.paid_revenue_markov), 0) AS paid_revenue_markov
  , COALESCE(MAX(subq_13.paid_revenue_position_based), 0) AS paid_revenue_position_based
  , COALESCE(MAX(subq_13.paid_revenue_w_shaped), 0) AS paid_revenue_w_shaped
  , MAX(subq_22.return_on_ad_spend_markov) AS return_on_ad_spend_markov
  , MAX(subq_31.return_on_ad_spend_position_based) AS return_on_ad_spend_position_based
  , MAX(subq_40.return_on_ad_spend_w_shaped) AS return_on_ad_spend_w_shaped
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , marketing_spend_ads
  FROM cm_7_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__paid_revenue_markov, 0) AS paid_revenue_markov
    , COALESCE(__paid_revenue_position_based, 0) AS paid_revenue_position_based
    , COALESCE(__paid_revenue_w_shaped, 0) AS paid_revenue_w_shaped
  FROM (
    SELECT
      subq_8.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__paid_revenue_markov) AS __paid_revenue_markov
      , SUM(sma_10001_cte.__paid_revenue_position_based) AS __paid_revenue_position_based
      , SUM(sma_10001_cte.__paid_revenue_w_shaped) AS __paid_revenue_w_shaped
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      sma_10001_cte.metric_time__day = subq_8.date_day
    GROUP BY
      subq_8.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_6.metric_time__fiscal_year = subq_13.metric_time__fiscal_year
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_markov AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_markov
  FROM (
    SELECT
      COALESCE(subq_19.metric_time__fiscal_year, subq_20.metric_time__fiscal_year) AS metric_time__fiscal_year
      , COALESCE(subq_19.kpi_dimension, subq_20.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_19.kpi_member, subq_20.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_19.paid_revenue_markov), 0) AS paid_revenue_markov
      , COALESCE(MAX(subq_20.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_markov, 0) AS paid_revenue_markov
      FROM (
        SELECT
          subq_14.year_start_on AS metric_time__fiscal_year
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , SUM(sma_10001_cte.__paid_revenue_markov) AS __paid_revenue_markov
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_14
        ON
          sma_10001_cte.metric_time__day = subq_14.date_day
        GROUP BY
          subq_14.year_start_on
          , sma_10001_cte.kpi_dimension
          , sma_10001_cte.kpi_member
      ) subq_18
    ) subq_19
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_7_cte
    ) subq_20
    ON
      (
        subq_19.metric_time__fiscal_year = subq_20.metric_time__fiscal_year
      ) AND (
        subq_19.kpi_dimension = subq_20.kpi_dimension
      ) AND (
        subq_19.kpi_member = subq_20.kpi_member
      )
    GROUP BY
      COALESCE(subq_19.metric_time__fiscal_year, subq_20.metric_time__fiscal_year)
      , COALESCE(subq_19.kpi_dimension, subq_20.kpi_dimension)
      , COALESCE(subq_19.kpi_member, subq_20.kpi_member)
  ) subq_21
) subq_22
ON
  (
    COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year) = subq_22.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) = subq_22.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_13.kpi_member) = subq_22.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_position_based AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_position_based
  FROM (
    SELECT
      COALESCE(subq_28.metric_time__fiscal_year, subq_29.metric_time__fiscal_year) AS metric_time__fiscal_year
      , COALESCE(subq_28.kpi_dimension, subq_29.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_28.kpi_member, subq_29.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_28.paid_revenue_position_based), 0) AS paid_revenue_position_based
      , COALESCE(MAX(subq_29.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_position_based, 0) AS paid_revenue_position_based
      FROM (
        SELECT
          subq_23.year_start_on AS metric_time__fiscal_year
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , SUM(sma_10001_cte.__paid_revenue_position_based) AS __paid_revenue_position_based
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_23
        ON
          sma_10001_cte.metric_time__day = subq_23.date_day
        GROUP BY
          subq_23.year_start_on
          , sma_10001_cte.kpi_dimension
          , sma_10001_cte.kpi_member
      ) subq_27
    ) subq_28
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_7_cte
    ) subq_29
    ON
      (
        subq_28.metric_time__fiscal_year = subq_29.metric_time__fiscal_year
      ) AND (
        subq_28.kpi_dimension = subq_29.kpi_dimension
      ) AND (
        subq_28.kpi_member = subq_29.kpi_member
      )
    GROUP BY
      COALESCE(subq_28.metric_time__fiscal_year, subq_29.metric_time__fiscal_year)
      , COALESCE(subq_28.kpi_dimension, subq_29.kpi_dimension)
      , COALESCE(subq_28.kpi_member, subq_29.kpi_member)
  ) subq_30
) subq_31
ON
  (
    COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year, subq_22.metric_time__fiscal_year) = subq_31.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_22.kpi_dimension) = subq_31.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_22.kpi_member) = subq_31.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(paid_revenue_w_shaped AS {{ type_double() }}) / CAST(NULLIF(marketing_spend_ads, 0) AS {{ type_double() }}) AS return_on_ad_spend_w_shaped
  FROM (
    SELECT
      COALESCE(subq_37.metric_time__fiscal_year, subq_38.metric_time__fiscal_year) AS metric_time__fiscal_year
      , COALESCE(subq_37.kpi_dimension, subq_38.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_37.kpi_member, subq_38.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_37.paid_revenue_w_shaped), 0) AS paid_revenue_w_shaped
      , COALESCE(MAX(subq_38.marketing_spend_ads), 0) AS marketing_spend_ads
    FROM (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , COALESCE(__paid_revenue_w_shaped, 0) AS paid_revenue_w_shaped
      FROM (
        SELECT
          subq_32.year_start_on AS metric_time__fiscal_year
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , SUM(sma_10001_cte.__paid_revenue_w_shaped) AS __paid_revenue_w_shaped
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_32
        ON
          sma_10001_cte.metric_time__day = subq_32.date_day
        GROUP BY
          subq_32.year_start_on
          , sma_10001_cte.kpi_dimension
          , sma_10001_cte.kpi_member
      ) subq_36
    ) subq_37
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , marketing_spend_ads
      FROM cm_7_cte
    ) subq_38
    ON
      (
        subq_37.metric_time__fiscal_year = subq_38.metric_time__fiscal_year
      ) AND (
        subq_37.kpi_dimension = subq_38.kpi_dimension
      ) AND (
        subq_37.kpi_member = subq_38.kpi_member
      )
    GROUP BY
      COALESCE(subq_37.metric_time__fiscal_year, subq_38.metric_time__fiscal_year)
      , COALESCE(subq_37.kpi_dimension, subq_38.kpi_dimension)
      , COALESCE(subq_37.kpi_member, subq_38.kpi_member)
  ) subq_39
) subq_40
ON
  (
    COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year, subq_22.metric_time__fiscal_year, subq_31.metric_time__fiscal_year) = subq_40.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_22.kpi_dimension, subq_31.kpi_dimension) = subq_40.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_22.kpi_member, subq_31.kpi_member) = subq_40.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year, subq_22.metric_time__fiscal_year, subq_31.metric_time__fiscal_year, subq_40.metric_time__fiscal_year)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_22.kpi_dimension, subq_31.kpi_dimension, subq_40.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_22.kpi_member, subq_31.kpi_member, subq_40.kpi_member)
),

answer_22 as (
SELECT
  metric_time__fiscal_year
  , kpi_dimension
  , kpi_member
  , COALESCE(__revenue, 0) AS revenue
FROM (
  SELECT
    subq_1.year_start_on AS metric_time__fiscal_year
    , sold_lines_src_10000.kpi_dimension AS kpi_dimension
    , sold_lines_src_10000.kpi_member AS kpi_member
    , SUM(sold_lines_src_10000.won_amount) AS __revenue
  FROM {{ kpi_source(ref('fct_order_lines'), 'closed_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "product": "product_key", "pipeline": "pipeline_key"}) }} sold_lines_src_10000
  LEFT OUTER JOIN
    {{ ref('dim_date') }} subq_1
  ON
    {{ first_day_of('day', 'sold_lines_src_10000.closed_on') }} = subq_1.date_day
  GROUP BY
    subq_1.year_start_on
    , sold_lines_src_10000.kpi_dimension
    , sold_lines_src_10000.kpi_member
) subq_5
),

answer_23 as (
SELECT
  metric_time__fiscal_year
  , kpi_dimension
  , kpi_member
  , revenue - revenue_refunded AS revenue_net_of_refunds
FROM (
  SELECT
    COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year) AS metric_time__fiscal_year
    , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
    , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
    , COALESCE(MAX(subq_6.revenue), 0) AS revenue
    , COALESCE(MAX(subq_13.revenue_refunded), 0) AS revenue_refunded
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , COALESCE(__revenue, 0) AS revenue
    FROM (
      SELECT
        subq_1.year_start_on AS metric_time__fiscal_year
        , sold_lines_src_10000.kpi_dimension AS kpi_dimension
        , sold_lines_src_10000.kpi_member AS kpi_member
        , SUM(sold_lines_src_10000.won_amount) AS __revenue
      FROM {{ kpi_source(ref('fct_order_lines'), 'closed_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "product": "product_key", "pipeline": "pipeline_key"}) }} sold_lines_src_10000
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        {{ first_day_of('day', 'sold_lines_src_10000.closed_on') }} = subq_1.date_day
      GROUP BY
        subq_1.year_start_on
        , sold_lines_src_10000.kpi_dimension
        , sold_lines_src_10000.kpi_member
    ) subq_5
  ) subq_6
  FULL OUTER JOIN (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , COALESCE(__revenue_refunded, 0) AS revenue_refunded
    FROM (
      SELECT
        subq_8.year_start_on AS metric_time__fiscal_year
        , refunds_src_10000.kpi_dimension AS kpi_dimension
        , refunds_src_10000.kpi_member AS kpi_member
        , SUM(refunds_src_10000.refund_reporting) AS __revenue_refunded
      FROM {{ kpi_source(ref('fct_refunds'), 'refunded_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "product": "product_key", "pipeline": "pipeline_key"}) }} refunds_src_10000
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_8
      ON
        {{ first_day_of('day', 'refunds_src_10000.refunded_on') }} = subq_8.date_day
      GROUP BY
        subq_8.year_start_on
        , refunds_src_10000.kpi_dimension
        , refunds_src_10000.kpi_member
    ) subq_12
  ) subq_13
  ON
    (
      subq_6.metric_time__fiscal_year = subq_13.metric_time__fiscal_year
    ) AND (
      subq_6.kpi_dimension = subq_13.kpi_dimension
    ) AND (
      subq_6.kpi_member = subq_13.kpi_member
    )
  GROUP BY
    COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year)
    , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
    , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
) subq_14
),

answer_24 as (
WITH cm_3_cte AS (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__email_attributed_revenue, 0) AS email_attributed_revenue
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , subq_0.kpi_dimension AS kpi_dimension
      , subq_0.kpi_member AS kpi_member
      , SUM(subq_0.__email_attributed_revenue) AS __email_attributed_revenue
    FROM (
      SELECT
        case when model = 'last_touch' and is_email = 1 then attributed_amount end AS __email_attributed_revenue
        , {{ first_day_of('day', 'closed_on') }} AS closed_on__day
        , kpi_dimension
        , kpi_member
      FROM {{ kpi_source(ref('fct_attribution'), 'closed_on', 'year', bounds, {"campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} attribution_src_10000
    ) subq_0
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      subq_0.closed_on__day = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , subq_0.kpi_dimension
      , subq_0.kpi_member
  ) subq_5
)

, cm_4_cte AS (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__emails_delivered, 0) AS emails_delivered
  FROM (
    SELECT
      subq_8.year_start_on AS metric_time__fiscal_year
      , email_sends_src_10000.kpi_dimension AS kpi_dimension
      , email_sends_src_10000.kpi_member AS kpi_member
      , SUM(email_sends_src_10000.is_delivered) AS __emails_delivered
    FROM {{ kpi_source(ref('fct_email_sends'), 'sent_on', 'year', bounds, {"campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} email_sends_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      {{ first_day_of('day', 'email_sends_src_10000.sent_on') }} = subq_8.date_day
    GROUP BY
      subq_8.year_start_on
      , email_sends_src_10000.kpi_dimension
      , email_sends_src_10000.kpi_member
  ) subq_12
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year, subq_17.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_17.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_17.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.email_attributed_revenue), 0) AS email_attributed_revenue
  , COALESCE(MAX(subq_13.emails_delivered), 0) AS emails_delivered
  , MAX(subq_17.revenue_per_email) AS revenue_per_email
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , email_attributed_revenue
  FROM cm_3_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , emails_delivered
  FROM cm_4_cte
) subq_13
ON
  (
    subq_6.metric_time__fiscal_year = subq_13.metric_time__fiscal_year
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(email_attributed_revenue AS {{ type_double() }}) / CAST(NULLIF(emails_delivered, 0) AS {{ type_double() }}) AS revenue_per_email
  FROM (
    SELECT
      COALESCE(subq_14.metric_time__fiscal_year, subq_15.metric_time__fiscal_year) AS metric_time__fiscal_year
      , COALESCE(subq_14.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_14.kpi_member, subq_15.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_14.email_attributed_revenue), 0) AS email_attributed_revenue
      , COALESCE(MAX(subq_15.emails_delivered), 0) AS emails_delivered
    FROM (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , email_attributed_revenue
      FROM cm_3_cte
    ) subq_14
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , emails_delivered
      FROM cm_4_cte
    ) subq_15
    ON
      (
        subq_14.metric_time__fiscal_year = subq_15.metric_time__fiscal_year
      ) AND (
        subq_14.kpi_dimension = subq_15.kpi_dimension
      ) AND (
        subq_14.kpi_member = subq_15.kpi_member
      )
    GROUP BY
      COALESCE(subq_14.metric_time__fiscal_year, subq_15.metric_time__fiscal_year)
      , COALESCE(subq_14.kpi_dimension, subq_15.kpi_dimension)
      , COALESCE(subq_14.kpi_member, subq_15.kpi_member)
  ) subq_16
) subq_17
ON
  (
    COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year) = subq_17.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) = subq_17.kpi_dimension
  ) AND (
    COALESCE(subq_6.kpi_member, subq_13.kpi_member) = subq_17.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year, subq_17.metric_time__fiscal_year)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension, subq_17.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member, subq_17.kpi_member)
),

answer_25 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__revenue_beside_visitors, 0) AS revenue_beside_visitors
    , COALESCE(__visitors_beside_revenue, 0) AS visitors_beside_revenue
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , SUM(revenue_beside_visitors) AS __revenue_beside_visitors
      , SUM(visitors_beside_revenue) AS __visitors_beside_revenue
    FROM (
      SELECT
        subq_1.year_start_on AS metric_time__fiscal_year
        , visitor_revenue_src_10000.kpi_dimension AS kpi_dimension
        , visitor_revenue_src_10000.kpi_member AS kpi_member
        , visitor_revenue_src_10000.period_grain AS visitor_slice__period_grain
        , visitor_revenue_src_10000.slice AS visitor_slice__slice
        , visitor_revenue_src_10000.revenue AS revenue_beside_visitors
        , visitor_revenue_src_10000.visitors AS visitors_beside_revenue
      FROM {{ kpi_source(ref('fct_visitor_revenue'), 'period_start_on', 'year', bounds, {"channel": "channel_key", "campaign": "campaign_key", "market": "market_key"}) }} visitor_revenue_src_10000
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        {{ first_day_of('day', 'visitor_revenue_src_10000.period_start_on') }} = subq_1.date_day
    ) subq_3
    WHERE visitor_slice__period_grain = 'year' and visitor_slice__slice = kpi_dimension
    GROUP BY
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
  ) subq_6
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_year, subq_9.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_7.kpi_dimension, subq_9.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_9.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_7.revenue_beside_visitors), 0) AS revenue_beside_visitors
  , COALESCE(MAX(subq_7.visitors_beside_revenue), 0) AS visitors_beside_revenue
  , MAX(subq_9.revenue_per_visitor) AS revenue_per_visitor
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , revenue_beside_visitors
    , visitors_beside_revenue
  FROM cm_5_cte
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(revenue_beside_visitors AS {{ type_double() }}) / CAST(NULLIF(visitors_beside_revenue, 0) AS {{ type_double() }}) AS revenue_per_visitor
  FROM cm_5_cte
) subq_9
ON
  (
    subq_7.metric_time__fiscal_year = subq_9.metric_time__fiscal_year
  ) AND (
    subq_7.kpi_dimension = subq_9.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_9.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_year, subq_9.metric_time__fiscal_year)
  , COALESCE(subq_7.kpi_dimension, subq_9.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_9.kpi_member)
),

answer_26 as (
SELECT
  metric_time__fiscal_year
  , kpi_dimension
  , kpi_member
  , COALESCE(__sales_cost, 0) AS sales_cost
FROM (
  SELECT
    subq_1.year_start_on AS metric_time__fiscal_year
    , subq_0.kpi_dimension AS kpi_dimension
    , subq_0.kpi_member AS kpi_member
    , SUM(subq_0.__sales_cost) AS __sales_cost
  FROM (
    SELECT
      cast(sales_cost as decimal(28, 9)) AS __sales_cost
      , {{ first_day_of('day', 'day_on') }} AS day_on__day
      , kpi_dimension
      , kpi_member
    FROM {{ kpi_source(ref('fct_spend'), 'day_on', 'year', bounds, {"market": "market_key"}) }} sales_costs_src_10000
  ) subq_0
  LEFT OUTER JOIN
    {{ ref('dim_date') }} subq_1
  ON
    subq_0.day_on__day = subq_1.date_day
  GROUP BY
    subq_1.year_start_on
    , subq_0.kpi_dimension
    , subq_0.kpi_member
) subq_5
),

answer_27 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'closed_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , cast(cycle_days as decimal(28, 9)) AS __adjusted_cycle_days_spent
    , is_cycle AS __adjusted_cycles_ended
    , is_closed AS __adjusted_deals_closed
    , is_won AS __adjusted_deals_won
  FROM {{ kpi_source(ref('adjusted_deals'), 'closed_on', 'year', bounds, {"owner": "owner_key", "team": "team_key"}) }} adjusted_closings_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.adjusted_cycle_days_spent), 0) AS adjusted_cycle_days_spent
  , COALESCE(MAX(subq_6.adjusted_cycles_ended), 0) AS adjusted_cycles_ended
  , COALESCE(MAX(subq_6.adjusted_deals_closed), 0) AS adjusted_deals_closed
  , COALESCE(MAX(subq_6.adjusted_deals_won), 0) AS adjusted_deals_won
  , MAX(subq_13.sales_cycle_days_adjusted) AS sales_cycle_days_adjusted
  , MAX(subq_13.win_rate_adjusted) AS win_rate_adjusted
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__adjusted_cycle_days_spent, 0) AS adjusted_cycle_days_spent
    , COALESCE(__adjusted_cycles_ended, 0) AS adjusted_cycles_ended
    , COALESCE(__adjusted_deals_closed, 0) AS adjusted_deals_closed
    , COALESCE(__adjusted_deals_won, 0) AS adjusted_deals_won
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__adjusted_cycle_days_spent) AS __adjusted_cycle_days_spent
      , SUM(sma_10001_cte.__adjusted_cycles_ended) AS __adjusted_cycles_ended
      , SUM(sma_10001_cte.__adjusted_deals_closed) AS __adjusted_deals_closed
      , SUM(sma_10001_cte.__adjusted_deals_won) AS __adjusted_deals_won
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__adjusted_cycle_days_spent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__adjusted_cycles_ended, 0), 0) AS {{ type_double() }}) AS sales_cycle_days_adjusted
    , CAST(COALESCE(__adjusted_deals_won, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__adjusted_deals_closed, 0), 0) AS {{ type_double() }}) AS win_rate_adjusted
  FROM (
    SELECT
      subq_7.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__adjusted_cycle_days_spent) AS __adjusted_cycle_days_spent
      , SUM(sma_10001_cte.__adjusted_cycles_ended) AS __adjusted_cycles_ended
      , SUM(sma_10001_cte.__adjusted_deals_closed) AS __adjusted_deals_closed
      , SUM(sma_10001_cte.__adjusted_deals_won) AS __adjusted_deals_won
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__fiscal_year = subq_13.metric_time__fiscal_year
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
),

answer_28 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'assigned_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , temperature AS prospected_lead__temperature
    , is_assigned AS __cold_leads_assigned
    , is_touched AS __cold_leads_touched
    , is_assigned AS __hot_leads_assigned
    , is_touched AS __hot_leads_touched
    , is_assigned AS __leads_assigned
    , is_untouched AS __leads_left_untouched
  FROM {{ kpi_source(ref('lead_prospecting'), 'assigned_on', 'year', bounds, {"owner": "owner_key", "team": "team_key"}) }} prospected_leads_src_10000
)

, cm_27_cte AS (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , cold_leads_touched * hot_leads_assigned AS cold_touch_products
  FROM (
    SELECT
      COALESCE(subq_7.metric_time__fiscal_year, subq_14.metric_time__fiscal_year) AS metric_time__fiscal_year
      , COALESCE(subq_7.kpi_dimension, subq_14.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_7.kpi_member, subq_14.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_7.cold_leads_touched), 0) AS cold_leads_touched
      , COALESCE(MAX(subq_14.hot_leads_assigned), 0) AS hot_leads_assigned
    FROM (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , COALESCE(__cold_leads_touched, 0) AS cold_leads_touched
      FROM (
        SELECT
          metric_time__fiscal_year
          , kpi_dimension
          , kpi_member
          , SUM(cold_leads_touched) AS __cold_leads_touched
        FROM (
          SELECT
            subq_1.year_start_on AS metric_time__fiscal_year
            , sma_10001_cte.kpi_dimension AS kpi_dimension
            , sma_10001_cte.kpi_member AS kpi_member
            , sma_10001_cte.prospected_lead__temperature AS prospected_lead__temperature
            , sma_10001_cte.__cold_leads_touched AS cold_leads_touched
          FROM sma_10001_cte
          LEFT OUTER JOIN
            {{ ref('dim_date') }} subq_1
          ON
            sma_10001_cte.metric_time__day = subq_1.date_day
        ) subq_3
        WHERE prospected_lead__temperature = 'cold'
        GROUP BY
          metric_time__fiscal_year
          , kpi_dimension
          , kpi_member
      ) subq_6
    ) subq_7
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , COALESCE(__hot_leads_assigned, 0) AS hot_leads_assigned
      FROM (
        SELECT
          metric_time__fiscal_year
          , kpi_dimension
          , kpi_member
          , SUM(hot_leads_assigned) AS __hot_leads_assigned
        FROM (
          SELECT
            subq_8.year_start_on AS metric_time__fiscal_year
            , sma_10001_cte.kpi_dimension AS kpi_dimension
            , sma_10001_cte.kpi_member AS kpi_member
            , sma_10001_cte.prospected_lead__temperature AS prospected_lead__temperature
            , sma_10001_cte.__hot_leads_assigned AS hot_leads_assigned
          FROM sma_10001_cte
          LEFT OUTER JOIN
            {{ ref('dim_date') }} subq_8
          ON
            sma_10001_cte.metric_time__day = subq_8.date_day
        ) subq_10
        WHERE prospected_lead__temperature = 'hot'
        GROUP BY
          metric_time__fiscal_year
          , kpi_dimension
          , kpi_member
      ) subq_13
    ) subq_14
    ON
      (
        subq_7.metric_time__fiscal_year = subq_14.metric_time__fiscal_year
      ) AND (
        subq_7.kpi_dimension = subq_14.kpi_dimension
      ) AND (
        subq_7.kpi_member = subq_14.kpi_member
      )
    GROUP BY
      COALESCE(subq_7.metric_time__fiscal_year, subq_14.metric_time__fiscal_year)
      , COALESCE(subq_7.kpi_dimension, subq_14.kpi_dimension)
      , COALESCE(subq_7.kpi_member, subq_14.kpi_member)
  ) subq_15
)

, cm_30_cte AS (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , cold_leads_assigned * hot_leads_touched AS hot_touch_products
  FROM (
    SELECT
      COALESCE(subq_23.metric_time__fiscal_year, subq_30.metric_time__fiscal_year) AS metric_time__fiscal_year
      , COALESCE(subq_23.kpi_dimension, subq_30.kpi_dimension) AS kpi_dimension
      , COALESCE(subq_23.kpi_member, subq_30.kpi_member) AS kpi_member
      , COALESCE(MAX(subq_23.cold_leads_assigned), 0) AS cold_leads_assigned
      , COALESCE(MAX(subq_30.hot_leads_touched), 0) AS hot_leads_touched
    FROM (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , COALESCE(__cold_leads_assigned, 0) AS cold_leads_assigned
      FROM (
        SELECT
          metric_time__fiscal_year
          , kpi_dimension
          , kpi_member
          , SUM(cold_leads_assigned) AS __cold_leads_assigned
        FROM (
          SELECT
            subq_17.year_start_on AS metric_time__fiscal_year
            , sma_10001_cte.kpi_dimension AS kpi_dimension
            , sma_10001_cte.kpi_member AS kpi_member
            , sma_10001_cte.prospected_lead__temperature AS prospected_lead__temperature
            , sma_10001_cte.__cold_leads_assigned AS cold_leads_assigned
          FROM sma_10001_cte
          LEFT OUTER JOIN
            {{ ref('dim_date') }} subq_17
          ON
            sma_10001_cte.metric_time__day = subq_17.date_day
        ) subq_19
        WHERE prospected_lead__temperature = 'cold'
        GROUP BY
          metric_time__fiscal_year
          , kpi_dimension
          , kpi_member
      ) subq_22
    ) subq_23
    FULL OUTER JOIN (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , COALESCE(__hot_leads_touched, 0) AS hot_leads_touched
      FROM (
        SELECT
          metric_time__fiscal_year
          , kpi_dimension
          , kpi_member
          , SUM(hot_leads_touched) AS __hot_leads_touched
        FROM (
          SELECT
            subq_24.year_start_on AS metric_time__fiscal_year
            , sma_10001_cte.kpi_dimension AS kpi_dimension
            , sma_10001_cte.kpi_member AS kpi_member
            , sma_10001_cte.prospected_lead__temperature AS prospected_lead__temperature
            , sma_10001_cte.__hot_leads_touched AS hot_leads_touched
          FROM sma_10001_cte
          LEFT OUTER JOIN
            {{ ref('dim_date') }} subq_24
          ON
            sma_10001_cte.metric_time__day = subq_24.date_day
        ) subq_26
        WHERE prospected_lead__temperature = 'hot'
        GROUP BY
          metric_time__fiscal_year
          , kpi_dimension
          , kpi_member
      ) subq_29
    ) subq_30
    ON
      (
        subq_23.metric_time__fiscal_year = subq_30.metric_time__fiscal_year
      ) AND (
        subq_23.kpi_dimension = subq_30.kpi_dimension
      ) AND (
        subq_23.kpi_member = subq_30.kpi_member
      )
    GROUP BY
      COALESCE(subq_23.metric_time__fiscal_year, subq_30.metric_time__fiscal_year)
      , COALESCE(subq_23.kpi_dimension, subq_30.kpi_dimension)
      , COALESCE(subq_23.kpi_member, subq_30.kpi_member)
  ) subq_31
)

SELECT
  COALESCE(subq_16.metric_time__fiscal_year, subq_32.metric_time__fiscal_year, subq_38.metric_time__fiscal_year, subq_45.metric_time__fiscal_year, subq_53.metric_time__fiscal_year, subq_61.metric_time__fiscal_year, subq_69.metric_time__fiscal_year, subq_73.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_16.kpi_dimension, subq_32.kpi_dimension, subq_38.kpi_dimension, subq_45.kpi_dimension, subq_53.kpi_dimension, subq_61.kpi_dimension, subq_69.kpi_dimension, subq_73.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_16.kpi_member, subq_32.kpi_member, subq_38.kpi_member, subq_45.kpi_member, subq_53.kpi_member, subq_61.kpi_member, subq_69.kpi_member, subq_73.kpi_member) AS kpi_member
  , MAX(subq_16.cold_touch_products) AS cold_touch_products
  , MAX(subq_32.hot_touch_products) AS hot_touch_products
  , COALESCE(MAX(subq_38.leads_assigned), 0) AS leads_assigned
  , COALESCE(MAX(subq_38.leads_left_untouched), 0) AS leads_left_untouched
  , MAX(subq_45.leads_untouched_rate) AS leads_untouched_rate
  , MAX(subq_53.leads_untouched_rate_cold) AS leads_untouched_rate_cold
  , MAX(subq_53.leads_untouched_rate_cold_denominator) AS leads_untouched_rate_cold_denominator
  , MAX(subq_53.leads_untouched_rate_cold_numerator) AS leads_untouched_rate_cold_numerator
  , MAX(subq_61.leads_untouched_rate_hot) AS leads_untouched_rate_hot
  , MAX(subq_61.leads_untouched_rate_hot_denominator) AS leads_untouched_rate_hot_denominator
  , MAX(subq_61.leads_untouched_rate_hot_numerator) AS leads_untouched_rate_hot_numerator
  , MAX(subq_69.leads_untouched_rate_warm) AS leads_untouched_rate_warm
  , MAX(subq_69.leads_untouched_rate_warm_denominator) AS leads_untouched_rate_warm_denominator
  , MAX(subq_69.leads_untouched_rate_warm_numerator) AS leads_untouched_rate_warm_numerator
  , MAX(subq_73.selective_prospecting_index) AS selective_prospecting_index
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , cold_touch_products
  FROM cm_27_cte
) subq_16
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , hot_touch_products
  FROM cm_30_cte
) subq_32
ON
  (
    subq_16.metric_time__fiscal_year = subq_32.metric_time__fiscal_year
  ) AND (
    subq_16.kpi_dimension = subq_32.kpi_dimension
  ) AND (
    subq_16.kpi_member = subq_32.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__leads_assigned, 0) AS leads_assigned
    , COALESCE(__leads_left_untouched, 0) AS leads_left_untouched
  FROM (
    SELECT
      subq_33.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__leads_assigned) AS __leads_assigned
      , SUM(sma_10001_cte.__leads_left_untouched) AS __leads_left_untouched
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_33
    ON
      sma_10001_cte.metric_time__day = subq_33.date_day
    GROUP BY
      subq_33.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_37
) subq_38
ON
  (
    COALESCE(subq_16.metric_time__fiscal_year, subq_32.metric_time__fiscal_year) = subq_38.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_16.kpi_dimension, subq_32.kpi_dimension) = subq_38.kpi_dimension
  ) AND (
    COALESCE(subq_16.kpi_member, subq_32.kpi_member) = subq_38.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__leads_left_untouched, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__leads_assigned, 0), 0) AS {{ type_double() }}) AS leads_untouched_rate
  FROM (
    SELECT
      subq_39.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__leads_assigned) AS __leads_assigned
      , SUM(sma_10001_cte.__leads_left_untouched) AS __leads_left_untouched
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_39
    ON
      sma_10001_cte.metric_time__day = subq_39.date_day
    GROUP BY
      subq_39.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_43
) subq_45
ON
  (
    COALESCE(subq_16.metric_time__fiscal_year, subq_32.metric_time__fiscal_year, subq_38.metric_time__fiscal_year) = subq_45.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_16.kpi_dimension, subq_32.kpi_dimension, subq_38.kpi_dimension) = subq_45.kpi_dimension
  ) AND (
    COALESCE(subq_16.kpi_member, subq_32.kpi_member, subq_38.kpi_member) = subq_45.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(leads_left_untouched AS {{ type_double() }}) / CAST(NULLIF(leads_assigned, 0) AS {{ type_double() }}) AS leads_untouched_rate_cold
    , leads_assigned AS leads_untouched_rate_cold_denominator
    , leads_left_untouched AS leads_untouched_rate_cold_numerator
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , COALESCE(__leads_left_untouched, 0) AS leads_left_untouched
      , COALESCE(__leads_assigned, 0) AS leads_assigned
    FROM (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , SUM(leads_assigned) AS __leads_assigned
        , SUM(leads_left_untouched) AS __leads_left_untouched
      FROM (
        SELECT
          subq_46.year_start_on AS metric_time__fiscal_year
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , sma_10001_cte.prospected_lead__temperature AS prospected_lead__temperature
          , sma_10001_cte.__leads_assigned AS leads_assigned
          , sma_10001_cte.__leads_left_untouched AS leads_left_untouched
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_46
        ON
          sma_10001_cte.metric_time__day = subq_46.date_day
      ) subq_48
      WHERE prospected_lead__temperature = 'cold'
      GROUP BY
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
    ) subq_51
  ) subq_52
) subq_53
ON
  (
    COALESCE(subq_16.metric_time__fiscal_year, subq_32.metric_time__fiscal_year, subq_38.metric_time__fiscal_year, subq_45.metric_time__fiscal_year) = subq_53.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_16.kpi_dimension, subq_32.kpi_dimension, subq_38.kpi_dimension, subq_45.kpi_dimension) = subq_53.kpi_dimension
  ) AND (
    COALESCE(subq_16.kpi_member, subq_32.kpi_member, subq_38.kpi_member, subq_45.kpi_member) = subq_53.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(leads_left_untouched AS {{ type_double() }}) / CAST(NULLIF(leads_assigned, 0) AS {{ type_double() }}) AS leads_untouched_rate_hot
    , leads_assigned AS leads_untouched_rate_hot_denominator
    , leads_left_untouched AS leads_untouched_rate_hot_numerator
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , COALESCE(__leads_left_untouched, 0) AS leads_left_untouched
      , COALESCE(__leads_assigned, 0) AS leads_assigned
    FROM (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , SUM(leads_assigned) AS __leads_assigned
        , SUM(leads_left_untouched) AS __leads_left_untouched
      FROM (
        SELECT
          subq_54.year_start_on AS metric_time__fiscal_year
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , sma_10001_cte.prospected_lead__temperature AS prospected_lead__temperature
          , sma_10001_cte.__leads_assigned AS leads_assigned
          , sma_10001_cte.__leads_left_untouched AS leads_left_untouched
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_54
        ON
          sma_10001_cte.metric_time__day = subq_54.date_day
      ) subq_56
      WHERE prospected_lead__temperature = 'hot'
      GROUP BY
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
    ) subq_59
  ) subq_60
) subq_61
ON
  (
    COALESCE(subq_16.metric_time__fiscal_year, subq_32.metric_time__fiscal_year, subq_38.metric_time__fiscal_year, subq_45.metric_time__fiscal_year, subq_53.metric_time__fiscal_year) = subq_61.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_16.kpi_dimension, subq_32.kpi_dimension, subq_38.kpi_dimension, subq_45.kpi_dimension, subq_53.kpi_dimension) = subq_61.kpi_dimension
  ) AND (
    COALESCE(subq_16.kpi_member, subq_32.kpi_member, subq_38.kpi_member, subq_45.kpi_member, subq_53.kpi_member) = subq_61.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(leads_left_untouched AS {{ type_double() }}) / CAST(NULLIF(leads_assigned, 0) AS {{ type_double() }}) AS leads_untouched_rate_warm
    , leads_assigned AS leads_untouched_rate_warm_denominator
    , leads_left_untouched AS leads_untouched_rate_warm_numerator
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , COALESCE(__leads_left_untouched, 0) AS leads_left_untouched
      , COALESCE(__leads_assigned, 0) AS leads_assigned
    FROM (
      SELECT
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
        , SUM(leads_assigned) AS __leads_assigned
        , SUM(leads_left_untouched) AS __leads_left_untouched
      FROM (
        SELECT
          subq_62.year_start_on AS metric_time__fiscal_year
          , sma_10001_cte.kpi_dimension AS kpi_dimension
          , sma_10001_cte.kpi_member AS kpi_member
          , sma_10001_cte.prospected_lead__temperature AS prospected_lead__temperature
          , sma_10001_cte.__leads_assigned AS leads_assigned
          , sma_10001_cte.__leads_left_untouched AS leads_left_untouched
        FROM sma_10001_cte
        LEFT OUTER JOIN
          {{ ref('dim_date') }} subq_62
        ON
          sma_10001_cte.metric_time__day = subq_62.date_day
      ) subq_64
      WHERE prospected_lead__temperature = 'warm'
      GROUP BY
        metric_time__fiscal_year
        , kpi_dimension
        , kpi_member
    ) subq_67
  ) subq_68
) subq_69
ON
  (
    COALESCE(subq_16.metric_time__fiscal_year, subq_32.metric_time__fiscal_year, subq_38.metric_time__fiscal_year, subq_45.metric_time__fiscal_year, subq_53.metric_time__fiscal_year, subq_61.metric_time__fiscal_year) = subq_69.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_16.kpi_dimension, subq_32.kpi_dimension, subq_38.kpi_dimension, subq_45.kpi_dimension, subq_53.kpi_dimension, subq_61.kpi_dimension) = subq_69.kpi_dimension
  ) AND (
    COALESCE(subq_16.kpi_member, subq_32.kpi_member, subq_38.kpi_member, subq_45.kpi_member, subq_53.kpi_member, subq_61.kpi_member) = subq_69.kpi_member
  )
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(cold_touch_products AS {{ type_double() }}) / CAST(NULLIF(hot_touch_products, 0) AS {{ type_double() }}) AS selective_prospecting_index
  FROM (
    SELECT
      COALESCE(cm_27_cte.metric_time__fiscal_year, cm_30_cte.metric_time__fiscal_year) AS metric_time__fiscal_year
      , COALESCE(cm_27_cte.kpi_dimension, cm_30_cte.kpi_dimension) AS kpi_dimension
      , COALESCE(cm_27_cte.kpi_member, cm_30_cte.kpi_member) AS kpi_member
      , MAX(cm_27_cte.cold_touch_products) AS cold_touch_products
      , MAX(cm_30_cte.hot_touch_products) AS hot_touch_products
    FROM cm_27_cte
    FULL OUTER JOIN
      cm_30_cte
    ON
      (
        cm_27_cte.metric_time__fiscal_year = cm_30_cte.metric_time__fiscal_year
      ) AND (
        cm_27_cte.kpi_dimension = cm_30_cte.kpi_dimension
      ) AND (
        cm_27_cte.kpi_member = cm_30_cte.kpi_member
      )
    GROUP BY
      COALESCE(cm_27_cte.metric_time__fiscal_year, cm_30_cte.metric_time__fiscal_year)
      , COALESCE(cm_27_cte.kpi_dimension, cm_30_cte.kpi_dimension)
      , COALESCE(cm_27_cte.kpi_member, cm_30_cte.kpi_member)
  ) subq_72
) subq_73
ON
  (
    COALESCE(subq_16.metric_time__fiscal_year, subq_32.metric_time__fiscal_year, subq_38.metric_time__fiscal_year, subq_45.metric_time__fiscal_year, subq_53.metric_time__fiscal_year, subq_61.metric_time__fiscal_year, subq_69.metric_time__fiscal_year) = subq_73.metric_time__fiscal_year
  ) AND (
    COALESCE(subq_16.kpi_dimension, subq_32.kpi_dimension, subq_38.kpi_dimension, subq_45.kpi_dimension, subq_53.kpi_dimension, subq_61.kpi_dimension, subq_69.kpi_dimension) = subq_73.kpi_dimension
  ) AND (
    COALESCE(subq_16.kpi_member, subq_32.kpi_member, subq_38.kpi_member, subq_45.kpi_member, subq_53.kpi_member, subq_61.kpi_member, subq_69.kpi_member) = subq_73.kpi_member
  )
GROUP BY
  COALESCE(subq_16.metric_time__fiscal_year, subq_32.metric_time__fiscal_year, subq_38.metric_time__fiscal_year, subq_45.metric_time__fiscal_year, subq_53.metric_time__fiscal_year, subq_61.metric_time__fiscal_year, subq_69.metric_time__fiscal_year, subq_73.metric_time__fiscal_year)
  , COALESCE(subq_16.kpi_dimension, subq_32.kpi_dimension, subq_38.kpi_dimension, subq_45.kpi_dimension, subq_53.kpi_dimension, subq_61.kpi_dimension, subq_69.kpi_dimension, subq_73.kpi_dimension)
  , COALESCE(subq_16.kpi_member, subq_32.kpi_member, subq_38.kpi_member, subq_45.kpi_member, subq_53.kpi_member, subq_61.kpi_member, subq_69.kpi_member, subq_73.kpi_member)
),

answer_29 as (
SELECT
  metric_time__fiscal_year
  , kpi_dimension
  , kpi_member
  , CAST(leads_touched AS {{ type_double() }}) / CAST(NULLIF(leads_assigned, 0) AS {{ type_double() }}) AS new_market_touch_rate
  , leads_assigned AS new_market_touch_rate_denominator
  , leads_touched AS new_market_touch_rate_numerator
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__leads_touched, 0) AS leads_touched
    , COALESCE(__leads_assigned, 0) AS leads_assigned
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , SUM(leads_assigned) AS __leads_assigned
      , SUM(leads_touched) AS __leads_touched
    FROM (
      SELECT
        subq_1.year_start_on AS metric_time__fiscal_year
        , prospected_leads_src_10000.kpi_dimension AS kpi_dimension
        , prospected_leads_src_10000.kpi_member AS kpi_member
        , prospected_leads_src_10000.is_new_market AS prospected_lead__is_new_market
        , prospected_leads_src_10000.is_assigned AS leads_assigned
        , prospected_leads_src_10000.is_touched AS leads_touched
      FROM {{ kpi_source(ref('lead_prospecting'), 'assigned_on', 'year', bounds, {"owner": "owner_key", "team": "team_key"}) }} prospected_leads_src_10000
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        {{ first_day_of('day', 'prospected_leads_src_10000.assigned_on') }} = subq_1.date_day
    ) subq_3
    WHERE prospected_lead__is_new_market = 1
    GROUP BY
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
  ) subq_6
) subq_7
),

answer_30 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'due_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_due AS __sla_targets_due
    , is_met AS __sla_targets_met
  FROM {{ kpi_source(ref('fct_sla_targets'), 'due_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} sla_targets_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_year, subq_13.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member) AS kpi_member
  , MAX(subq_7.sla_attainment_rate) AS sla_attainment_rate
  , COALESCE(MAX(subq_13.sla_targets_due), 0) AS sla_targets_due
  , COALESCE(MAX(subq_13.sla_targets_met), 0) AS sla_targets_met
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__sla_targets_met, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__sla_targets_due, 0), 0) AS {{ type_double() }}) AS sla_attainment_rate
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__sla_targets_due) AS __sla_targets_due
      , SUM(sma_10001_cte.__sla_targets_met) AS __sla_targets_met
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__sla_targets_due, 0) AS sla_targets_due
    , COALESCE(__sla_targets_met, 0) AS sla_targets_met
  FROM (
    SELECT
      subq_8.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__sla_targets_due) AS __sla_targets_due
      , SUM(sma_10001_cte.__sla_targets_met) AS __sla_targets_met
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_8
    ON
      sma_10001_cte.metric_time__day = subq_8.date_day
    GROUP BY
      subq_8.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_12
) subq_13
ON
  (
    subq_7.metric_time__fiscal_year = subq_13.metric_time__fiscal_year
  ) AND (
    subq_7.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_year, subq_13.metric_time__fiscal_year)
  , COALESCE(subq_7.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_13.kpi_member)
),

answer_31 as (
SELECT
  metric_time__fiscal_year
  , kpi_dimension
  , kpi_member
  , COALESCE(__sourced_revenue, 0) AS sourced_revenue
FROM (
  SELECT
    subq_1.year_start_on AS metric_time__fiscal_year
    , sourced_deals_src_10000.kpi_dimension AS kpi_dimension
    , sourced_deals_src_10000.kpi_member AS kpi_member
    , SUM(sourced_deals_src_10000.won_amount) AS __sourced_revenue
  FROM {{ kpi_source(ref('fct_sourced_deals'), 'closed_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} sourced_deals_src_10000
  LEFT OUTER JOIN
    {{ ref('dim_date') }} subq_1
  ON
    {{ first_day_of('day', 'sourced_deals_src_10000.closed_on') }} = subq_1.date_day
  GROUP BY
    subq_1.year_start_on
    , sourced_deals_src_10000.kpi_dimension
    , sourced_deals_src_10000.kpi_member
) subq_5
),

answer_32 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__stage_entries_converted_in_window, 0) AS stage_entries_converted_in_window
    , COALESCE(__stage_entries_made, 0) AS stage_entries_made
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , stage_entries_src_10000.kpi_dimension AS kpi_dimension
      , stage_entries_src_10000.kpi_member AS kpi_member
      , SUM(stage_entries_src_10000.is_converted_in_window) AS __stage_entries_converted_in_window
      , SUM(stage_entries_src_10000.is_entered) AS __stage_entries_made
    FROM {{ kpi_source(ref('fct_stage_entries'), 'entered_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} stage_entries_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      {{ first_day_of('day', 'stage_entries_src_10000.entered_on') }} = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , stage_entries_src_10000.kpi_dimension
      , stage_entries_src_10000.kpi_member
  ) subq_5
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_year, subq_8.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_7.kpi_dimension, subq_8.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_8.kpi_member) AS kpi_member
  , MAX(subq_7.stage_conversion_rate) AS stage_conversion_rate
  , COALESCE(MAX(subq_8.stage_entries_converted_in_window), 0) AS stage_entries_converted_in_window
  , COALESCE(MAX(subq_8.stage_entries_made), 0) AS stage_entries_made
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(stage_entries_converted_in_window AS {{ type_double() }}) / CAST(NULLIF(stage_entries_made, 0) AS {{ type_double() }}) AS stage_conversion_rate
  FROM cm_5_cte
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , stage_entries_converted_in_window
    , stage_entries_made
  FROM cm_5_cte
) subq_8
ON
  (
    subq_7.metric_time__fiscal_year = subq_8.metric_time__fiscal_year
  ) AND (
    subq_7.kpi_dimension = subq_8.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_8.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_year, subq_8.metric_time__fiscal_year)
  , COALESCE(subq_7.kpi_dimension, subq_8.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_8.kpi_member)
),

answer_33 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , stage_entry__stage
    , COALESCE(__stage_entries_converted_in_window, 0) AS stage_entries_converted_in_window
    , COALESCE(__stage_entries_made, 0) AS stage_entries_made
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , stage_entries_src_10000.kpi_dimension AS kpi_dimension
      , stage_entries_src_10000.kpi_member AS kpi_member
      , stage_entries_src_10000.stage_key AS stage_entry__stage
      , SUM(stage_entries_src_10000.is_converted_in_window) AS __stage_entries_converted_in_window
      , SUM(stage_entries_src_10000.is_entered) AS __stage_entries_made
    FROM {{ kpi_source(ref('fct_stage_entries'), 'entered_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} stage_entries_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      {{ first_day_of('day', 'stage_entries_src_10000.entered_on') }} = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , stage_entries_src_10000.kpi_dimension
      , stage_entries_src_10000.kpi_member
      , stage_entries_src_10000.stage_key
  ) subq_5
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_year, subq_8.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_7.kpi_dimension, subq_8.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_8.kpi_member) AS kpi_member
  , COALESCE(subq_7.stage_entry__stage, subq_8.stage_entry__stage) AS stage_entry__stage
  , MAX(subq_7.stage_conversion_rate) AS stage_conversion_rate
  , COALESCE(MAX(subq_8.stage_entries_converted_in_window), 0) AS stage_entries_converted_in_window
  , COALESCE(MAX(subq_8.stage_entries_made), 0) AS stage_entries_made
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , stage_entry__stage
    , CAST(stage_entries_converted_in_window AS {{ type_double() }}) / CAST(NULLIF(stage_entries_made, 0) AS {{ type_double() }}) AS stage_conversion_rate
  FROM cm_5_cte
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , stage_entry__stage
    , stage_entries_converted_in_window
    , stage_entries_made
  FROM cm_5_cte
) subq_8
ON
  (
    subq_7.stage_entry__stage = subq_8.stage_entry__stage
  ) AND (
    subq_7.metric_time__fiscal_year = subq_8.metric_time__fiscal_year
  ) AND (
    subq_7.kpi_dimension = subq_8.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_8.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_year, subq_8.metric_time__fiscal_year)
  , COALESCE(subq_7.kpi_dimension, subq_8.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_8.kpi_member)
  , COALESCE(subq_7.stage_entry__stage, subq_8.stage_entry__stage)
),

answer_34 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__adjusted_stage_entries_converted, 0) AS adjusted_stage_entries_converted
    , COALESCE(__adjusted_stage_entries_made, 0) AS adjusted_stage_entries_made
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , adjusted_stages_src_10000.kpi_dimension AS kpi_dimension
      , adjusted_stages_src_10000.kpi_member AS kpi_member
      , SUM(adjusted_stages_src_10000.is_converted_in_window) AS __adjusted_stage_entries_converted
      , SUM(adjusted_stages_src_10000.is_entered) AS __adjusted_stage_entries_made
    FROM {{ kpi_source(ref('adjusted_stage_entries'), 'entered_on', 'year', bounds, {"owner": "owner_key", "team": "team_key"}) }} adjusted_stages_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      {{ first_day_of('day', 'adjusted_stages_src_10000.entered_on') }} = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , adjusted_stages_src_10000.kpi_dimension
      , adjusted_stages_src_10000.kpi_member
  ) subq_5
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_year, subq_8.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_6.kpi_dimension, subq_8.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_8.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.adjusted_stage_entries_converted), 0) AS adjusted_stage_entries_converted
  , COALESCE(MAX(subq_6.adjusted_stage_entries_made), 0) AS adjusted_stage_entries_made
  , MAX(subq_8.stage_conversion_rate_adjusted) AS stage_conversion_rate_adjusted
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , adjusted_stage_entries_converted
    , adjusted_stage_entries_made
  FROM cm_5_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(adjusted_stage_entries_converted AS {{ type_double() }}) / CAST(NULLIF(adjusted_stage_entries_made, 0) AS {{ type_double() }}) AS stage_conversion_rate_adjusted
  FROM cm_5_cte
) subq_8
ON
  (
    subq_6.metric_time__fiscal_year = subq_8.metric_time__fiscal_year
  ) AND (
    subq_6.kpi_dimension = subq_8.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_8.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_year, subq_8.metric_time__fiscal_year)
  , COALESCE(subq_6.kpi_dimension, subq_8.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_8.kpi_member)
),

answer_35 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , adjusted_stage_entry__stage
    , COALESCE(__adjusted_stage_entries_converted, 0) AS adjusted_stage_entries_converted
    , COALESCE(__adjusted_stage_entries_made, 0) AS adjusted_stage_entries_made
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , adjusted_stages_src_10000.kpi_dimension AS kpi_dimension
      , adjusted_stages_src_10000.kpi_member AS kpi_member
      , adjusted_stages_src_10000.stage_key AS adjusted_stage_entry__stage
      , SUM(adjusted_stages_src_10000.is_converted_in_window) AS __adjusted_stage_entries_converted
      , SUM(adjusted_stages_src_10000.is_entered) AS __adjusted_stage_entries_made
    FROM {{ kpi_source(ref('adjusted_stage_entries'), 'entered_on', 'year', bounds, {"owner": "owner_key", "team": "team_key"}) }} adjusted_stages_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      {{ first_day_of('day', 'adjusted_stages_src_10000.entered_on') }} = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , adjusted_stages_src_10000.kpi_dimension
      , adjusted_stages_src_10000.kpi_member
      , adjusted_stages_src_10000.stage_key
  ) subq_5
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_year, subq_8.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_6.kpi_dimension, subq_8.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_8.kpi_member) AS kpi_member
  , COALESCE(subq_6.adjusted_stage_entry__stage, subq_8.adjusted_stage_entry__stage) AS adjusted_stage_entry__stage
  , COALESCE(MAX(subq_6.adjusted_stage_entries_converted), 0) AS adjusted_stage_entries_converted
  , COALESCE(MAX(subq_6.adjusted_stage_entries_made), 0) AS adjusted_stage_entries_made
  , MAX(subq_8.stage_conversion_rate_adjusted) AS stage_conversion_rate_adjusted
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , adjusted_stage_entry__stage
    , adjusted_stage_entries_converted
    , adjusted_stage_entries_made
  FROM cm_5_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , adjusted_stage_entry__stage
    , CAST(adjusted_stage_entries_converted AS {{ type_double() }}) / CAST(NULLIF(adjusted_stage_entries_made, 0) AS {{ type_double() }}) AS stage_conversion_rate_adjusted
  FROM cm_5_cte
) subq_8
ON
  (
    subq_6.adjusted_stage_entry__stage = subq_8.adjusted_stage_entry__stage
  ) AND (
    subq_6.metric_time__fiscal_year = subq_8.metric_time__fiscal_year
  ) AND (
    subq_6.kpi_dimension = subq_8.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_8.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_year, subq_8.metric_time__fiscal_year)
  , COALESCE(subq_6.kpi_dimension, subq_8.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_8.kpi_member)
  , COALESCE(subq_6.adjusted_stage_entry__stage, subq_8.adjusted_stage_entry__stage)
),

answer_36 as (
SELECT
  metric_time__fiscal_year
  , kpi_dimension
  , kpi_member
  , COALESCE(__ticket_backlog, 0) AS ticket_backlog
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , SUM(ticket_backlog) AS __ticket_backlog
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , open_ticket_days_src_10000.kpi_dimension AS kpi_dimension
      , open_ticket_days_src_10000.kpi_member AS kpi_member
      , open_ticket_days_src_10000.is_year_end AS open_ticket_day__is_year_end
      , open_ticket_days_src_10000.is_open AS ticket_backlog
    FROM {{ kpi_source(ref('fct_ticket_days'), 'day_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} open_ticket_days_src_10000
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      {{ first_day_of('day', 'open_ticket_days_src_10000.day_on') }} = subq_1.date_day
  ) subq_3
  WHERE open_ticket_day__is_year_end = 1
  GROUP BY
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
) subq_6
),

answer_37 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'left_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , cast(days_in_stage as decimal(28, 9)) AS __days_in_stage_spent
    , is_exit AS __stage_exits_made
    , days_in_stage AS __time_in_stage
  FROM {{ kpi_source(ref('fct_stage_exits'), 'left_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} stage_exits_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_6.days_in_stage_spent), 0) AS days_in_stage_spent
  , COALESCE(MAX(subq_6.stage_exits_made), 0) AS stage_exits_made
  , MAX(subq_6.time_in_stage) AS time_in_stage
  , MAX(subq_13.time_in_stage_mean) AS time_in_stage_mean
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__days_in_stage_spent, 0) AS days_in_stage_spent
    , COALESCE(__stage_exits_made, 0) AS stage_exits_made
    , __time_in_stage AS time_in_stage
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__days_in_stage_spent) AS __days_in_stage_spent
      , SUM(sma_10001_cte.__stage_exits_made) AS __stage_exits_made
      , {{ percentile('sma_10001_cte.__time_in_stage', 0.5) }} AS __time_in_stage
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__days_in_stage_spent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__stage_exits_made, 0), 0) AS {{ type_double() }}) AS time_in_stage_mean
  FROM (
    SELECT
      subq_7.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , SUM(sma_10001_cte.__days_in_stage_spent) AS __days_in_stage_spent
      , SUM(sma_10001_cte.__stage_exits_made) AS __stage_exits_made
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
  ) subq_11
) subq_13
ON
  (
    subq_6.metric_time__fiscal_year = subq_13.metric_time__fiscal_year
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
),

answer_38 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'left_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , stage_key AS stage_exit__stage
    , cast(days_in_stage as decimal(28, 9)) AS __days_in_stage_spent
    , is_exit AS __stage_exits_made
    , days_in_stage AS __time_in_stage
  FROM {{ kpi_source(ref('fct_stage_exits'), 'left_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} stage_exits_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(subq_6.stage_exit__stage, subq_13.stage_exit__stage) AS stage_exit__stage
  , COALESCE(MAX(subq_6.days_in_stage_spent), 0) AS days_in_stage_spent
  , COALESCE(MAX(subq_6.stage_exits_made), 0) AS stage_exits_made
  , MAX(subq_6.time_in_stage) AS time_in_stage
  , MAX(subq_13.time_in_stage_mean) AS time_in_stage_mean
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , stage_exit__stage
    , COALESCE(__days_in_stage_spent, 0) AS days_in_stage_spent
    , COALESCE(__stage_exits_made, 0) AS stage_exits_made
    , __time_in_stage AS time_in_stage
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , sma_10001_cte.stage_exit__stage AS stage_exit__stage
      , SUM(sma_10001_cte.__days_in_stage_spent) AS __days_in_stage_spent
      , SUM(sma_10001_cte.__stage_exits_made) AS __stage_exits_made
      , {{ percentile('sma_10001_cte.__time_in_stage', 0.5) }} AS __time_in_stage
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
      , sma_10001_cte.stage_exit__stage
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , stage_exit__stage
    , CAST(COALESCE(__days_in_stage_spent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__stage_exits_made, 0), 0) AS {{ type_double() }}) AS time_in_stage_mean
  FROM (
    SELECT
      subq_7.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , sma_10001_cte.stage_exit__stage AS stage_exit__stage
      , SUM(sma_10001_cte.__days_in_stage_spent) AS __days_in_stage_spent
      , SUM(sma_10001_cte.__stage_exits_made) AS __stage_exits_made
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
      , sma_10001_cte.stage_exit__stage
  ) subq_11
) subq_13
ON
  (
    subq_6.stage_exit__stage = subq_13.stage_exit__stage
  ) AND (
    subq_6.metric_time__fiscal_year = subq_13.metric_time__fiscal_year
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
  , COALESCE(subq_6.stage_exit__stage, subq_13.stage_exit__stage)
),

answer_39 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'occurred_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , type AS activity__activity_type
    , is_timed AS __activities_timed
    , cast(case when is_timed = 1 then minutes end as decimal(28, 9)) AS __minutes_spent
  FROM {{ kpi_source(ref('fct_activities'), 'occurred_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key"}) }} activities_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(subq_6.activity__activity_type, subq_13.activity__activity_type) AS activity__activity_type
  , COALESCE(MAX(subq_6.activities_timed), 0) AS activities_timed
  , COALESCE(MAX(subq_6.minutes_spent), 0) AS minutes_spent
  , MAX(subq_13.time_per_activity) AS time_per_activity
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , activity__activity_type
    , COALESCE(__activities_timed, 0) AS activities_timed
    , COALESCE(__minutes_spent, 0) AS minutes_spent
  FROM (
    SELECT
      subq_1.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , sma_10001_cte.activity__activity_type AS activity__activity_type
      , SUM(sma_10001_cte.__activities_timed) AS __activities_timed
      , SUM(sma_10001_cte.__minutes_spent) AS __minutes_spent
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
    GROUP BY
      subq_1.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
      , sma_10001_cte.activity__activity_type
  ) subq_5
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , activity__activity_type
    , CAST(COALESCE(__minutes_spent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__activities_timed, 0), 0) AS {{ type_double() }}) AS time_per_activity
  FROM (
    SELECT
      subq_7.year_start_on AS metric_time__fiscal_year
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , sma_10001_cte.activity__activity_type AS activity__activity_type
      , SUM(sma_10001_cte.__activities_timed) AS __activities_timed
      , SUM(sma_10001_cte.__minutes_spent) AS __minutes_spent
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_7
    ON
      sma_10001_cte.metric_time__day = subq_7.date_day
    GROUP BY
      subq_7.year_start_on
      , sma_10001_cte.kpi_dimension
      , sma_10001_cte.kpi_member
      , sma_10001_cte.activity__activity_type
  ) subq_11
) subq_13
ON
  (
    subq_6.activity__activity_type = subq_13.activity__activity_type
  ) AND (
    subq_6.metric_time__fiscal_year = subq_13.metric_time__fiscal_year
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__fiscal_year, subq_13.metric_time__fiscal_year)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
  , COALESCE(subq_6.activity__activity_type, subq_13.activity__activity_type)
),

answer_40 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'day_on') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , is_year_end AS open_deal_end__is_year_end
    , is_open AS __open_deals_at_end
    , is_undeclared AS __open_deals_looking_lost
    , is_overdue AS __open_deals_overdue
    , is_silent AS __open_deals_silent
  FROM {{ kpi_source(ref('open_deal_states'), 'day_on', 'year', bounds, {"owner": "owner_key", "team": "team_key"}) }} open_deal_endings_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_year, subq_15.metric_time__fiscal_year) AS metric_time__fiscal_year
  , COALESCE(subq_7.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_15.kpi_member) AS kpi_member
  , COALESCE(MAX(subq_7.open_deals_at_end), 0) AS open_deals_at_end
  , COALESCE(MAX(subq_7.open_deals_looking_lost), 0) AS open_deals_looking_lost
  , COALESCE(MAX(subq_7.open_deals_overdue), 0) AS open_deals_overdue
  , COALESCE(MAX(subq_7.open_deals_silent), 0) AS open_deals_silent
  , MAX(subq_15.overdue_deal_rate) AS overdue_deal_rate
  , MAX(subq_15.silent_deal_rate) AS silent_deal_rate
  , MAX(subq_15.undeclared_loss_rate) AS undeclared_loss_rate
FROM (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , COALESCE(__open_deals_at_end, 0) AS open_deals_at_end
    , COALESCE(__open_deals_looking_lost, 0) AS open_deals_looking_lost
    , COALESCE(__open_deals_overdue, 0) AS open_deals_overdue
    , COALESCE(__open_deals_silent, 0) AS open_deals_silent
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , SUM(open_deals_at_end) AS __open_deals_at_end
      , SUM(open_deals_looking_lost) AS __open_deals_looking_lost
      , SUM(open_deals_overdue) AS __open_deals_overdue
      , SUM(open_deals_silent) AS __open_deals_silent
    FROM (
      SELECT
        subq_1.year_start_on AS metric_time__fiscal_year
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.open_deal_end__is_year_end AS open_deal_end__is_year_end
        , sma_10001_cte.__open_deals_at_end AS open_deals_at_end
        , sma_10001_cte.__open_deals_looking_lost AS open_deals_looking_lost
        , sma_10001_cte.__open_deals_overdue AS open_deals_overdue
        , sma_10001_cte.__open_deals_silent AS open_deals_silent
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        sma_10001_cte.metric_time__day = subq_1.date_day
    ) subq_3
    WHERE open_deal_end__is_year_end = 1
    GROUP BY
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
  ) subq_6
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_year
    , kpi_dimension
    , kpi_member
    , CAST(COALESCE(__open_deals_overdue, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__open_deals_at_end, 0), 0) AS {{ type_double() }}) AS overdue_deal_rate
    , CAST(COALESCE(__open_deals_silent, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__open_deals_at_end, 0), 0) AS {{ type_double() }}) AS silent_deal_rate
    , CAST(COALESCE(__open_deals_looking_lost, 0) AS {{ type_double() }}) / CAST(NULLIF(COALESCE(__open_deals_at_end, 0), 0) AS {{ type_double() }}) AS undeclared_loss_rate
  FROM (
    SELECT
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
      , SUM(open_deals_at_end) AS __open_deals_at_end
      , SUM(open_deals_looking_lost) AS __open_deals_looking_lost
      , SUM(open_deals_overdue) AS __open_deals_overdue
      , SUM(open_deals_silent) AS __open_deals_silent
    FROM (
      SELECT
        subq_8.year_start_on AS metric_time__fiscal_year
        , sma_10001_cte.kpi_dimension AS kpi_dimension
        , sma_10001_cte.kpi_member AS kpi_member
        , sma_10001_cte.open_deal_end__is_year_end AS open_deal_end__is_year_end
        , sma_10001_cte.__open_deals_at_end AS open_deals_at_end
        , sma_10001_cte.__open_deals_looking_lost AS open_deals_looking_lost
        , sma_10001_cte.__open_deals_overdue AS open_deals_overdue
        , sma_10001_cte.__open_deals_silent AS open_deals_silent
      FROM sma_10001_cte
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_8
      ON
        sma_10001_cte.metric_time__day = subq_8.date_day
    ) subq_10
    WHERE open_deal_end__is_year_end = 1
    GROUP BY
      metric_time__fiscal_year
      , kpi_dimension
      , kpi_member
  ) subq_13
) subq_15
ON
  (
    subq_7.metric_time__fiscal_year = subq_15.metric_time__fiscal_year
  ) AND (
    subq_7.kpi_dimension = subq_15.kpi_dimension
  ) AND (
    subq_7.kpi_member = subq_15.kpi_member
  )
GROUP BY
  COALESCE(subq_7.metric_time__fiscal_year, subq_15.metric_time__fiscal_year)
  , COALESCE(subq_7.kpi_dimension, subq_15.kpi_dimension)
  , COALESCE(subq_7.kpi_member, subq_15.kpi_member)
),

answer_41 as (
SELECT
  metric_time__fiscal_year
  , kpi_dimension
  , kpi_member
  , closing__reason
  , COALESCE(__win_loss_reasons, 0) AS win_loss_reasons
  , COALESCE(__win_loss_reasons_amount, 0) AS win_loss_reasons_amount
FROM (
  SELECT
    subq_1.year_start_on AS metric_time__fiscal_year
    , closings_src_10000.kpi_dimension AS kpi_dimension
    , closings_src_10000.kpi_member AS kpi_member
    , closings_src_10000.reason AS closing__reason
    , SUM(closings_src_10000.is_closed) AS __win_loss_reasons
    , SUM(closings_src_10000.closed_amount) AS __win_loss_reasons_amount
  FROM {{ kpi_source(ref('fct_closings'), 'closed_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} closings_src_10000
  LEFT OUTER JOIN
    {{ ref('dim_date') }} subq_1
  ON
    {{ first_day_of('day', 'closings_src_10000.closed_on') }} = subq_1.date_day
  GROUP BY
    subq_1.year_start_on
    , closings_src_10000.kpi_dimension
    , closings_src_10000.kpi_member
    , closings_src_10000.reason
) subq_5
),

answer_42 as (
SELECT
  metric_time__fiscal_year
  , kpi_dimension
  , kpi_member
  , closing__competitor
  , COALESCE(__win_loss_reasons, 0) AS win_loss_reasons
  , COALESCE(__win_loss_reasons_amount, 0) AS win_loss_reasons_amount
FROM (
  SELECT
    subq_1.year_start_on AS metric_time__fiscal_year
    , closings_src_10000.kpi_dimension AS kpi_dimension
    , closings_src_10000.kpi_member AS kpi_member
    , closings_src_10000.competitor AS closing__competitor
    , SUM(closings_src_10000.is_closed) AS __win_loss_reasons
    , SUM(closings_src_10000.closed_amount) AS __win_loss_reasons_amount
  FROM {{ kpi_source(ref('fct_closings'), 'closed_on', 'year', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "pipeline": "pipeline_key"}) }} closings_src_10000
  LEFT OUTER JOIN
    {{ ref('dim_date') }} subq_1
  ON
    {{ first_day_of('day', 'closings_src_10000.closed_on') }} = subq_1.date_day
  GROUP BY
    subq_1.year_start_on
    , closings_src_10000.kpi_dimension
    , closings_src_10000.kpi_member
    , closings_src_10000.competitor
) subq_5
),

measured as (
    select 'newsletter_subscribers' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(newsletter_subscribers as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_1 where newsletter_subscribers <> 0
    union all
    select 'newsletter_subscribers' as kpi_id, 'readers' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(newsletter_subscribers_readers as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_1 where newsletter_subscribers_readers <> 0
    union all
    select 'open_pipeline' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(open_pipeline as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_2 where open_pipeline <> 0
    union all
    select 'weighted_pipeline' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(weighted_pipeline as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_2 where weighted_pipeline <> 0
    union all
    select 'open_pipeline' as kpi_id, 'adjusted' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(open_pipeline_adjusted as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_3 where open_pipeline_adjusted <> 0
    union all
    select 'weighted_pipeline' as kpi_id, 'adjusted' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(weighted_pipeline_adjusted as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_3 where weighted_pipeline_adjusted <> 0
    union all
    select 'opportunities_created' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(opportunities_created as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_4 where opportunities_created <> 0
    union all
    select 'pipeline_created' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(pipeline_created as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_4 where pipeline_created <> 0
    union all
    select 'r1_to_r2_rate' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(r1_to_r2_rate as {{ type_double() }}) as value, cast(second_meetings_in_window as {{ type_double() }}) as numerator, cast(first_meetings as {{ type_double() }}) as denominator
    from answer_4 where coalesce(second_meetings_in_window, 0) <> 0 or coalesce(first_meetings, 0) <> 0
    union all
    select 'opportunity_to_customer_rate' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(opportunity_to_customer_rate as {{ type_double() }}) as value, cast(opportunities_won_in_window as {{ type_double() }}) as numerator, cast(opportunities_created as {{ type_double() }}) as denominator
    from answer_5 where coalesce(opportunities_won_in_window, 0) <> 0 or coalesce(opportunities_created, 0) <> 0
    union all
    select 'win_rate_on_first_meetings' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_rate_on_first_meetings as {{ type_double() }}) as value, cast(first_meetings_won_in_window as {{ type_double() }}) as numerator, cast(first_meetings as {{ type_double() }}) as denominator
    from answer_5 where coalesce(first_meetings_won_in_window, 0) <> 0 or coalesce(first_meetings, 0) <> 0
    union all
    select 'win_rate_on_proposals' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_rate_on_proposals as {{ type_double() }}) as value, cast(proposals_won_in_window as {{ type_double() }}) as numerator, cast(first_proposals as {{ type_double() }}) as denominator
    from answer_5 where coalesce(proposals_won_in_window, 0) <> 0 or coalesce(first_proposals, 0) <> 0
    union all
    select 'opportunity_to_customer_rate' as kpi_id, 'period' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(opportunity_to_customer_rate_period as {{ type_double() }}) as value, cast(deals_won as {{ type_double() }}) as numerator, cast(opportunities_created as {{ type_double() }}) as denominator
    from answer_6 where coalesce(deals_won, 0) <> 0 or coalesce(opportunities_created, 0) <> 0
    union all
    select 'pipeline_conversion_rate' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(pipeline_conversion_rate as {{ type_double() }}) as value, cast(leads_won_in_window as {{ type_double() }}) as numerator, cast(leads_generated as {{ type_double() }}) as denominator
    from answer_7 where coalesce(leads_won_in_window, 0) <> 0 or coalesce(leads_generated, 0) <> 0
    union all
    select 'referrals' as kpi_id, 'leads' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(referrals_leads as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_7 where referrals_leads <> 0
    union all
    select 'pipeline_coverage' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(pipeline_coverage as {{ type_double() }}) as value, cast(pipeline_due as {{ type_double() }}) as numerator, cast(revenue_asked_of_the_period as {{ type_double() }}) as denominator
    from answer_8 where coalesce(pipeline_due, 0) <> 0 or coalesce(revenue_asked_of_the_period, 0) <> 0
    union all
    select 'pipeline_coverage' as kpi_id, 'remaining' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(pipeline_coverage_remaining as {{ type_double() }}) as value, cast(pipeline_still_due as {{ type_double() }}) as numerator, cast(revenue_left as {{ type_double() }}) as denominator
    from answer_8 where coalesce(pipeline_still_due, 0) <> 0 or coalesce(revenue_left, 0) <> 0
    union all
    select 'pipeline_velocity' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(pipeline_velocity as {{ type_double() }}) as value, cast(velocity_open_won_cycles as {{ type_double() }}) as numerator, cast(velocity_closed_cycle_days as {{ type_double() }}) as denominator
    from answer_9 where coalesce(velocity_open_won_cycles, 0) <> 0 or coalesce(velocity_closed_cycle_days, 0) <> 0
    union all
    select 'products_cleared' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(products_cleared as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_10 where products_cleared <> 0
    union all
    select 'proposals_sent' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(proposals_sent as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_11 where proposals_sent <> 0
    union all
    select 'purchase_frequency' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(purchase_frequency as {{ type_double() }}) as value, cast(purchases_in_year as {{ type_double() }}) as numerator, cast(buyers_in_year as {{ type_double() }}) as denominator
    from answer_12 where coalesce(purchases_in_year, 0) <> 0 or coalesce(buyers_in_year, 0) <> 0
    union all
    select 'quota_attainment' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(quota_attainment as {{ type_double() }}) as value, cast(amount_won as {{ type_double() }}) as numerator, cast(quota_due as {{ type_double() }}) as denominator
    from answer_13 where coalesce(amount_won, 0) <> 0 or coalesce(quota_due, 0) <> 0
    union all
    select 'quota_attainment' as kpi_id, 'to_date' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(quota_attainment_to_date as {{ type_double() }}) as value, cast(amount_won as {{ type_double() }}) as numerator, cast(quota_due_to_date as {{ type_double() }}) as denominator
    from answer_13 where coalesce(amount_won, 0) <> 0 or coalesce(quota_due_to_date, 0) <> 0
    union all
    select 'referrals' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(referrals as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_14 where referrals <> 0
    union all
    select 'referrals' as kpi_id, 'customers' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(referrals_customers as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_15 where referrals_customers <> 0
    union all
    select 'repeat_revenue' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(repeat_revenue as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_16 where repeat_revenue <> 0
    union all
    select 'repeat_revenue' as kpi_id, 'share' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(repeat_revenue_share as {{ type_double() }}) as value, cast(repeat_revenue as {{ type_double() }}) as numerator, cast(revenue as {{ type_double() }}) as denominator
    from answer_16 where coalesce(repeat_revenue, 0) <> 0 or coalesce(revenue, 0) <> 0
    union all
    select 'reps_at_quota_rate' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(reps_at_quota_rate as {{ type_double() }}) as value, cast(reps_at_quota as {{ type_double() }}) as numerator, cast(reps_with_quota as {{ type_double() }}) as denominator
    from answer_17 where coalesce(reps_at_quota, 0) <> 0 or coalesce(reps_with_quota, 0) <> 0
    union all
    select 'repurchase_rate' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(repurchase_rate as {{ type_double() }}) as value, cast(repurchasers_365d as {{ type_double() }}) as numerator, cast(buyers as {{ type_double() }}) as denominator
    from answer_18 where coalesce(repurchasers_365d, 0) <> 0 or coalesce(buyers, 0) <> 0
    union all
    select 'repurchase_rate' as kpi_id, 'new_customers' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(repurchase_rate_new_customers as {{ type_double() }}) as value, cast(new_repurchasers_365d as {{ type_double() }}) as numerator, cast(first_buyers as {{ type_double() }}) as denominator
    from answer_18 where coalesce(new_repurchasers_365d, 0) <> 0 or coalesce(first_buyers, 0) <> 0
    union all
    select 'repurchase_rate_60d' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(repurchase_rate_60d as {{ type_double() }}) as value, cast(repurchasers_60d as {{ type_double() }}) as numerator, cast(buyers as {{ type_double() }}) as denominator
    from answer_18 where coalesce(repurchasers_60d, 0) <> 0 or coalesce(buyers, 0) <> 0
    union all
    select 'repurchase_rate_60d' as kpi_id, 'new_customers' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(repurchase_rate_60d_new_customers as {{ type_double() }}) as value, cast(new_repurchasers_60d as {{ type_double() }}) as numerator, cast(first_buyers as {{ type_double() }}) as denominator
    from answer_18 where coalesce(new_repurchasers_60d, 0) <> 0 or coalesce(first_buyers, 0) <> 0
    union all
    select 'repurchase_rate_90d' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(repurchase_rate_90d as {{ type_double() }}) as value, cast(repurchasers_90d as {{ type_double() }}) as numerator, cast(buyers as {{ type_double() }}) as denominator
    from answer_18 where coalesce(repurchasers_90d, 0) <> 0 or coalesce(buyers, 0) <> 0
    union all
    select 'repurchase_rate_90d' as kpi_id, 'new_customers' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(repurchase_rate_90d_new_customers as {{ type_double() }}) as value, cast(new_repurchasers_90d as {{ type_double() }}) as numerator, cast(first_buyers as {{ type_double() }}) as denominator
    from answer_19 where coalesce(new_repurchasers_90d, 0) <> 0 or coalesce(first_buyers, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend as {{ type_double() }}) as value, cast(paid_revenue_linear as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_20 where coalesce(paid_revenue_linear, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'first_touch' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_first_touch as {{ type_double() }}) as value, cast(paid_revenue_first_touch as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_20 where coalesce(paid_revenue_first_touch, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'last_touch' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_last_touch as {{ type_double() }}) as value, cast(paid_revenue_last_touch as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_20 where coalesce(paid_revenue_last_touch, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'linear' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_linear as {{ type_double() }}) as value, cast(paid_revenue_linear as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_20 where coalesce(paid_revenue_linear, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'time_decay' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_time_decay as {{ type_double() }}) as value, cast(paid_revenue_time_decay as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_20 where coalesce(paid_revenue_time_decay, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'position_based' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_position_based as {{ type_double() }}) as value, cast(paid_revenue_position_based as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_21 where coalesce(paid_revenue_position_based, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'w_shaped' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_w_shaped as {{ type_double() }}) as value, cast(paid_revenue_w_shaped as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_21 where coalesce(paid_revenue_w_shaped, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'return_on_ad_spend' as kpi_id, 'markov' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(return_on_ad_spend_markov as {{ type_double() }}) as value, cast(paid_revenue_markov as {{ type_double() }}) as numerator, cast(marketing_spend_ads as {{ type_double() }}) as denominator
    from answer_21 where coalesce(paid_revenue_markov, 0) <> 0 or coalesce(marketing_spend_ads, 0) <> 0
    union all
    select 'revenue' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(revenue as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_22 where revenue <> 0
    union all
    select 'revenue' as kpi_id, 'net_of_refunds' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(revenue_net_of_refunds as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_23 where revenue_net_of_refunds <> 0
    union all
    select 'revenue_per_email' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(revenue_per_email as {{ type_double() }}) as value, cast(email_attributed_revenue as {{ type_double() }}) as numerator, cast(emails_delivered as {{ type_double() }}) as denominator
    from answer_24 where coalesce(email_attributed_revenue, 0) <> 0 or coalesce(emails_delivered, 0) <> 0
    union all
    select 'revenue_per_visitor' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(revenue_per_visitor as {{ type_double() }}) as value, cast(revenue_beside_visitors as {{ type_double() }}) as numerator, cast(visitors_beside_revenue as {{ type_double() }}) as denominator
    from answer_25 where coalesce(revenue_beside_visitors, 0) <> 0 or coalesce(visitors_beside_revenue, 0) <> 0
    union all
    select 'sales_cost' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sales_cost as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_26 where sales_cost <> 0
    union all
    select 'sales_cycle_days' as kpi_id, 'adjusted' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sales_cycle_days_adjusted as {{ type_double() }}) as value, cast(adjusted_cycle_days_spent as {{ type_double() }}) as numerator, cast(adjusted_cycles_ended as {{ type_double() }}) as denominator
    from answer_27 where coalesce(adjusted_cycle_days_spent, 0) <> 0 or coalesce(adjusted_cycles_ended, 0) <> 0
    union all
    select 'win_rate' as kpi_id, 'adjusted' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_rate_adjusted as {{ type_double() }}) as value, cast(adjusted_deals_won as {{ type_double() }}) as numerator, cast(adjusted_deals_closed as {{ type_double() }}) as denominator
    from answer_27 where coalesce(adjusted_deals_won, 0) <> 0 or coalesce(adjusted_deals_closed, 0) <> 0
    union all
    select 'selective_prospecting_index' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(selective_prospecting_index as {{ type_double() }}) as value, cast(cold_touch_products as {{ type_double() }}) as numerator, cast(hot_touch_products as {{ type_double() }}) as denominator
    from answer_28 where coalesce(cold_touch_products, 0) <> 0 or coalesce(hot_touch_products, 0) <> 0
    union all
    select 'selective_prospecting_index' as kpi_id, 'untouched' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(leads_untouched_rate as {{ type_double() }}) as value, cast(leads_left_untouched as {{ type_double() }}) as numerator, cast(leads_assigned as {{ type_double() }}) as denominator
    from answer_28 where coalesce(leads_left_untouched, 0) <> 0 or coalesce(leads_assigned, 0) <> 0
    union all
    select 'selective_prospecting_index' as kpi_id, 'untouched_hot' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(leads_untouched_rate_hot as {{ type_double() }}) as value, cast(leads_untouched_rate_hot_numerator as {{ type_double() }}) as numerator, cast(leads_untouched_rate_hot_denominator as {{ type_double() }}) as denominator
    from answer_28 where coalesce(leads_untouched_rate_hot_numerator, 0) <> 0 or coalesce(leads_untouched_rate_hot_denominator, 0) <> 0
    union all
    select 'selective_prospecting_index' as kpi_id, 'untouched_warm' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(leads_untouched_rate_warm as {{ type_double() }}) as value, cast(leads_untouched_rate_warm_numerator as {{ type_double() }}) as numerator, cast(leads_untouched_rate_warm_denominator as {{ type_double() }}) as denominator
    from answer_28 where coalesce(leads_untouched_rate_warm_numerator, 0) <> 0 or coalesce(leads_untouched_rate_warm_denominator, 0) <> 0
    union all
    select 'selective_prospecting_index' as kpi_id, 'untouched_cold' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(leads_untouched_rate_cold as {{ type_double() }}) as value, cast(leads_untouched_rate_cold_numerator as {{ type_double() }}) as numerator, cast(leads_untouched_rate_cold_denominator as {{ type_double() }}) as denominator
    from answer_28 where coalesce(leads_untouched_rate_cold_numerator, 0) <> 0 or coalesce(leads_untouched_rate_cold_denominator, 0) <> 0
    union all
    select 'selective_prospecting_index' as kpi_id, 'new_market' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(new_market_touch_rate as {{ type_double() }}) as value, cast(new_market_touch_rate_numerator as {{ type_double() }}) as numerator, cast(new_market_touch_rate_denominator as {{ type_double() }}) as denominator
    from answer_29 where coalesce(new_market_touch_rate_numerator, 0) <> 0 or coalesce(new_market_touch_rate_denominator, 0) <> 0
    union all
    select 'sla_attainment_rate' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sla_attainment_rate as {{ type_double() }}) as value, cast(sla_targets_met as {{ type_double() }}) as numerator, cast(sla_targets_due as {{ type_double() }}) as denominator
    from answer_30 where coalesce(sla_targets_met, 0) <> 0 or coalesce(sla_targets_due, 0) <> 0
    union all
    select 'sourced_revenue' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(sourced_revenue as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_31 where sourced_revenue <> 0
    union all
    select 'stage_conversion_rate' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(stage_conversion_rate as {{ type_double() }}) as value, cast(stage_entries_converted_in_window as {{ type_double() }}) as numerator, cast(stage_entries_made as {{ type_double() }}) as denominator
    from answer_32 where coalesce(stage_entries_converted_in_window, 0) <> 0 or coalesce(stage_entries_made, 0) <> 0
    union all
    select 'stage_conversion_rate' as kpi_id, stage_entry__stage as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(stage_conversion_rate as {{ type_double() }}) as value, cast(stage_entries_converted_in_window as {{ type_double() }}) as numerator, cast(stage_entries_made as {{ type_double() }}) as denominator
    from answer_33 where stage_entry__stage is not null and (coalesce(stage_entries_converted_in_window, 0) <> 0 or coalesce(stage_entries_made, 0) <> 0)
    union all
    select 'stage_conversion_rate' as kpi_id, 'adjusted' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(stage_conversion_rate_adjusted as {{ type_double() }}) as value, cast(adjusted_stage_entries_converted as {{ type_double() }}) as numerator, cast(adjusted_stage_entries_made as {{ type_double() }}) as denominator
    from answer_34 where coalesce(adjusted_stage_entries_converted, 0) <> 0 or coalesce(adjusted_stage_entries_made, 0) <> 0
    union all
    select 'stage_conversion_rate' as kpi_id, adjusted_stage_entry__stage || ':adjusted' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(stage_conversion_rate_adjusted as {{ type_double() }}) as value, cast(adjusted_stage_entries_converted as {{ type_double() }}) as numerator, cast(adjusted_stage_entries_made as {{ type_double() }}) as denominator
    from answer_35 where adjusted_stage_entry__stage is not null and (coalesce(adjusted_stage_entries_converted, 0) <> 0 or coalesce(adjusted_stage_entries_made, 0) <> 0)
    union all
    select 'ticket_backlog' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(ticket_backlog as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_36 where ticket_backlog <> 0
    union all
    select 'time_in_stage' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_in_stage as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_37 where time_in_stage is not null
    union all
    select 'time_in_stage' as kpi_id, 'mean' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_in_stage_mean as {{ type_double() }}) as value, cast(days_in_stage_spent as {{ type_double() }}) as numerator, cast(stage_exits_made as {{ type_double() }}) as denominator
    from answer_37 where coalesce(days_in_stage_spent, 0) <> 0 or coalesce(stage_exits_made, 0) <> 0
    union all
    select 'time_in_stage' as kpi_id, stage_exit__stage as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_in_stage as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_38 where stage_exit__stage is not null and (time_in_stage is not null)
    union all
    select 'time_in_stage' as kpi_id, stage_exit__stage || ':mean' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_in_stage_mean as {{ type_double() }}) as value, cast(days_in_stage_spent as {{ type_double() }}) as numerator, cast(stage_exits_made as {{ type_double() }}) as denominator
    from answer_38 where stage_exit__stage is not null and (coalesce(days_in_stage_spent, 0) <> 0 or coalesce(stage_exits_made, 0) <> 0)
    union all
    select 'time_per_activity' as kpi_id, activity__activity_type as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(time_per_activity as {{ type_double() }}) as value, cast(minutes_spent as {{ type_double() }}) as numerator, cast(activities_timed as {{ type_double() }}) as denominator
    from answer_39 where activity__activity_type is not null and (coalesce(minutes_spent, 0) <> 0 or coalesce(activities_timed, 0) <> 0)
    union all
    select 'undeclared_loss_rate' as kpi_id, '' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(undeclared_loss_rate as {{ type_double() }}) as value, cast(open_deals_looking_lost as {{ type_double() }}) as numerator, cast(open_deals_at_end as {{ type_double() }}) as denominator
    from answer_40 where coalesce(open_deals_looking_lost, 0) <> 0 or coalesce(open_deals_at_end, 0) <> 0
    union all
    select 'undeclared_loss_rate' as kpi_id, 'overdue' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(overdue_deal_rate as {{ type_double() }}) as value, cast(open_deals_overdue as {{ type_double() }}) as numerator, cast(open_deals_at_end as {{ type_double() }}) as denominator
    from answer_40 where coalesce(open_deals_overdue, 0) <> 0 or coalesce(open_deals_at_end, 0) <> 0
    union all
    select 'undeclared_loss_rate' as kpi_id, 'silent' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(silent_deal_rate as {{ type_double() }}) as value, cast(open_deals_silent as {{ type_double() }}) as numerator, cast(open_deals_at_end as {{ type_double() }}) as denominator
    from answer_40 where coalesce(open_deals_silent, 0) <> 0 or coalesce(open_deals_at_end, 0) <> 0
    union all
    select 'win_loss_reasons' as kpi_id, closing__reason as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_loss_reasons as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_41 where closing__reason is not null and (win_loss_reasons <> 0)
    union all
    select 'win_loss_reasons' as kpi_id, closing__reason || ':amount' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_loss_reasons_amount as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_41 where closing__reason is not null and (win_loss_reasons_amount <> 0)
    union all
    select 'win_loss_reasons' as kpi_id, closing__competitor as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_loss_reasons as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_42 where closing__competitor is not null and (win_loss_reasons <> 0)
    union all
    select 'win_loss_reasons' as kpi_id, closing__competitor || ':amount' as variant, metric_time__fiscal_year as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(win_loss_reasons_amount as {{ type_double() }}) as value, cast(null as {{ type_double() }}) as numerator, cast(null as {{ type_double() }}) as denominator
    from answer_42 where closing__competitor is not null and (win_loss_reasons_amount <> 0)
)

select
    kpi_id,
    variant,
    'year' as grain,
    cast(period_start as date) as period_start,
    dimension,
    dimension_value,
    value,
    numerator,
    denominator
from measured
{%- endif %}
