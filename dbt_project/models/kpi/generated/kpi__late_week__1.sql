{{ config(materialized='incremental', incremental_strategy='replace_periods', on_schema_change='fail', tags=['kpi', 'kpi_generated'], meta={'grain': 'week'}) }}
{%- set bounds = kpi_bounds() %}
{%- if is_incremental() and bounds['from'] is none %}
select * from {{ this }} where 1 = 0
{%- else %}
-- Compiled from the metric files by `python -m kpis compile`: do not edit.
with answer_1 as (
WITH sma_10001_cte AS (
  SELECT
    {{ first_day_of('week', 'period_start') }} AS metric_time__week
    , kpi_dimension
    , kpi_member
    , grain AS target_row__period_grain
    , slice AS target_row__slice
    , kpi_id AS target_row__targeted_kpi
    , asked AS __targets_asked
    , attained AS __targets_attained
  FROM {{ kpi_source(ref('kpi_target_values'), 'period_start', 'week', bounds, {"owner": "owner_key", "team": "team_key", "channel": "channel_key", "campaign": "campaign_key", "market": "market_key", "segment": "segment_key", "industry": "industry_key", "product": "product_key", "pipeline": "pipeline_key"}) }} target_values_src_10000
)

SELECT
  COALESCE(subq_6.metric_time__week, subq_13.metric_time__week) AS metric_time__week
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension) AS kpi_dimension
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member) AS kpi_member
  , COALESCE(subq_6.target_row__targeted_kpi, subq_13.target_row__targeted_kpi) AS target_row__targeted_kpi
  , MAX(CAST(subq_6.targets_attained AS {{ type_double() }}) / CAST(NULLIF(subq_6.targets_asked, 0) AS {{ type_double() }})) AS target_attainment
  , MAX(subq_13.targets_asked) AS targets_asked
  , MAX(subq_13.targets_attained) AS targets_attained
FROM (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , target_row__targeted_kpi
    , SUM(targets_attained) AS targets_attained
    , SUM(targets_asked) AS targets_asked
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , target_row__period_grain
      , target_row__slice
      , target_row__targeted_kpi
      , __targets_asked AS targets_asked
      , __targets_attained AS targets_attained
    FROM sma_10001_cte
  ) subq_2
  WHERE target_row__period_grain = 'week' and target_row__slice = kpi_dimension
  GROUP BY
    metric_time__week
    , kpi_dimension
    , kpi_member
    , target_row__targeted_kpi
) subq_6
FULL OUTER JOIN (
  SELECT
    metric_time__week
    , kpi_dimension
    , kpi_member
    , target_row__targeted_kpi
    , SUM(targets_asked) AS targets_asked
    , SUM(targets_attained) AS targets_attained
  FROM (
    SELECT
      metric_time__week
      , kpi_dimension
      , kpi_member
      , target_row__period_grain
      , target_row__slice
      , target_row__targeted_kpi
      , __targets_asked AS targets_asked
      , __targets_attained AS targets_attained
    FROM sma_10001_cte
  ) subq_9
  WHERE target_row__period_grain = 'week' and target_row__slice = kpi_dimension
  GROUP BY
    metric_time__week
    , kpi_dimension
    , kpi_member
    , target_row__targeted_kpi
) subq_13
ON
  (
    subq_6.target_row__targeted_kpi = subq_13.target_row__targeted_kpi
  ) AND (
    subq_6.metric_time__week = subq_13.metric_time__week
  ) AND (
    subq_6.kpi_dimension = subq_13.kpi_dimension
  ) AND (
    subq_6.kpi_member = subq_13.kpi_member
  )
GROUP BY
  COALESCE(subq_6.metric_time__week, subq_13.metric_time__week)
  , COALESCE(subq_6.kpi_dimension, subq_13.kpi_dimension)
  , COALESCE(subq_6.kpi_member, subq_13.kpi_member)
  , COALESCE(subq_6.target_row__targeted_kpi, subq_13.target_row__targeted_kpi)
),

measured as (
    select 'target_attainment' as kpi_id, target_row__targeted_kpi as variant, metric_time__week as period_start,
        kpi_dimension as dimension, kpi_member as dimension_value,
        cast(target_attainment as {{ type_double() }}) as value, cast(targets_attained as {{ type_double() }}) as numerator, cast(targets_asked as {{ type_double() }}) as denominator
    from answer_1 where target_row__targeted_kpi is not null and (coalesce(targets_attained, 0) <> 0 or coalesce(targets_asked, 0) <> 0)
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
