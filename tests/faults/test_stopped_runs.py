"""Ctrl-C, SIGTERM, SIGHUP: a run ends as cancelled, and leaves nothing behind that works or blocks.

On the mini company, in processes of their own. That "Terminate" in the UI does the same is in
tests/faults/test_ui_runs.py.
"""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Iterator

import dagster as dg
import duckdb
import pytest

from orchestration.build.lock import RunLock
from tests.orchestration.mini_runs import Mini, until

pytestmark = [pytest.mark.xdist_group("mini_company"), pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Mini:
    return Mini(tmp_path_factory.mktemp("mini"))


def ended(mini: Mini, process: subprocess.Popen[str], number: signal.Signals) -> str:
    """Stop the run; make sure that it is over in every respect; return what it printed."""
    process.send_signal(number)
    printed, _ = process.communicate(timeout=120)
    assert process.returncode == 128 + number, printed
    reason = {signal.SIGINT: "Ctrl-C", signal.SIGTERM: "SIGTERM"}[number]
    first_line = rf"# Accord: daily 2026-11-15 was cancelled in \w+: stopped by {reason}\n"
    assert re.match(first_line, mini.report())
    with mini.history() as instance:
        assert all(run.is_finished for run in instance.get_runs())
        (last,) = instance.get_runs(limit=1)
        assert last.status is dg.DagsterRunStatus.CANCELED
        slots = instance.event_log_storage.get_concurrency_info("warehouse")
        assert (slots.active_run_ids, slots.pending_run_ids) == (set(), set())
    with RunLock(mini.folder, "this test", 0):
        # Nobody has the warehouse open any more.
        duckdb.connect(str(mini.folder / "warehouse.duckdb")).close()
    return printed


@pytest.mark.fault(29)
def test_ctrl_c_ends_dbt_first_and_the_gate_says_why(mini: Mini) -> None:
    before = mini.logs()
    with mini.started("hang", "run") as process:
        until(
            lambda: any(
                "START sql table model marts.fct_funnel" in log.read_text("utf-8")
                for log in mini.logs() - before
            ),
            "dbt in its endless query",
        )
        printed = ended(mini, process, signal.SIGINT)
    assert "build_marts: The run was stopped here." in printed
    assert mini.phase("build") == "failed: The run was stopped."
    assert mini.phase("raw checks") == "passed: "


@pytest.mark.fault(29)
def test_sigterm_ends_a_load(mini: Mini) -> None:
    with mini.started("slow", "run") as process:
        until(lambda: mini.phase("load hubspot").startswith("running"), "the load")
        ended(mini, process, signal.SIGTERM)
    assert mini.phase("load hubspot") == "failed: The run was stopped."


@pytest.fixture
def writer(mini: Mini) -> Iterator[None]:
    with RunLock(mini.folder, "weekly 2026-11-09, run 7", 0):
        yield


@pytest.mark.fault(32)
@pytest.mark.usefixtures("writer")
def test_who_waits_says_for_whom(mini: Mini) -> None:
    before = mini.logs()
    with mini.started("fine", "run") as process:
        until(lambda: list(mini.folder.glob("writer.queue.*")), "a place in the queue")
        (waiting,) = mini.folder.glob("writer.queue.*")
        until(lambda: waiting.read_text("utf-8"), "who waits")
        assert re.match(r"daily 2026-11-15, run [0-9a-f-]{36} \(process \d+\)", waiting.read_text())
        (log,) = mini.logs() - before
        until(lambda: "waiting: weekly 2026-11-09" in log.read_text("utf-8"), "the reason")
        process.send_signal(signal.SIGHUP)
        printed, _ = process.communicate(timeout=120)
    assert process.returncode == 128 + signal.SIGHUP
    assert re.search(r"waiting: weekly 2026-11-09, run 7 \(process \d+\) is writing", printed)
    assert "was cancelled: stopped by its terminal, which was closed" in mini.report()


def test_what_a_terminal_runs_is_a_run_of_the_code_location(mini: Mini) -> None:
    """So it is on the job's page and the timeline, and can be executed again."""
    of_location = dg.RunsFilter(tags={".dagster/repository": "__repository__@accord"})
    with mini.history() as instance:
        runs = instance.get_runs(of_location)
        assert len(runs) == len(instance.get_runs()) > 0
        for run in runs:
            assert run.remote_job_origin is not None
            assert run.remote_job_origin.repository_origin.get_label() == "__repository__@accord"
            assert run.remote_job_origin.job_name == run.job_name == "daily"
            assert run.tags["dagster/partition"] == "2026-11-15"
            assert run.tags["accord/cadence"] == "daily"
            assert run.job_code_origin is not None
            assert run.job_snapshot_id
            assert run.execution_plan_snapshot_id
