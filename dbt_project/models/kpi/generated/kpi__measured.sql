{{ config(materialized='view', tags=['kpi', 'kpi_generated']) }}
-- Compiled from the metric files by `python -m kpis compile`: do not edit.
select * from {{ ref('kpi__day__1') }}
union all
select * from {{ ref('kpi__month__1') }}
union all
select * from {{ ref('kpi__month__2') }}
union all
select * from {{ ref('kpi__quarter__1') }}
union all
select * from {{ ref('kpi__quarter__2') }}
union all
select * from {{ ref('kpi__week__1') }}
union all
select * from {{ ref('kpi__year__1') }}
union all
select * from {{ ref('kpi__year__2') }}
