"""The environment variables that Accord knows: what a test must not inherit."""

from __future__ import annotations

from ingestion.registry import find_config, source_names
from orchestration.company.settings import Settings


def environment_variables() -> list[str]:
    """Return the names of all of them, the sources' too."""
    own = [f"ACCORD_{name.upper()}" for name in Settings.model_fields]
    configs = [find_config(name) for name in source_names()]
    return own + [config.variable(name) for config in configs for name in config.settings_fields()]
