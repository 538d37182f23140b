"""A run's progress on the terminal: a line per step with its seconds."""

from __future__ import annotations

import io
import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import dagster as dg
from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner

_MARKS = {
    dg.DagsterEventType.STEP_SUCCESS: "[green]✓[/]",
    dg.DagsterEventType.STEP_FAILURE: "[red]✗[/]",
    dg.DagsterEventType.STEP_SKIPPED: "[dim]-[/]",
}


class StepProgress:
    """Shows the steps of one run as they end. Give `on_event` to Dagster's instance."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status: Live | None = None
        self._started: dict[str, float] = {}
        self._made: dict[str, int] = {}

    def on_event(self, entry: Any) -> None:
        """Take one entry of the event log."""
        event: dg.DagsterEvent | None = entry.dagster_event
        # A run of one step says in that step's name what it has to say before it.
        is_of_run = entry.step_key is None or entry.step_key not in self._started
        if event is None and is_of_run and entry.level >= logging.INFO:
            # What the run itself has to say: for whom it waits, what was accepted.
            self._console.print(f"  {entry.user_message}", style="yellow", markup=False)
        if event is None or event.step_key is None:
            return
        step = event.step_key
        if event.event_type is dg.DagsterEventType.STEP_START:
            self._started.setdefault(step, time.monotonic())
            self._show(step)
        elif event.event_type in (
            dg.DagsterEventType.ASSET_MATERIALIZATION,
            dg.DagsterEventType.ASSET_CHECK_EVALUATION,
        ):
            self._made[step] = self._made.get(step, 0) + 1
            self._show(step)
        elif event.event_type is dg.DagsterEventType.STEP_UP_FOR_RETRY:
            self._console.print(f"  [yellow]↻[/] {words(step)}: trying again")
        elif event.event_type in _MARKS:
            self._end(step, _MARKS[event.event_type])

    def stop(self) -> None:
        """Clear the line of the step that runs."""
        if self._status is not None:
            self._status.stop()
            self._status = None

    def _show(self, step: str) -> None:
        made = self._made.get(step)
        text = words(step) + (f" ({made} done)" if made else "")
        if self._status is None:
            self._status = spinner(self._console, text)
            self._status.start()
        self._status.update(Spinner("dots", text))

    def _end(self, step: str, mark: str) -> None:
        self.stop()
        begun = self._started.get(step)
        seconds = f"{time.monotonic() - begun:6.1f} s" if begun else " skipped"
        self._console.print(f"  {mark} {seconds}  {words(step)}")


def spinner(console: Console, text: str) -> Live:
    """Return a line that shows that something is at work.

    `Console.status` would also take over standard output and error, and whoever begins to log
    meanwhile would write to the terminal from then on: these go to the run's log.
    """
    return Live(
        Spinner("dots", text),
        console=console,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )


def words(step: str) -> str:
    """Return a step's key as words: `kpi__compiled_metrics` is `kpi compiled metrics`."""
    return step.replace("__", " ").replace("_", " ")


class _Terminal(io.TextIOWrapper):
    """A terminal that may be closed before the run ends: what it can't show is not shown."""

    def write(self, text: str) -> int:
        with suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            super().flush()

    def close(self) -> None:
        with suppress(OSError):
            super().close()


@contextmanager
def quiet_process(log: Path) -> Iterator[Console]:
    """Send all output of this process and its children to `log`; yield a console that still shows.

    dbt and Dagster write to the file descriptors themselves, so these are what is moved.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    sys.stdout.flush()
    sys.stderr.flush()
    shown, kept_error = os.dup(1), os.dup(2)
    with log.open("ab") as file, _Terminal(os.fdopen(shown, "wb"), encoding="utf-8") as terminal:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        try:
            yield Console(file=terminal, highlight=False)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            terminal.flush()
            os.dup2(shown, 1)
            os.dup2(kept_error, 2)
            os.close(kept_error)
