"""KPI definitions: read, checked, compiled by MetricFlow into dbt models, and documented.

The metric files under ``dbt_project/models/metrics`` are the only place where a KPI is defined.
Nothing here knows any KPI by name, imports Dagster or reads the environment.
"""
