"""One report per run, whatever became of it: JSON for machines, Markdown for people."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ingestion.redaction import Redaction
from orchestration.company.settings import Settings

#: Metadata of a publication: what it lost of the one before, and what of that was accepted.
LOSSES = "lost since the publication before"
ACCEPTED = "accepted by an operator"
#: And what the headline figures in it lack, a line for each reason.
LACKING = "what these figures lack"
#: Metadata of a raw table: what the account refuses of it, and of one that it refuses since now.
LEFT_OUT = "left out"
NEWLY_LEFT_OUT = "left out since this load"
#: Metadata of a raw table: which of its rows the source refused, and why.
REFUSED = "refused rows"
#: What became of a run, as a person says it.
_ENDED = {"SUCCESS": "ended well", "FAILURE": "failed", "CANCELED": "was cancelled"}
#: What readers have before the first publication.
NOTHING = "nothing yet"
_NOT_ENDED_WELL = ("FAILURE", "IN_PROGRESS")


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
    """What one run did.

    Attributes:
        partition: the period or periods that it was for.
        published: whether readers have this run's figures.
        notes: what its publication lost, with a cause or on purpose.
        left_out: what vendors refused, so that the loads went on without it.
        newly_left_out: those that were loaded before, and are refused since this run.
        lacking: what the headline figures lack that this run published.
        refused: rows of own exports and planning sheets that were refused, by source and entity.
        reviews: false successes and surprises of scorecards in what this run published.
        cause: why it did not end well, in one line.
        readers: what readers have now.
        link: the run's page in the UI; empty for a run that never began.
    """

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
    cause: str = ""
    readers: str = ""
    link: str = ""
    left_out: tuple[str, ...] = ()
    newly_left_out: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()

    @property
    def succeeded(self) -> bool:
        """Whether the run ended well."""
        return self.status == "SUCCESS"

    @property
    def has_failed(self) -> bool:
        """Whether it failed. One that was cancelled has not: whoever stopped it knows."""
        return self.status == "FAILURE"

    @property
    def failed_steps(self) -> tuple[str, ...]:
        """The steps that failed, or in which the run was killed or stopped."""
        return tuple(step.name for step in self.steps if step.status in _NOT_ENDED_WELL)

    @property
    def headline(self) -> str:
        """The run in one line, and the reason if it did not end well."""
        period = f" {self.partition}" if self.partition else ""
        where = f" in {', '.join(self.failed_steps)}" if self.failed_steps else ""
        why = f": {self.cause}" if self.cause else ""
        ended = _ENDED.get(self.status, self.status.lower())
        without = ", without what a vendor refuses since now" if self.newly_left_out else ""
        return f"Accord: {self.job}{period} {ended}{where}{why}{without}"


def write(settings: Settings, report: RunReport) -> Path:
    """Write the report as JSON and Markdown, and as the latest one; return the Markdown's path.

    No secret of the settings shows in it.
    """
    settings.reports_dir.mkdir(parents=True, exist_ok=True)
    as_json = redact(settings, json.dumps(asdict(report), indent=2))
    as_markdown = redact(settings, markdown(report))
    for name in (report.run_id, "latest"):
        replace(settings.reports_dir / f"{name}.json", as_json)
        replace(settings.reports_dir / f"{name}.md", as_markdown)
    return settings.reports_dir / f"{report.run_id}.md"


def redact(settings: Settings, text: str) -> str:
    """Return `text`, JSON too, without the settings' secrets."""
    return Redaction(settings.secrets()).hide(text)


def markdown(report: RunReport) -> str:
    """Return the report as people read it: the reason first."""
    lines = [
        f"# {report.headline}",
        "",
        f"- Run `{report.run_id}`, started {report.started_at or 'never'}, "
        f"{_seconds(report.seconds)} s" + (f": {report.link}" if report.link else ""),
        f"- Readers have {_readers(report)}",
        *_steps(report.steps),
        *_failures(report.steps),
    ]
    if report.left_out:
        lines += ["", "## What vendors refused", ""]
        lines += ["The loads went on without it; KPIs that need it have no status.", ""]
        lines += [f"- {words}" for words in report.left_out]
    if report.lacking:
        lines += ["", "## What these figures lack", "", *(f"- {line}" for line in report.lacking)]
    if report.reviews:
        lines += ["", "## What reviews of scorecards found", ""]
        lines += [f"- {line}" for line in report.reviews]
    if report.refused:
        lines += ["", "## Rows that were refused", ""]
        lines += ["Figures are made without them; `quality.quarantine` lists each.", ""]
        lines += [f"- {words}" for words in report.refused]
    if report.notes:
        lines += ["", "## What this publication lost", "", *(f"- {note}" for note in report.notes)]
    if report.failed_checks:
        lines += ["", "## Checks that did not pass", ""]
        lines += [
            f"- {check.severity}: {check.name}. {check.reason}".rstrip()
            for check in report.failed_checks
        ]
    return "\n".join(lines) + "\n"


def _readers(report: RunReport) -> str:
    if report.readers.startswith(NOTHING):
        return report.readers
    whose = "this run's figures" if report.published else "the figures of before"
    return f"{whose}: {report.readers}" if report.readers else whose


def replace(path: Path, text: str) -> None:
    """Write a file as a whole: one that is cut short by a full disk is never seen."""
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        staged.write_text(text, encoding="utf-8")
        staged.replace(path)
    except OSError:
        staged.unlink(missing_ok=True)
        raise


def _steps(steps: Sequence[Step]) -> list[str]:
    if not steps:
        return []
    rows = [f"| {step.name} | {step.status.lower()} | {_seconds(step.seconds)} |" for step in steps]
    return ["", "| step | status | seconds |", "| --- | --- | ---: |", *rows]


def _failures(steps: Sequence[Step]) -> list[str]:
    failed = [step for step in steps if step.error]
    lines = ["", "## What failed"] if failed else []
    for step in failed:
        lines += ["", f"### {step.name}", "", "```", str(step.error), "```"]
    return lines


def _seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"
