"""A run is abandoned only when its own process is gone, and that alone."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.storage.tags import HIDDEN_TAG_PREFIX

from orchestration.history.abandoned import end_abandoned_runs
from orchestration.history.process import (
    FORMER_HOST_TAG,
    FORMER_TAG,
    PROCESS_TAG,
    process_of,
    process_tags,
)

HERE = socket.gethostname()
#: More than any system counts to.
NOBODY = 999_999_999


@dg.job
def daily() -> None:
    """Do nothing."""


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral(tempdir=str(tmp_path)) as instance:
        yield instance


def started(
    instance: dg.DagsterInstance, tags: Mapping[str, str] | None = None, parent: str | None = None
) -> dg.DagsterRun:
    return instance.create_run_for_job(
        daily,
        tags=tags,
        status=dg.DagsterRunStatus.STARTED,
        parent_run_id=parent,
        root_run_id=parent,
    )


def note(instance: dg.DagsterInstance, run: dg.DagsterRun, process: str) -> None:
    instance.add_run_tags(run.run_id, {PROCESS_TAG: f"{run.run_id}/{process}"})


def status_of(instance: dg.DagsterInstance, run: dg.DagsterRun) -> str:
    found = instance.get_run_by_id(run.run_id)
    assert found is not None
    return found.status.value


def test_runs_whose_process_is_gone_are_ended(instance: dg.DagsterInstance) -> None:
    dead, elsewhere, living = started(instance), started(instance), started(instance)
    queued = instance.create_run_for_job(daily)
    note(instance, dead, f"{HERE}/{NOBODY}/1")
    note(instance, elsewhere, f"another/{NOBODY}/1")
    instance.add_run_tags(living.run_id, process_tags(living.run_id))
    assert end_abandoned_runs(instance) == [dead.run_id]
    assert status_of(instance, dead) == "FAILURE"
    assert [status_of(instance, run) for run in (elsewhere, living)] == ["STARTED", "STARTED"]
    assert status_of(instance, queued) == "NOT_STARTED"


def test_a_reexecution_is_not_ended_for_its_parents_process(instance: dg.DagsterInstance) -> None:
    parent = started(instance)
    note(instance, parent, f"{HERE}/{NOBODY}/1")
    assert end_abandoned_runs(instance) == [parent.run_id]
    ended = instance.get_run_by_id(parent.run_id)
    assert ended is not None
    # Dagster copies the tags, and the child's own process takes seconds to start.
    child = started(instance, tags=ended.tags, parent=parent.run_id)
    assert end_abandoned_runs(instance) == []
    assert status_of(instance, child) == "STARTED"
    note(instance, child, f"{HERE}/{NOBODY}/1")
    assert end_abandoned_runs(instance) == [child.run_id]


def test_a_process_id_that_is_used_again_is_another_process(instance: dg.DagsterInstance) -> None:
    run = started(instance)
    instance.add_run_tags(run.run_id, process_tags(run.run_id))
    mine = instance.get_run_by_id(run.run_id)
    assert mine is not None
    process = process_of(mine)
    assert process is not None
    assert process.start
    assert end_abandoned_runs(instance) == []
    note(instance, run, f"{HERE}/{os.getpid()}/an earlier start")
    assert end_abandoned_runs(instance) == [run.run_id]


def test_what_is_left_of_a_dead_process_is_not_a_living_one(instance: dg.DagsterInstance) -> None:
    run = started(instance)
    child = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
    assert child.stdout is not None
    # It has ended, and nobody has asked for its exit code yet.
    child.stdout.read()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    note(instance, run, f"{HERE}/{child.pid}/")
    assert end_abandoned_runs(instance) == [run.run_id]
    child.wait()


def test_the_ui_does_not_show_the_process(instance: dg.DagsterInstance) -> None:
    run = started(instance)
    instance.add_run_tags(run.run_id, process_tags(run.run_id))
    noted = instance.get_run_by_id(run.run_id)
    assert noted is not None
    assert process_of(noted) is not None
    # The list of runs shows no such tag.
    assert all(tag.startswith(HIDDEN_TAG_PREFIX) for tag in noted.tags)


def test_a_run_that_was_being_stopped_ends_as_cancelled(instance: dg.DagsterInstance) -> None:
    run = started(instance)
    note(instance, run, f"{HERE}/{NOBODY}/1")
    instance.report_run_canceling(run)
    assert end_abandoned_runs(instance) == [run.run_id]
    assert status_of(instance, run) == "CANCELED"


def test_runs_of_the_release_before_are_ended_too(instance: dg.DagsterInstance) -> None:
    tags = {FORMER_TAG: str(NOBODY), FORMER_HOST_TAG: HERE}
    dead = started(instance, tags)
    child = started(instance, tags, parent=dead.run_id)
    assert end_abandoned_runs(instance) == [dead.run_id]
    assert status_of(instance, child) == "STARTED"
