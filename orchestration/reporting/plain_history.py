"""What Dagster's own pages say of a run that failed: the reason, in one line.

Dagster names the steps that failed, and for each step that was not run all that it waited for, once
per table: hundreds of names, the reason not among them.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

import dagster as dg
from dagster._core.storage.asset_check_execution_record import AssetCheckExecutionRecordStatus
from dagster._core.storage.event_log.schema import AssetCheckExecutionsTable
from dagster._core.storage.event_log.sql_event_log import SqlEventLogStorage

from orchestration.reporting.causes import cause_of
from orchestration.reporting.history_of_run import errors_of


def name_reasons() -> None:
    """Have Dagster end a failed run with the reason, instead of the names of the failed steps."""
    original = dg.DagsterEvent.job_failure
    if hasattr(original, "__wrapped__"):
        return

    @wraps(original)
    def job_failure(job: Any, message: str, *args: Any, **kwargs: Any) -> dg.DagsterEvent:
        first = kwargs.get("first_step_failure_event")
        error = first.step_failure_data.error if first else kwargs.get("error_info")
        if error is not None:
            message = cause_of(errors_of(error))
        if first is not None:
            message = f"{first.step_key}: {message}"
        return original(job, message, *args, **kwargs)

    dg.DagsterEvent.job_failure = staticmethod(job_failure)  # type: ignore[assignment,method-assign]


def forget_planned_checks(instance: dg.DagsterInstance, run_id: str) -> None:
    """Have the checks that a run did not come to show what they found last.

    Dagster shows a check that a failed run had planned as one that failed.
    """
    storage = instance.event_log_storage
    if not isinstance(storage, SqlEventLogStorage):
        return
    table = AssetCheckExecutionsTable.c
    planned = AssetCheckExecutionRecordStatus.PLANNED.value
    with storage.index_connection() as connection:
        connection.execute(
            AssetCheckExecutionsTable.delete().where(
                table.run_id == run_id, table.execution_status == planned
            )
        )
