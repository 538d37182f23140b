"""A run that is stopped, by a signal or in the UI, ends as cancelled and with its process."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from orchestration.history.stop_signals import received

_POLL_SECONDS = 2.0
_PATIENCE_SECONDS = 5.0
_WORDS = {
    signal.SIGINT: "Ctrl-C",
    signal.SIGTERM: "SIGTERM",
    signal.SIGHUP: "its terminal, which was closed (SIGHUP)",
}
_STOPPED = (
    dg.DagsterRunStatus.CANCELING,
    dg.DagsterRunStatus.CANCELED,
    dg.DagsterRunStatus.FAILURE,
)


def mark_stopped(instance: dg.DagsterInstance, run_id: str) -> None:
    """Mark the run as being cancelled if a signal stopped this process.

    Dagster takes an interrupt for a failure unless somebody asked for the run's end before.
    """
    stopped_by, run = received(), instance.get_run_by_id(run_id)
    if stopped_by is None or run is None or run.is_finished or run.status in _STOPPED:
        return
    instance.report_run_canceling(run, message=f"stopped by {_WORDS[stopped_by]}")


@contextmanager
def stopped_from_outside(instance: dg.DagsterInstance, run_id: str) -> Iterator[None]:
    """Stop this process when the run is ended in Dagster's history by somebody else.

    That is all that "Force terminate" does there; without this the run would go on writing. It also
    repeats a signal that did not end the block: dagster-dbt, for one, may lose it.
    """
    over = threading.Event()
    watch = threading.Thread(
        target=_watch, args=(instance, run_id, over), name="stopped-from-outside", daemon=True
    )
    watch.start()
    try:
        yield
    finally:
        over.set()
        # The instance may be closed next.
        watch.join()


def _watch(instance: dg.DagsterInstance, run_id: str, over: threading.Event) -> None:
    while not over.wait(_POLL_SECONDS):
        if received() is not None:
            # It has its time; but some library may have taken it for an error of its own.
            if over.wait(_PATIENCE_SECONDS):
                return
        elif not _is_stopped(instance, run_id):
            continue
        os.kill(os.getpid(), signal.SIGTERM)


def _is_stopped(instance: dg.DagsterInstance, run_id: str) -> bool:
    run = instance.get_run_by_id(run_id)
    return run is None or run.status in _STOPPED
