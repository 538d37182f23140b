"""What follows a run, whoever ran it: its report, and a message if it failed."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from orchestration.company.settings import load_settings
from orchestration.reporting.notify import notify
from orchestration.reporting.reports import RunReport, collect, write


def report_run(instance: dg.DagsterInstance, run_id: str) -> tuple[RunReport, Path]:
    """Write a run's report and notify of a failure; return the report and where it lies.

    A run that was cancelled is reported only: whoever stopped it knows.
    """
    settings = load_settings()
    report = collect(instance, run_id)
    path = write(settings, report)
    if report.status == dg.DagsterRunStatus.FAILURE.value:
        notify(settings, report)
    return report, path
