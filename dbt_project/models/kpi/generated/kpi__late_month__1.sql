{{ config(materialized='incremental', incremental_strategy='replace_periods', on_schema_change='fail', tags=['kpi', 'kpi_generated'], meta={'grain': 'month'}) }}
{%- set bounds = kpi_bounds() %}
{%- if is_incremental() and bounds['from'] is none %}
select * from {{ this }} where 1 = 0
{%- else %}
-- Compiled from the metric files by `python -m kpis compile`: do not edit.
with answer_1 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , COALESCE(__integrity_points, 0) AS integrity_points
    , COALESCE(__integrity_weights, 0) AS integrity_weights
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , SUM(integrity_points) AS __integrity_points
      , SUM(integrity_weights) AS __integrity_weights
    FROM (
      SELECT
        {{ first_day_of('month', 'period_start') }} AS metric_time__month
        , kpi_dimension
        , kpi_member
        , grain AS integrity_part__period_grain
        , slice AS integrity_part__slice
        , weighted_score AS integrity_points
        , weight AS integrity_weights
      FROM {{ kpi_source(ref('kpi__integrity_parts'), 'period_start', 'month', bounds, {"owner": "owner_key", "team": "team_key"}) }} integrity_parts_src_10000
    ) subq_2
    WHERE integrity_part__period_grain = 'month' and integrity_part__slice = kpi_dimension
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
  , COALESCE(MAX(subq_6.integrity_points), 0) AS integrity_points
  , COALESCE(MAX(subq_6.integrity_weights), 0) AS integrity_weights
  , MAX(subq_8.kpi_integrity_score) AS kpi_integrity_score
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , integrity_points
    , integrity_weights
  FROM cm_5_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , CAST(integrity_points AS {{ type_double() }}) / CAST(NULLIF(integrity_weights, 0) AS {{ type_double() }}) AS kpi_integrity_score
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

answer_2 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , integrity_part__part
    , COALESCE(__integrity_points, 0) AS integrity_points
    , COALESCE(__integrity_weights, 0) AS integrity_weights
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , integrity_part__part
      , SUM(integrity_points) AS __integrity_points
      , SUM(integrity_weights) AS __integrity_weights
    FROM (
      SELECT
        {{ first_day_of('month', 'period_start') }} AS metric_time__month
        , kpi_dimension
        , kpi_member
        , grain AS integrity_part__period_grain
        , slice AS integrity_part__slice
        , kpi_id AS integrity_part__part
        , weighted_score AS integrity_points
        , weight AS integrity_weights
      FROM {{ kpi_source(ref('kpi__integrity_parts'), 'period_start', 'month', bounds, {"owner": "owner_key", "team": "team_key"}) }} integrity_parts_src_10000
    ) subq_2
    WHERE integrity_part__period_grain = 'month' and integrity_part__slice = kpi_dimension
    GROUP BY
      metric_time__month
      , kpi_dimension
      , kpi_member
      , integrity_part__part
  ) subq_5
)

SELECT
  COALESCE(subq_6.metric_time__month, subq_8.metric_time__month) AS metric_time__month
  , COALESCE(subq_6.kpi_dimension, subq_8.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_8.kpi_member) AS kpi_member
  , COALESCE(subq_6.integrity_part__part, subq_8.integrity_part__part) AS integrity_part__part
  , COALESCE(MAX(subq_6.integrity_points), 0) AS integrity_points
  , COALESCE(MAX(subq_6.integrity_weights), 0) AS integrity_weights
  , MAX(subq_8.kpi_integrity_score) AS kpi_integrity_score
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , integrity_part__part
    , integrity_points
    , integrity_weights
  FROM cm_5_cte
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , integrity_part__part
    , CAST(integrity_points AS {{ type_double() }}) / CAST(NULLIF(integrity_weights, 0) AS {{ type_double() }}) AS kpi_integrity_score
  FROM cm_5_cte
) subq_8
ON
  (
    subq_6.integrity_part__part = subq_8.integrity_part__part
  ) AND (
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
  , COALESCE(subq_6.integrity_part__part, subq_8.integrity_part__part)
),

answer_3 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('month', 'period_start') }} AS metric_time__month
    , kpi_dimension
    , kpi_member
    , grain AS target_row__period_grain
    , slice AS target_row__slice
    , kpi_id AS target_row__targeted_kpi
    , asked AS __targets_asked
    , attained AS __targets_attained
  FROM {{ kpi_source(ref('kpi_target_values'), 'period_start', 'month', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "product": "product_key", "pipeline": "pipeline_key"}) }} target_values_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__month, subq_13.metric_time__month) AS metric_time__month
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(subq_6.target_row__targeted_kpi, subq_13.target_row__targeted_kpi) AS target_row__targeted_kpi
  , MAX(CAST(subq_6.targets_attained AS {{ type_double() }}) / CAST(NULLIF(subq_6.targets_asked, 0) AS {{ type_double() }})) AS target_attainment
  , MAX(subq_13.targets_asked) AS targets_asked
  , MAX(subq_13.targets_attained) AS targets_attained
FROM (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , target_row__targeted_kpi
    , SUM(targets_attained) AS targets_attained
    , SUM(targets_asked) AS targets_asked
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , target_row__period_grain
      , target_row__slice
      , target_row__targeted_kpi
      , __targets_asked AS targets_asked
      , __targets_attained AS targets_attained
    FROM sma_10001_cte
  ) subq_2
  WHERE target_row__period_grain = 'month' and target_row__slice = kpi_dimension
  GROUP BY
    metric_time__month
    , kpi_dimension
    , kpi_member
    , target_row__targeted_kpi
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__month
    , kpi_dimension
    , kpi_member
    , target_row__targeted_kpi
    , SUM(targets_asked) AS targets_asked
    , SUM(targets_attained) AS targets_attained
  FROM (
    SELECT
      metric_time__month
      , kpi_dimension
      , kpi_member
      , target_row__period_grain
      , target_row__slice
      , target_row__targeted_kpi
      , __targets_asked AS targets_asked
      , __targets_attained AS targets_attained
    FROM sma_10001_cte
  ) subq_9
  WHERE target_row__period_grain = 'month' and target_row__slice = kpi_dimension
  GROUP BY
    metric_time__month
    , kpi_dimension
    , kpi_member
    , target_row__targeted_kpi
) subq_13
ON
  (
    subq_6.target_row__targeted_kpi = subq_13.target_row__targeted_kpi
  ) AND (
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
  , COALESCE(subq_6.target_row__targeted_kpi, subq_13.target_row__targeted_kpi)
),

measured as (
    select 'kpi_integrity_score' as kpi_id, '' as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(kpi_integrity_score as {{ type_double() }}) as value, cast(integrity_points as {{ type_double() }}) as numerator, cast(integrity_weights as {{ type_double() }}) as denominator
    from answer_1 where coalesce(integrity_points, 0) <> 0 or coalesce(integrity_weights, 0) <> 0
    union all
    select 'kpi_integrity_score' as kpi_id, integrity_part__part as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(kpi_integrity_score as {{ type_double() }}) as value, cast(integrity_points as {{ type_double() }}) as numerator, cast(integrity_weights as {{ type_double() }}) as denominator
    from answer_2 where integrity_part__part is not null and (coalesce(integrity_points, 0) <> 0 or coalesce(integrity_weights, 0) <> 0)
    union all
    select 'target_attainment' as kpi_id, target_row__targeted_kpi as variant, metric_time__month as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(target_attainment as {{ type_double() }}) as value, cast(targets_attained as {{ type_double() }}) as numerator, cast(targets_asked as {{ type_double() }}) as denominator
    from answer_3 where target_row__targeted_kpi is not null and (coalesce(targets_attained, 0) <> 0 or coalesce(targets_asked, 0) <> 0)
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
