-- What BI reads has each figure that was computed and is not hidden, once: the joins of the view lose and
-- double none. What is hidden is in the restricted table, once.
{{ config(meta={'dagster': {'ref': {'name': 'kpi_values'}}}) }}
with figures as (
    select count(*) as counted from {{ ref('kpi__compared') }}
),

hidden as (
    select count(*) as counted from {{ ref('kpi__hidden') }}
),

shown as (
    select count(*) as counted from {{ ref('kpi_values') }}
),

restricted as (
    select count(*) as counted from {{ ref('integrity_values') }}
)

select
    figures.counted as figures_computed,
    shown.counted as figures_shown,
    hidden.counted as figures_hidden,
    restricted.counted as figures_restricted
from figures
cross join hidden
cross join shown
cross join restricted
where figures.counted <> shown.counted + hidden.counted or hidden.counted <> restricted.counted
