"""Run a job here and now, in this process, as part of Dagster's run history."""

from __future__ import annotations

import importlib
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console

from orchestration.build.resources import ACCEPT_TAG, REBUILD_TAG
from orchestration.company.context import Company
from orchestration.company.demo import is_prepared, prepare, world_arguments
from orchestration.company.given import require_settings
from orchestration.history.code_location import execute_here
from orchestration.history.dagster_home import open_instance, prepare_dagster_home
from orchestration.history.stop_signals import held_back
from orchestration.periods.partitions import require_period
from orchestration.periods.rhythm import CADENCES, DAILY, Cadence, last_closed_period
from orchestration.reporting.after_run import report_lost, report_run
from orchestration.reporting.progress import StepProgress, quiet_process, spinner
from orchestration.reporting.reports import RunReport


@dataclass(frozen=True)
class RunResult:
    """A run that ended: its report, where that lies, and where everything it printed lies."""

    report: RunReport
    report_path: Path
    log_path: Path


def run_job(
    company: Company,
    job: str,
    period: date | None,
    console: Console,
    rebuild: bool = False,
    accept: Sequence[str] = (),
) -> RunResult:
    """Run one period of a job and report it.

    Args:
        company: whose.
        job: the name of a cadence.
        period: first day of the period; None is the last one that the clock has closed.
        console: where progress is shown.
        rebuild: build, check and publish again even if nothing changed.
        accept: tables and KPIs whose loss or change is accepted on purpose.

    Raises:
        PeriodError: `period` is none that the job could run for.
        NotGivenError: a source that the job loads lacks settings.
    """
    cadence = next(cadence for cadence in CADENCES if cadence.name == job)
    # Refused before anything else is done, if the operator's settings can't be used.
    prepare_dagster_home(company.settings)
    start = period or last_closed_period(company.calendar, cadence.grain, company.as_of)
    require_period(company, cadence, start)
    if cadence is DAILY:
        require_settings(company)
    run_id = str(uuid.uuid4())
    log = company.settings.data_dir / "logs" / f"{run_id}.log"
    console.print(
        f"[bold]{company.profile.name}[/]: {job} {start}, as of {company.as_of}", highlight=False
    )
    tags = {REBUILD_TAG: "true"} if rebuild else {}
    if accept:
        tags[ACCEPT_TAG] = ",".join(accept)
    with quiet_process(log) as shown:
        _prepare(company, cadence, shown)
        report, path = _execute(company, job, start, run_id, tags, shown)
    return RunResult(report, path, log)


def _prepare(company: Company, cadence: Cadence, shown: Console) -> None:
    """Load Dagster's definitions; meanwhile the demo company is simulated beside."""
    needless = cadence is not DAILY or company.profile.sandbox is None
    if needless or is_prepared(*world_arguments(company)):
        _timed(shown, "definitions", _load_definitions)
        return
    # A process of its own: both are all computing. Spawned, for a fork copies dlt's threads.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as beside:
        world = beside.submit(prepare, *world_arguments(company))
        _timed(shown, "definitions", _load_definitions)
        _timed(shown, "demo company", world.result)


def _execute(
    company: Company,
    job: str,
    start: date,
    run_id: str,
    tags: Mapping[str, str],
    shown: Console,
) -> tuple[RunReport, Path]:
    progress = StepProgress(shown)
    with open_instance(company.settings) as instance:
        instance.add_event_listener(run_id, progress.on_event)
        try:
            execute_here(instance, job, start.isoformat(), run_id, tags)
        except KeyboardInterrupt:
            # Stopped between its steps: its report says so.
            if not instance.has_run(run_id):
                raise
        except Exception as error:  # noqa: BLE001 - whatever it was, the report says it
            return report_lost(instance, run_id, error)
        finally:
            progress.stop()
        with held_back():
            return report_run(instance, run_id)


def _load_definitions() -> None:
    # Imported here: importing them builds them, from the clock as it is now.
    importlib.import_module("orchestration.definitions")


def _timed(shown: Console, what: str, work: Callable[[], object]) -> None:
    started = time.monotonic()
    with spinner(shown, what):
        work()
    shown.print(f"  [green]✓[/] {time.monotonic() - started:6.1f} s  {what}")
