"""Dagster's home: its settings, and the instance that keeps the run history."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from orchestration.company.settings import Settings
from orchestration.history.history_files import history_kept_open

_CONFIG = """\
# Written by Accord (orchestration/history/dagster_home.py); changes are overwritten.
telemetry:
  enabled: false
# No invitation to newsletters before an operator sees their runs.
nux:
  enabled: false
event_log_storage:
  module: orchestration.history.event_log
  class: EventLog
  config:
    base_dir: {history}
concurrency:
  pools:
    # The warehouse has one writer: a run that writes holds the pool's only slot to its end, so
    # that no other run publishes what it has half built.
    default_limit: 1
    granularity: run
run_monitoring:
  enabled: true
  poll_interval_seconds: 30
  start_timeout_seconds: 300
  cancel_timeout_seconds: 180
  free_slots_after_run_end_seconds: 30
freshness:
  enabled: true
retention:
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days: {{skipped: 7, failure: 30, success: 90}}
"""


def prepare_dagster_home(settings: Settings) -> Path:
    """Write Dagster's settings into its home; return the home."""
    home = settings.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    config = home / "dagster.yaml"
    # Where Dagster's own storage would lie: a string of JSON is one of YAML, whatever is in it.
    wanted = _CONFIG.format(history=json.dumps(str(home / "history" / "runs")))
    if not config.is_file() or config.read_text(encoding="utf-8") != wanted:
        config.write_text(wanted, encoding="utf-8")
    return home


@contextmanager
def open_instance(settings: Settings) -> Iterator[dg.DagsterInstance]:
    """Give the instance of this data folder, its run history kept open for as long."""
    home = str(prepare_dagster_home(settings))
    with history_kept_open(), dg.DagsterInstance.from_config(home) as instance:
        yield instance
