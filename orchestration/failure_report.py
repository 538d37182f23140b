"""What follows a failed run, whoever ran it: a report, and a message."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from orchestration.notify import notify
from orchestration.reports import collect, write
from orchestration.settings import load_settings


def report_failed_run(instance: dg.DagsterInstance, run_id: str) -> Path:
    """Write the report of a run that failed, then notify; return the report's path."""
    settings = load_settings()
    report = collect(instance, run_id)
    path = write(settings, report)
    notify(settings, report)
    return path
