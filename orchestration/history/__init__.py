"""Dagster's home, its history and the runs that died."""
