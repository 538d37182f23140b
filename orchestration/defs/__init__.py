"""What Dagster runs: one module per part of the way of the data."""
