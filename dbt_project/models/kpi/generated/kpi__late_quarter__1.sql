{{ config(materialized='incremental', incremental_strategy='replace_periods', on_schema_change='fail', tags=['kpi', 'kpi_generated'], meta={'grain': 'quarter'}) }}
{%- set bounds = kpi_bounds() %}
{%- if is_incremental() and bounds['from'] is none %}
select * from {{ this }} where 1 = 0
{%- else %}
-- Compiled from the metric files by `python -m kpis compile`: do not edit.
with answer_1 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , COALESCE(__integrity_points, 0) AS integrity_points
    , COALESCE(__integrity_weights, 0) AS integrity_weights
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , SUM(integrity_points) AS __integrity_points
      , SUM(integrity_weights) AS __integrity_weights
    FROM (
      SELECT
        subq_1.quarter_start_on AS metric_time__fiscal_quarter
        , integrity_parts_src_10000.kpi_dimension AS kpi_dimension
        , integrity_parts_src_10000.kpi_member AS kpi_member
        , integrity_parts_src_10000.grain AS integrity_part__period_grain
        , integrity_parts_src_10000.slice AS integrity_part__slice
        , integrity_parts_src_10000.weighted_score AS integrity_points
        , integrity_parts_src_10000.weight AS integrity_weights
      FROM {{ kpi_source(ref('kpi__integrity_parts'), 'period_start', 'quarter', bounds, {"owner": "owner_key", "team": "team_key"}) }} integrity_parts_src_10000
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        {{ first_day_of('day', 'integrity_parts_src_10000.period_start') }} = subq_1.date_day
    ) subq_3
    WHERE integrity_part__period_grain = 'quarter' and integrity_part__slice = kpi_dimension
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
  , COALESCE(MAX(subq_7.integrity_points), 0) AS integrity_points
  , COALESCE(MAX(subq_7.integrity_weights), 0) AS integrity_weights
  , MAX(subq_9.kpi_integrity_score) AS kpi_integrity_score
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , integrity_points
    , integrity_weights
  FROM cm_5_cte
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , CAST(integrity_points AS {{ type_double() }}) / CAST(NULLIF(integrity_weights, 0) AS {{ type_double() }}) AS kpi_integrity_score
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

answer_2 as (
WITH cm_5_cte AS (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , integrity_part__part
    , COALESCE(__integrity_points, 0) AS integrity_points
    , COALESCE(__integrity_weights, 0) AS integrity_weights
  FROM (
    SELECT
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , integrity_part__part
      , SUM(integrity_points) AS __integrity_points
      , SUM(integrity_weights) AS __integrity_weights
    FROM (
      SELECT
        subq_1.quarter_start_on AS metric_time__fiscal_quarter
        , integrity_parts_src_10000.kpi_dimension AS kpi_dimension
        , integrity_parts_src_10000.kpi_member AS kpi_member
        , integrity_parts_src_10000.grain AS integrity_part__period_grain
        , integrity_parts_src_10000.slice AS integrity_part__slice
        , integrity_parts_src_10000.kpi_id AS integrity_part__part
        , integrity_parts_src_10000.weighted_score AS integrity_points
        , integrity_parts_src_10000.weight AS integrity_weights
      FROM {{ kpi_source(ref('kpi__integrity_parts'), 'period_start', 'quarter', bounds, {"owner": "owner_key", "team": "team_key"}) }} integrity_parts_src_10000
      LEFT OUTER JOIN
        {{ ref('dim_date') }} subq_1
      ON
        {{ first_day_of('day', 'integrity_parts_src_10000.period_start') }} = subq_1.date_day
    ) subq_3
    WHERE integrity_part__period_grain = 'quarter' and integrity_part__slice = kpi_dimension
    GROUP BY
      metric_time__fiscal_quarter
      , kpi_dimension
      , kpi_member
      , integrity_part__part
  ) subq_6
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_9.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_9.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_9.kpi_member) AS kpi_member
  , COALESCE(subq_7.integrity_part__part, subq_9.integrity_part__part) AS integrity_part__part
  , COALESCE(MAX(subq_7.integrity_points), 0) AS integrity_points
  , COALESCE(MAX(subq_7.integrity_weights), 0) AS integrity_weights
  , MAX(subq_9.kpi_integrity_score) AS kpi_integrity_score
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , integrity_part__part
    , integrity_points
    , integrity_weights
  FROM cm_5_cte
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , integrity_part__part
    , CAST(integrity_points AS {{ type_double() }}) / CAST(NULLIF(integrity_weights, 0) AS {{ type_double() }}) AS kpi_integrity_score
  FROM cm_5_cte
) subq_9
ON
  (
    subq_7.integrity_part__part = subq_9.integrity_part__part
  ) AND (
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
  , COALESCE(subq_7.integrity_part__part, subq_9.integrity_part__part)
),

answer_3 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('day', 'period_start') }} AS metric_time__day
    , kpi_dimension
    , kpi_member
    , grain AS target_row__period_grain
    , slice AS target_row__slice
    , kpi_id AS target_row__targeted_kpi
    , asked AS __targets_asked
    , attained AS __targets_attained
  FROM {{ kpi_source(ref('kpi_target_values'), 'period_start', 'quarter', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "product": "product_key", "pipeline": "pipeline_key"}) }} target_values_src_10000
)

SELECT
  COALESCE(subq_7.metric_time__fiscal_quarter, subq_15.metric_time__fiscal_quarter) AS metric_time__fiscal_quarter
  , COALESCE(subq_7.kpi_dimension, subq_15.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_7.kpi_member, subq_15.kpi_member) AS kpi_member
  , COALESCE(subq_7.target_row__targeted_kpi, subq_15.target_row__targeted_kpi) AS target_row__targeted_kpi
  , MAX(CAST(subq_7.targets_attained AS {{ type_double() }}) / CAST(NULLIF(subq_7.targets_asked, 0) AS {{ type_double() }})) AS target_attainment
  , MAX(subq_15.targets_asked) AS targets_asked
  , MAX(subq_15.targets_attained) AS targets_attained
FROM (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , target_row__targeted_kpi
    , SUM(targets_attained) AS targets_attained
    , SUM(targets_asked) AS targets_asked
  FROM (
    SELECT
      subq_1.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , sma_10001_cte.target_row__period_grain AS target_row__period_grain
      , sma_10001_cte.target_row__slice AS target_row__slice
      , sma_10001_cte.target_row__targeted_kpi AS target_row__targeted_kpi
      , sma_10001_cte.__targets_asked AS targets_asked
      , sma_10001_cte.__targets_attained AS targets_attained
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_1
    ON
      sma_10001_cte.metric_time__day = subq_1.date_day
  ) subq_3
  WHERE target_row__period_grain = 'quarter' and target_row__slice = kpi_dimension
  GROUP BY
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , target_row__targeted_kpi
) subq_7
FULL OUTER JOIN (
  SELECT
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , target_row__targeted_kpi
    , SUM(targets_asked) AS targets_asked
    , SUM(targets_attained) AS targets_attained
  FROM (
    SELECT
      subq_9.quarter_start_on AS metric_time__fiscal_quarter
      , sma_10001_cte.kpi_dimension AS kpi_dimension
      , sma_10001_cte.kpi_member AS kpi_member
      , sma_10001_cte.target_row__period_grain AS target_row__period_grain
      , sma_10001_cte.target_row__slice AS target_row__slice
      , sma_10001_cte.target_row__targeted_kpi AS target_row__targeted_kpi
      , sma_10001_cte.__targets_asked AS targets_asked
      , sma_10001_cte.__targets_attained AS targets_attained
    FROM sma_10001_cte
    LEFT OUTER JOIN
      {{ ref('dim_date') }} subq_9
    ON
      sma_10001_cte.metric_time__day = subq_9.date_day
  ) subq_11
  WHERE target_row__period_grain = 'quarter' and target_row__slice = kpi_dimension
  GROUP BY
    metric_time__fiscal_quarter
    , kpi_dimension
    , kpi_member
    , target_row__targeted_kpi
) subq_15
ON
  (
    subq_7.target_row__targeted_kpi = subq_15.target_row__targeted_kpi
  ) AND (
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
  , COALESCE(subq_7.target_row__targeted_kpi, subq_15.target_row__targeted_kpi)
),

measured as (
    select 'kpi_integrity_score' as kpi_id, '' as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(kpi_integrity_score as {{ type_double() }}) as value, cast(integrity_points as {{ type_double() }}) as numerator, cast(integrity_weights as {{ type_double() }}) as denominator
    from answer_1 where coalesce(integrity_points, 0) <> 0 or coalesce(integrity_weights, 0) <> 0
    union all
    select 'kpi_integrity_score' as kpi_id, integrity_part__part as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(kpi_integrity_score as {{ type_double() }}) as value, cast(integrity_points as {{ type_double() }}) as numerator, cast(integrity_weights as {{ type_double() }}) as denominator
    from answer_2 where integrity_part__part is not null and (coalesce(integrity_points, 0) <> 0 or coalesce(integrity_weights, 0) <> 0)
    union all
    select 'target_attainment' as kpi_id, target_row__targeted_kpi as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(target_attainment as {{ type_double() }}) as value, cast(targets_attained as {{ type_double() }}) as numerator, cast(targets_asked as {{ type_double() }}) as denominator
    from answer_3 where target_row__targeted_kpi is not null and (coalesce(targets_attained, 0) <> 0 or coalesce(targets_asked, 0) <> 0)
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
