{{ config(materialized='incremental', incremental_strategy='replace_periods', on_schema_change='fail', tags=['kpi', 'kpi_generated'], meta={'grain': 'quarter'}) }}
{%- set bounds = kpi_bounds() %}
{%- if is_incremental() and bounds['from'] is none %}
select * from {{ this }} where 1 = 0
{%- else %}
-- Compiled from the metric files by `python -m kpis compile`: do not edit.
with answer_1 as (
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
    select 'target_attainment' as kpi_id, target_row__targeted_kpi as variant, metric_time__fiscal_quarter as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(target_attainment as {{ type_double() }}) as value, cast(targets_attained as {{ type_double() }}) as numerator, cast(targets_asked as {{ type_double() }}) as denominator
    from answer_1 where target_row__targeted_kpi is not null and (coalesce(targets_attained, 0) <> 0 or coalesce(targets_asked, 0) <> 0)
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
