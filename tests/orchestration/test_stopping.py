"""What stops a run, and what is stopped with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from orchestration.company.settings import Settings
from orchestration.dbt import children
from orchestration.history import stopping
from orchestration.history.dagster_home import open_instance
from orchestration.history.launcher import AccordRunLauncher
from orchestration.history.process import process_tags
from orchestration.history.stop_signals import exit_code, held_back, listening, received
from orchestration.history.stopping import mark_stopped, stopped_from_outside

STUBBORN = (
    "import signal, time; signal.signal(2, signal.SIG_IGN); print(flush=True); time.sleep(60)"
)


@pytest.fixture(autouse=True)
def signals_as_in_a_terminal() -> Iterator[None]:
    """Whoever starts the tests in the background may have had signals ignored."""
    usual = {signal.SIGINT: signal.default_int_handler, signal.SIGHUP: signal.SIG_DFL}
    before = {number: signal.signal(number, how) for number, how in usual.items()}
    yield
    for number, how in before.items():
        signal.signal(number, how)


@dg.job
def daily() -> None:
    """Do nothing."""


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dg.DagsterInstance]:
    with open_instance(Settings(data_dir=tmp_path_factory.mktemp("data"))) as instance:
        yield instance


@pytest.fixture
def run(instance: dg.DagsterInstance) -> dg.DagsterRun:
    return instance.create_run_for_job(daily, status=dg.DagsterRunStatus.STARTED)


def status_of(instance: dg.DagsterInstance, run: dg.DagsterRun) -> str:
    found = instance.get_run_by_id(run.run_id)
    assert found is not None
    return found.status.value


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_stopped_process_says_by_which_signal(number: signal.Signals, code: int) -> None:
    with listening():
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), number)
        with held_back():
            os.kill(os.getpid(), signal.SIGINT)
        assert received() is number
        assert exit_code() == code
    with listening():
        assert received() is None


def test_what_nohup_ignores_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with listening():
            os.kill(os.getpid(), signal.SIGHUP)
            assert received() is None
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_signal_makes_a_run_cancelled_and_not_failed(
    instance: dg.DagsterInstance, run: dg.DagsterRun
) -> None:
    with listening():
        mark_stopped(instance, run.run_id)
        assert status_of(instance, run) == "STARTED"
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGTERM)
        mark_stopped(instance, run.run_id)
    assert status_of(instance, run) == "CANCELING"


def test_a_run_that_is_forced_to_end_stops_writing(
    instance: dg.DagsterInstance, run: dg.DagsterRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stopping, "_POLL_SECONDS", 0.05)
    with listening():
        with pytest.raises(KeyboardInterrupt), stopped_from_outside(instance, run.run_id):
            instance.report_run_canceled(run)
            time.sleep(30)
        assert received() is signal.SIGTERM


def test_a_signal_that_a_library_swallows_comes_again(
    instance: dg.DagsterInstance, run: dg.DagsterRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stopping, "_POLL_SECONDS", 0.05)
    monkeypatch.setattr(stopping, "_PATIENCE_SECONDS", 0.05)
    with (
        listening(),
        pytest.raises(KeyboardInterrupt, match="again"),
        stopped_from_outside(instance, run.run_id),
    ):
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(30)
        except KeyboardInterrupt:
            pass
        try:
            time.sleep(30)
        except KeyboardInterrupt:
            raise KeyboardInterrupt("again") from None


def test_the_ui_ends_a_process_of_this_machine(
    instance: dg.DagsterInstance, run: dg.DagsterRun
) -> None:
    assert isinstance(instance.run_launcher, AccordRunLauncher)
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as process:
        instance.add_run_tags(run.run_id, process_tags(run.run_id, process.pid))
        assert instance.run_launcher.terminate(run.run_id)
    assert process.returncode == -signal.SIGTERM
    assert status_of(instance, run) == "CANCELING"


def test_a_run_without_a_process_of_its_own_is_dagsters_to_end(
    instance: dg.DagsterInstance, run: dg.DagsterRun
) -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as process:
        parents = process_tags("another run", process.pid)
        instance.add_run_tags(run.run_id, parents)
        assert not instance.run_launcher.terminate(run.run_id)
        assert process.poll() is None
        process.kill()


def test_no_dbt_outlives_its_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "_PATIENCE_SECONDS", 0.2)
    with subprocess.Popen([sys.executable, "-c", STUBBORN], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        block = children.ended_with_the_block(process)
        block.__enter__()
        children.end_children()
        assert process.returncode == -signal.SIGKILL
        block.__exit__(None, None, None)


def test_the_pool_has_its_limit_from_the_first_start(tmp_path: Path) -> None:
    with open_instance(Settings(data_dir=tmp_path)) as instance:
        limits = {pool.name: pool.limit for pool in instance.event_log_storage.get_pool_limits()}
        assert limits == {"warehouse": 1}
        # An operator's own limit stays.
        instance.event_log_storage.set_concurrency_slots("warehouse", 0)
    with open_instance(Settings(data_dir=tmp_path)) as instance:
        assert [pool.limit for pool in instance.event_log_storage.get_pool_limits()] == [0]
