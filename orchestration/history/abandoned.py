"""Runs whose process is gone: ended in Dagster's history, so that they block nothing."""

from __future__ import annotations

import dagster as dg

from orchestration.history.process import process_of

_UNFINISHED = [
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


def end_abandoned_runs(instance: dg.DagsterInstance, keep: str = "") -> list[str]:
    """End every unfinished run whose own process died on this machine; return their ids.

    Args:
        instance: whose history is looked at.
        keep: the run that must not be touched: the caller's.
    """
    ended = []
    for run in instance.get_runs(filters=dg.RunsFilter(statuses=_UNFINISHED)):
        process = process_of(run)
        if run.run_id == keep or process is None or not process.is_gone:
            continue
        if run.status is dg.DagsterRunStatus.CANCELING:
            instance.report_run_canceled(run, message=f"Process {process.id} is gone.")
        else:
            instance.report_run_failed(
                run, message=f"Process {process.id} was killed during the run."
            )
        instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)
        ended.append(run.run_id)
    return ended
