"""What Dagster's history knows of a run, as its report."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import dagster as dg

from orchestration.company.settings import Settings
from orchestration.history.in_use import ui_address
from orchestration.reporting.causes import cause_of, plain
from orchestration.reporting.readers import what_readers_have
from orchestration.reporting.reports import (
    ACCEPTED,
    LACKING,
    LEFT_OUT,
    LOSSES,
    NEWLY_LEFT_OUT,
    REFUSED,
    FailedCheck,
    RunReport,
    Step,
)
from orchestration.reporting.scorecard_reviews import REVIEWS
from orchestration.translators import PUBLICATION, period_key

_TYPES = {
    dg.DagsterEventType.ASSET_MATERIALIZATION,
    dg.DagsterEventType.STEP_FAILURE,
    dg.DagsterEventType.ASSET_CHECK_EVALUATION,
    dg.DagsterEventType.RUN_FAILURE,
    dg.DagsterEventType.RUN_CANCELING,
    dg.DagsterEventType.RUN_CANCELED,
}
#: Jobs that Dagster makes for assets that were picked by hand begin so.
_BY_HAND = "__"


def collect(settings: Settings, instance: dg.DagsterInstance, run_id: str) -> RunReport:
    """Return the report of a run.

    Raises:
        KeyError: there is no such run.
    """
    record = instance.get_run_record_by_id(run_id)
    if record is None:
        raise KeyError(f"no run {run_id} in Dagster's history")
    run = record.dagster_run
    entries = instance.all_logs(run_id, of_type=_TYPES)
    events = [entry.dagster_event for entry in entries if entry.dagster_event]
    steps = _steps(instance, run_id, events)
    begun, ended = record.start_time, record.end_time
    published = any(step.status == "SUCCESS" and _publishes(step.name) for step in steps)
    return RunReport(
        run_id=run_id,
        job=job_of(run),
        partition=period_of(run),
        status=run.status.value,
        started_at=datetime.fromtimestamp(begun, UTC).isoformat() if begun else None,
        seconds=round(ended - begun, 3) if begun and ended else None,
        steps=steps,
        failed_checks=tuple(_failed_checks(events)),
        published=published,
        notes=_publication_notes(instance, run),
        cause=_cause(events),
        readers=what_readers_have(settings.published_dir),
        link=f"{ui_address(settings)}/runs/{run_id}",
        left_out=_said_of_tables(events, LEFT_OUT),
        newly_left_out=_said_of_tables(events, NEWLY_LEFT_OUT),
        lacking=tuple(
            line for said in _said_of_tables(events, LACKING) for line in said.splitlines()
        ),
        refused=_said_of_tables(events, REFUSED),
        reviews=tuple(
            line for said in _said_of_tables(events, REVIEWS) for line in said.splitlines()
        ),
    )


def job_of(run: dg.DagsterRun) -> str:
    """Return what a run did, also where no job of ours was picked."""
    if not run.job_name.startswith(_BY_HAND):
        return run.job_name
    chosen = sorted(key.path[-1] for key in run.asset_selection or ())
    listed = ", ".join(chosen[:3]) + (f" and {len(chosen) - 3} more" if chosen[3:] else "")
    return f"backfill of {listed}" if "dagster/backfill" in run.tags else f"assets {listed}"


def period_of(run: dg.DagsterRun) -> str | None:
    """Return the period that a run is for; of a backfill in one run, the first and the last."""
    first = run.tags.get("dagster/asset_partition_range_start")
    last = run.tags.get("dagster/asset_partition_range_end")
    if first and last:
        return first if first == last else f"{first} to {last}"
    return run.tags.get("dagster/partition")


def errors_of(error: Any) -> list[str]:
    """Return the texts of an error that Dagster kept and of its causes, outermost first.

    Dagster's own wrapping is left out.
    """
    if error.cls_name == "DagsterExecutionInterruptedError":
        return ["The run was stopped here."]
    parts = []
    while error is not None:
        parts.append(str(error.message).strip())
        error = error.cause or error.context
    return parts[1:] or parts


def _cause(events: list[dg.DagsterEvent]) -> str:
    """Return why a run did not end well; empty when it did."""
    for event in events:
        if event.event_type is dg.DagsterEventType.RUN_CANCELING:
            return cause_of([event.message or ""])
    for event in events:
        if event.event_type is dg.DagsterEventType.STEP_FAILURE:
            return cause_of(errors_of(event.step_failure_data.error))
    for event in events:
        if event.event_type is dg.DagsterEventType.RUN_FAILURE:
            # A run that another process ends has a message and nothing else.
            error = getattr(event.event_specific_data, "error", None)
            return cause_of(errors_of(error) if error else [event.message or ""])
        if event.event_type is dg.DagsterEventType.RUN_CANCELED:
            return cause_of([event.message or ""])
    return ""


def _steps(
    instance: dg.DagsterInstance, run_id: str, events: list[dg.DagsterEvent]
) -> tuple[Step, ...]:
    errors = {
        event.step_key: "\n".join(
            dict.fromkeys(map(plain, errors_of(event.step_failure_data.error)))
        )
        for event in events
        if event.event_type is dg.DagsterEventType.STEP_FAILURE
    }
    stats = sorted(instance.get_run_step_stats(run_id), key=lambda step: step.start_time or 0)
    return tuple(
        Step(
            step.step_key,
            step.status.value if step.status else "UNKNOWN",
            round(step.end_time - step.start_time, 3)
            if step.start_time and step.end_time
            else None,
            errors.get(step.step_key),
        )
        for step in stats
    )


def _failed_checks(events: list[dg.DagsterEvent]) -> list[FailedCheck]:
    evaluations = [
        event.asset_check_evaluation_data
        for event in events
        if event.event_type is dg.DagsterEventType.ASSET_CHECK_EVALUATION
    ]
    return [
        FailedCheck(
            f"{check.asset_key.to_user_string()}: {check.check_name}",
            check.severity.value,
            _reason(check),
        )
        for check in evaluations
        if not check.passed
    ]


def _said_of_tables(events: list[dg.DagsterEvent], name: str) -> tuple[str, ...]:
    """Return what the run's materializations say under `name`, each once."""
    said = {
        str(metadata[name].value)
        for event in events
        if event.event_type is dg.DagsterEventType.ASSET_MATERIALIZATION
        and name in (metadata := event.step_materialization_data.materialization.metadata)
    }
    return tuple(sorted(said))


def _publishes(step: str) -> bool:
    return step.startswith(("published", "periods"))


def _publication_notes(instance: dg.DagsterInstance, run: dg.DagsterRun) -> tuple[str, ...]:
    """Return what the run's publication lost of the one before, and what of it was accepted."""
    asset_key = PUBLICATION if run.job_name == "daily" else period_key(run.job_name)
    found = instance.fetch_materializations(dg.AssetRecordsFilter(asset_key), limit=1).records
    if not found or found[0].run_id != run.run_id or found[0].asset_materialization is None:
        return ()
    metadata = found[0].asset_materialization.metadata
    return tuple(
        f"{name}: {line}"
        for name in (LOSSES, ACCEPTED)
        if name in metadata
        for line in str(metadata[name].value).splitlines()
    )


def _reason(check: Any) -> str:
    value = check.metadata.get("reason")
    return "" if value is None else str(value.value)
