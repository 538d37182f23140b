"""What follows a failed run, whoever ran it: a report, and a message."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from orchestration.company.settings import load_settings
from orchestration.reporting.notify import notify
from orchestration.reporting.reports import collect, write


def report_failed_run(instance: dg.DagsterInstance, run_id: str) -> Path:
    """Write the report of a run that failed, then notify; return the report's path."""
    settings = load_settings()
    report = collect(instance, run_id)
    path = write(settings, report)
    notify(settings, report)
    return path
