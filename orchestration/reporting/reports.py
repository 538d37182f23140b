"""One report per run, whatever became of it: JSON for machines, Markdown for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg

from orchestration.company.settings import Settings
from orchestration.translators import PUBLICATION, period_key

#: Metadata of a publication: what it lost of the one before, and what of that was accepted.
LOSSES = "lost since the publication before"
ACCEPTED = "accepted by an operator"
_HIDDEN = "***"


@dataclass(frozen=True)
class Step:
    """One step of a run: its status, its seconds, and the error if it failed."""

    name: str
    status: str
    seconds: float | None
    error: str | None = None


@dataclass(frozen=True)
class FailedCheck:
    """A check that did not pass."""

    name: str
    severity: str
    reason: str


@dataclass(frozen=True)
class RunReport:
    """What one run did; `notes` say what its publication lost, with a cause or on purpose."""

    run_id: str
    job: str
    partition: str | None
    status: str
    started_at: str | None
    seconds: float | None
    steps: tuple[Step, ...]
    failed_checks: tuple[FailedCheck, ...]
    published: bool
    notes: tuple[str, ...] = ()

    @property
    def succeeded(self) -> bool:
        """Whether the run ended well."""
        return self.status == dg.DagsterRunStatus.SUCCESS.value

    @property
    def headline(self) -> str:
        """The run in one line."""
        period = f" {self.partition}" if self.partition else ""
        failed = [step.name for step in self.steps if step.status == "FAILURE"]
        where = f" in {', '.join(failed)}" if failed else ""
        return f"Accord: {self.job}{period} {self.status.lower()}{where}"


def collect(instance: dg.DagsterInstance, run_id: str) -> RunReport:
    """Return the report of a run, from Dagster's history.

    Raises:
        KeyError: there is no such run.
    """
    record = instance.get_run_record_by_id(run_id)
    if record is None:
        raise KeyError(f"no run {run_id} in Dagster's history")
    run = record.dagster_run
    entries = instance.all_logs(
        run_id,
        of_type={dg.DagsterEventType.STEP_FAILURE, dg.DagsterEventType.ASSET_CHECK_EVALUATION},
    )
    events = [entry.dagster_event for entry in entries if entry.dagster_event]
    errors = {
        event.step_key: _message(event.step_failure_data.error)
        for event in events
        if event.event_type is dg.DagsterEventType.STEP_FAILURE
    }
    evaluations = [
        event.asset_check_evaluation_data
        for event in events
        if event.event_type is dg.DagsterEventType.ASSET_CHECK_EVALUATION
    ]
    stats = sorted(instance.get_run_step_stats(run_id), key=lambda step: step.start_time or 0)
    steps = tuple(
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
    begun, ended = record.start_time, record.end_time
    return RunReport(
        run_id=run_id,
        job=run.job_name,
        partition=run.tags.get("dagster/partition"),
        status=run.status.value,
        started_at=datetime.fromtimestamp(begun, UTC).isoformat() if begun else None,
        seconds=round(ended - begun, 3) if begun and ended else None,
        steps=steps,
        failed_checks=tuple(
            FailedCheck(
                f"{check.asset_key.to_user_string()}: {check.check_name}",
                check.severity.value,
                _reason(check),
            )
            for check in evaluations
            if not check.passed
        ),
        published=any(
            (step.status == "SUCCESS" and step.name.startswith("published"))
            or (step.status == "SUCCESS" and step.name.endswith("_publication"))
            for step in steps
        ),
        notes=_publication_notes(instance, run),
    )


def write(settings: Settings, report: RunReport) -> Path:
    """Write the report as JSON and Markdown, and as the latest one; return the Markdown's path.

    No secret of the settings shows in it.
    """
    settings.reports_dir.mkdir(parents=True, exist_ok=True)
    as_json = redact(settings, json.dumps(asdict(report), indent=2))
    as_markdown = redact(settings, markdown(report))
    for name in (report.run_id, "latest"):
        (settings.reports_dir / f"{name}.json").write_text(as_json, encoding="utf-8")
        (settings.reports_dir / f"{name}.md").write_text(as_markdown, encoding="utf-8")
    return settings.reports_dir / f"{report.run_id}.md"


def redact(settings: Settings, text: str) -> str:
    """Return `text`, JSON too, without the settings' secrets."""
    for secret in settings.secrets():
        # In JSON a quote or an accent of it is escaped.
        for written in filter(None, (secret, json.dumps(secret)[1:-1])):
            text = text.replace(written, _HIDDEN)
    return text


def markdown(report: RunReport) -> str:
    """Return the report as people read it."""
    lines = [
        f"# {report.headline}",
        "",
        f"- Run `{report.run_id}`, started {report.started_at or 'never'}, "
        f"{_seconds(report.seconds)} s",
        "- Readers have " + ("this run's figures" if report.published else "the figures of before"),
        "",
        "| step | status | seconds |",
        "| --- | --- | ---: |",
        *(
            f"| {step.name} | {step.status.lower()} | {_seconds(step.seconds)} |"
            for step in report.steps
        ),
    ]
    lines += _failures(report.steps)
    if report.notes:
        lines += ["", "## What this publication lost", "", *(f"- {note}" for note in report.notes)]
    if report.failed_checks:
        lines += ["", "## Checks that did not pass", ""]
        lines += [
            f"- {check.severity}: {check.name}. {check.reason}".rstrip()
            for check in report.failed_checks
        ]
    return "\n".join(lines) + "\n"


def _failures(steps: Sequence[Step]) -> list[str]:
    failed = [step for step in steps if step.error]
    lines = ["", "## What failed"] if failed else []
    for step in failed:
        lines += ["", f"### {step.name}", "", "```", str(step.error), "```"]
    return lines


def _publication_notes(instance: dg.DagsterInstance, run: dg.DagsterRun) -> tuple[str, ...]:
    """Return what the run's publication lost of the one before, and what of it was accepted."""
    asset_key = PUBLICATION if run.job_name == "daily" else period_key(run.job_name, "publication")
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


def _seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _message(error: Any) -> str:
    """Return an error with its causes, deepest last; Dagster's own wrapping is left out."""
    parts = []
    while error is not None:
        parts.append(str(error.message).strip())
        error = error.cause
    return "\n".join(parts[1:] or parts)


def _reason(check: Any) -> str:
    value = check.metadata.get("reason")
    return "" if value is None else str(value.value)
