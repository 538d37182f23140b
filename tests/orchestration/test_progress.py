"""What a terminal shows of a run, and what it leaves to the run's log."""

from __future__ import annotations

import sys
from io import StringIO
from types import SimpleNamespace

import dagster as dg
from rich.console import Console

from orchestration.reporting.progress import StepProgress, spinner


def test_who_logs_while_something_is_shown_writes_to_the_log() -> None:
    before = sys.stdout, sys.stderr
    with spinner(Console(file=StringIO(), force_terminal=True), "at work"):
        assert (sys.stdout, sys.stderr) == before


def test_what_a_run_of_one_step_says_before_it_is_shown() -> None:
    shown = StringIO()
    progress = StepProgress(Console(file=shown))

    def said(text: str) -> SimpleNamespace:
        return SimpleNamespace(dagster_event=None, step_key="monthly", level=20, user_message=text)

    progress.on_event(said("waiting: daily is writing"))
    begun = SimpleNamespace(step_key="monthly", event_type=dg.DagsterEventType.STEP_START)
    progress.on_event(SimpleNamespace(**{**vars(said("")), "dagster_event": begun}))
    progress.on_event(said("what the step has to say"))
    progress.stop()
    assert "waiting: daily is writing" in shown.getvalue()
    assert "what the step has to say" not in shown.getvalue()
