{{ config(materialized='view', tags=['kpi', 'kpi_generated']) }}
-- Compiled from the metric files by `python -m kpis compile`: do not edit.
select * from {{ ref('kpi__late_day__1') }}
union all
select * from {{ ref('kpi__late_month__1') }}
union all
select * from {{ ref('kpi__late_quarter__1') }}
union all
select * from {{ ref('kpi__late_week__1') }}
union all
select * from {{ ref('kpi__late_year__1') }}
