"""The state of periods in Dagster's history: what has run, what runs, what failed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import dagster as dg

from orchestration.periods.partitions import PARTITION_TAG, key, period_of
from orchestration.periods.rhythm import DAILY, Cadence, DayState
from orchestration.translators import period_key

#: Daily runs that are looked at: enough to find the last ones, whatever was run again since.
_RECENT_RUNS = 200
_STATES = {
    dg.DagsterRunStatus.FAILURE: DayState.FAILED,
    dg.DagsterRunStatus.CANCELED: DayState.FAILED,
    dg.DagsterRunStatus.SUCCESS: DayState.DONE,
}


def day_states(instance: dg.DagsterInstance) -> Mapping[date, DayState]:
    """Return the state of the daily partitions.

    A day is done when it was published, by whatever run. Else its last run decides.
    """
    states: dict[date, DayState] = {}
    runs = instance.get_runs(filters=dg.RunsFilter(job_name=DAILY.name), limit=_RECENT_RUNS)
    for run in reversed(runs):
        partition = run.tags.get(PARTITION_TAG)
        if partition is not None:
            states[period_of(partition)] = _STATES.get(run.status, DayState.RUNNING)
    for partition in instance.get_materialized_partitions(period_key(DAILY.name)):
        if states.get(period_of(partition)) is not DayState.RUNNING:
            states[period_of(partition)] = DayState.DONE
    return states


def ran_or_runs(instance: dg.DagsterInstance, cadence: Cadence, period_start: date) -> bool:
    """Return whether the period was published, or a run of it is under way or was tried.

    A failed run is the operator's: neither schedule nor sensor starts it again.
    """
    partition = key(period_start)
    if partition in instance.get_materialized_partitions(period_key(cadence.name)):
        return True
    runs = instance.get_runs(
        filters=dg.RunsFilter(job_name=cadence.name, tags={PARTITION_TAG: partition}), limit=1
    )
    return bool(runs)
