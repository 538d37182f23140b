"""Run a job here and now, in this process, as part of Dagster's run history."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import dagster as dg
from rich.console import Console

from orchestration.context import Company
from orchestration.dagster_home import open_instance
from orchestration.notify import notify
from orchestration.progress import StepProgress, quiet_process
from orchestration.reports import RunReport, collect, write
from orchestration.rhythm import CADENCES, DAILY, last_closed_period
from orchestration.sandbox import prepare_world

Result = TypeVar("Result")


@dataclass(frozen=True)
class RunResult:
    """A run that ended: its report, where that lies, and where everything it printed lies."""

    report: RunReport
    report_path: Path
    log_path: Path


def run_job(company: Company, job: str, period: date | None, console: Console) -> RunResult:
    """Run one period of a job and report it.

    Args:
        company: whose.
        job: `daily`, `weekly`, `monthly` or `quarterly`.
        period: first day of the period; None is the last one that the clock has closed.
        console: where progress is shown.
    """
    cadence = next(cadence for cadence in CADENCES if cadence.name == job)
    start = period or last_closed_period(company.calendar, cadence.grain, company.as_of)
    run_id = str(uuid.uuid4())
    log = company.settings.data_dir / "logs" / f"{run_id}.log"
    console.print(
        f"[bold]{company.profile.name}[/]: {job} {start}, as of {company.as_of}", highlight=False
    )
    with quiet_process(log) as shown:
        if cadence is DAILY and company.profile.sandbox is not None:
            _timed(shown, "demo company", lambda: prepare_world(company))
        report = _execute(company, job, start, run_id, shown)
    return RunResult(report, write(company.settings, report), log)


def _execute(company: Company, job: str, start: date, run_id: str, shown: Console) -> RunReport:
    definitions = _timed(shown, "definitions", _load_definitions)
    progress = StepProgress(shown)
    with open_instance(company.settings) as instance:
        instance.add_event_listener(run_id, progress.on_event)
        try:
            definitions.resolve_job_def(job).execute_in_process(
                instance=instance,
                run_id=run_id,
                partition_key=start.isoformat(),
                raise_on_error=False,
            )
        finally:
            progress.stop()
        report = collect(instance, run_id)
        if not report.succeeded:
            notify(company.settings, report)
    return report


def _load_definitions() -> dg.Definitions:
    # Imported here: importing them builds them, from the clock as it stands now.
    from orchestration.definitions import defs

    return defs


def _timed(shown: Console, what: str, work: Callable[[], Result]) -> Result:
    started = time.monotonic()
    with shown.status(what):
        result = work()
    shown.print(f"  [green]✓[/] {time.monotonic() - started:6.1f} s  {what}")
    return result
