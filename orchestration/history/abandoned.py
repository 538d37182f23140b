"""Runs whose process is gone: ended in Dagster's history, so that they block nothing."""

from __future__ import annotations

import os
import socket

import dagster as dg

#: Tags that a run gets when it begins to write.
PROCESS_TAG = "accord/process"
HOST_TAG = "accord/host"

_UNFINISHED = [
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


def process_tags() -> dict[str, str]:
    """Return the tags by which a run's process is found again."""
    return {PROCESS_TAG: str(os.getpid()), HOST_TAG: socket.gethostname()}


def end_abandoned_runs(instance: dg.DagsterInstance, keep: str = "") -> list[str]:
    """End every unfinished run whose process died on this machine; return their ids.

    Args:
        instance: whose history is looked at.
        keep: the run that must not be touched: the caller's.
    """
    ended = []
    for run in instance.get_runs(filters=dg.RunsFilter(statuses=_UNFINISHED)):
        process = run.tags.get(PROCESS_TAG)
        if run.run_id == keep or process is None or _alive(run.tags.get(HOST_TAG, ""), process):
            continue
        instance.report_run_failed(run, message=f"Process {process} was killed during the run.")
        instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)
        ended.append(run.run_id)
    return ended


def _alive(host: str, process: str) -> bool:
    """Return whether the process lives, or lies on another machine where we can't look."""
    if host != socket.gethostname():
        return True
    if int(process) == os.getpid():
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
