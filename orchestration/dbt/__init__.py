"""How dbt is called, what it parsed, and its events in a Dagster step."""
