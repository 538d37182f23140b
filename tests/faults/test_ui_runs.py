"""Dagster's UI, asked as a browser asks it: what a terminal runs is seen, ended, executed again.

On the mini company, with `dagster dev` as `accord dev` starts it.
"""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.orchestration.mini_runs import ROOT, Mini, until

pytestmark = [
    pytest.mark.soak,
    pytest.mark.xdist_group("mini_company"),
    pytest.mark.timeout(1800),
]
JOB = {
    "pipelineName": "daily",
    "repositoryName": "__repository__",
    "repositoryLocationName": "accord",
}
JOB_PAGE = """query($job: PipelineSelector!) {
  pipelineOrError(params: $job) { ... on Pipeline { runs(limit: 50) { runId } } }
}"""
RUN = """query($run: ID!) {
  runOrError(runId: $run) { ... on Run { status canTerminate tags { key value } } }
}"""
LAUNCH = """mutation($params: ExecutionParams!) {
  launchRun(executionParams: $params) { __typename ... on LaunchRunSuccess { run { runId } } }
}"""
AGAIN = """mutation($params: ReexecutionParams!) {
  launchRunReexecution(reexecutionParams: $params) {
    __typename ... on LaunchRunSuccess { run { runId } }
  }
}"""
TERMINATE = """mutation($run: String!, $policy: TerminateRunPolicy) {
  terminateRun(runId: $run, terminatePolicy: $policy) { __typename }
}"""


@dataclass(frozen=True)
class Ui:
    """A running Dagster."""

    mini: Mini
    port: int

    def ask(self, query: str, **variables: Any) -> Any:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/graphql",
            json.dumps({"query": query, "variables": variables}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["data"]

    def is_up(self) -> bool:
        try:
            return "runs" in self.ask(JOB_PAGE, job=JOB)["pipelineOrError"]
        except (urllib.error.URLError, ConnectionError):
            return False

    def run(self, run_id: str) -> Any:
        return self.ask(RUN, run=run_id)["runOrError"]

    def status(self, run_id: str) -> str:
        return str(self.run(run_id)["status"])

    def ends(self, run_id: str) -> str:
        """Wait until a run is over; return its status."""
        final = ("SUCCESS", "FAILURE", "CANCELED")
        return str(
            until(
                lambda: status if (status := self.status(run_id)) in final else None,
                f"the end of {run_id}",
                300,
            )
        )

    def run_in_dbt(self, before: set[Path]) -> str:
        """Return the run of a terminal whose dbt is in its endless query."""
        log: Path = until(
            lambda: next(
                (
                    log
                    for log in self.mini.logs() - before
                    if "START sql table model marts.fct_funnel" in log.read_text("utf-8")
                ),
                None,
            ),
            "dbt in its endless query",
        )
        return log.stem


@pytest.fixture(scope="module")
def ui(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ui]:
    mini = Mini(tmp_path_factory.mktemp("mini"))
    workspace = tmp_path_factory.mktemp("workspace") / "workspace.yaml"
    workspace.write_text(
        (ROOT / "workspace.yaml")
        .read_text(encoding="utf-8")
        .replace("orchestration.definitions", "tests.orchestration.mini_definitions")
        .replace("working_directory: .", f"working_directory: {ROOT}"),
        encoding="utf-8",
    )
    with mini.history():
        # A fresh folder, as `accord dev` prepares it.
        pass
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    dagster = [sys.executable, "-m", "dagster", "dev", "-w", str(workspace)]
    with subprocess.Popen(
        [*dagster, "-h", "127.0.0.1", "-p", str(port)],
        env={**mini.environment("fine"), "DAGSTER_HOME": str(mini.folder / "dagster")},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        found = Ui(mini, port)
        try:
            until(found.is_up, "Dagster", 300)
            yield found
        finally:
            process.send_signal(signal.SIGINT)


@pytest.mark.fault(32)
def test_runs_that_are_launched_together_follow_each_other(ui: Ui) -> None:
    tags = [{"key": "dagster/partition", "value": "2026-11-15"}]
    params = {"selector": JOB, "mode": "default", "executionMetadata": {"tags": tags}}
    runs = [ui.ask(LAUNCH, params=params)["launchRun"]["run"]["runId"] for _ in range(3)]

    def all_over() -> bool:
        found = [ui.status(run) for run in runs]
        works = [run in ("STARTING", "STARTED") for run in found]
        assert sum(works) <= 1, found
        # Who came first is never behind.
        assert found == sorted(found, key=["SUCCESS", "STARTED", "STARTING", "QUEUED"].index)
        return found == ["SUCCESS"] * 3

    until(all_over, "the end of three runs", 600)


@pytest.mark.fault(29)
@pytest.mark.parametrize("policy", ["SAFE_TERMINATE", "MARK_AS_CANCELED_IMMEDIATELY"])
def test_terminate_ends_a_run_of_a_terminal(ui: Ui, policy: str) -> None:
    before = ui.mini.logs()
    with ui.mini.started("hang", "run", "--rebuild") as process:
        run = ui.run_in_dbt(before)
        assert ui.run(run)["canTerminate"]
        answer = ui.ask(TERMINATE, run=run, policy=policy)
        assert answer["terminateRun"]["__typename"] == "TerminateRunSuccess"
        process.communicate(timeout=120)
    assert process.returncode == 128 + signal.SIGTERM
    assert ui.status(run) == "CANCELED"
    assert ui.mini.phase("build") == "failed: The run was stopped."
    # The daemon may report a forced end before the step is over.
    first_line = (
        r"# Accord: daily 2026-11-15 was cancelled( in build_marts)?: terminated in Dagster's UI"
    )
    assert re.match(first_line, ui.mini.report())


def test_a_killed_run_is_executed_again_from_where_it_was(ui: Ui) -> None:
    before = ui.mini.logs()
    with ui.mini.started("hang", "run", "--rebuild") as process:
        killed = ui.run_in_dbt(before)
        process.kill()
    # By the sensor, within a minute.
    assert ui.ends(killed) == "FAILURE"
    page = ui.ask(JOB_PAGE, job=JOB)["pipelineOrError"]["runs"]
    assert killed in [run["runId"] for run in page]
    for _ in range(5):
        answer = ui.ask(AGAIN, params={"parentRunId": killed, "strategy": "FROM_FAILURE"})
        again = answer["launchRunReexecution"]["run"]["runId"]
        assert ui.ends(again) == "SUCCESS"
