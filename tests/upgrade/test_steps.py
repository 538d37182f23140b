from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from orchestration import __version__
from orchestration.company.release import release_order
from orchestration.upgrade.steps import all_steps

OPERATORS = """\
# Written by Accord (orchestration/dagster_home.py); changes are overwritten.
telemetry:
  enabled: false
# Ours: runs are kept in the company's own database.
run_storage:
  module: dagster_postgres.run_storage
  class: PostgresRunStorage
event_log_storage:
  module: orchestration.event_log
  class: EventLog
  config:
    base_dir: "/data/dagster/history/runs"
# Two at a time, said the DBA.
run_coordinator:
  module: dagster.core.run_coordinator
  class: QueuedRunCoordinator
  config: {max_concurrent_runs: 2}
"""
KEPT = """\
telemetry:
  enabled: false
# Ours: runs are kept in the company's own database.
run_storage:
  module: dagster_postgres.run_storage
  class: PostgresRunStorage
# Two at a time, said the DBA.
run_coordinator:
  module: dagster.core.run_coordinator
  class: QueuedRunCoordinator
  config: {max_concurrent_runs: 2}
"""


def test_steps_are_numbered_and_of_a_release() -> None:
    numbers = []
    for name, step in all_steps().items():
        found = re.fullmatch(r"step_(\d{4})_[a-z0-9_]+", name)
        assert found, name
        numbers.append(int(found[1]))
        assert release_order(step.release) <= release_order(__version__), name
        assert step.title
        assert not step.title.endswith(".")
    assert numbers == list(range(1, len(numbers) + 1))


def company_with(text: str, folder: Path) -> Any:
    """As much of a company as a step on Dagster's settings looks at."""
    settings = folder / "dagster.yaml"
    settings.write_text(text, encoding="utf-8")
    return SimpleNamespace(settings=SimpleNamespace(dagster_home=folder))


def test_an_operators_dagster_settings_are_kept(tmp_path: Path) -> None:
    step = all_steps()["step_0001_dagster_settings"]
    company = company_with(OPERATORS, tmp_path)
    assert "everything else stays" in step.plan(company)[0]
    step.apply(company)
    assert (tmp_path / "dagster.yaml").read_text(encoding="utf-8") == KEPT
    assert step.plan(company) == []
    step.apply(company)
    assert (tmp_path / "dagster.yaml").read_text(encoding="utf-8") == KEPT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Nothing but a remark\n",
        KEPT,
        "event_log_storage:\n  module: dagster_postgres.event_log\n  class: PostgresEventLog\n",
    ],
)
def test_dagster_settings_that_open_are_left_alone(text: str, tmp_path: Path) -> None:
    step = all_steps()["step_0001_dagster_settings"]
    company = company_with(text, tmp_path)
    assert step.plan(company) == []
    step.apply(company)
    assert (tmp_path / "dagster.yaml").read_text(encoding="utf-8") == text


def test_the_event_log_may_come_last(tmp_path: Path) -> None:
    step = all_steps()["step_0001_dagster_settings"]
    lines = OPERATORS.splitlines(keepends=True)
    first = lines.index("event_log_storage:\n")
    last = first + 5
    company = company_with("".join([*lines[:first], *lines[last:], *lines[first:last]]), tmp_path)
    step.apply(company)
    assert (tmp_path / "dagster.yaml").read_text(encoding="utf-8") == KEPT
