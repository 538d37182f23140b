from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from orchestration import __version__
from orchestration.company.release import release_order
from orchestration.company.settings import Settings
from orchestration.history.dagster_home import prepare_dagster_home
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


def test_the_launcher_is_added_to_an_operators_settings(tmp_path: Path) -> None:
    step = all_steps()["step_0005_run_launcher"]
    company = company_with(KEPT, tmp_path)
    assert "run_launcher is added" in step.plan(company)[0]
    step.apply(company)
    text = (tmp_path / "dagster.yaml").read_text(encoding="utf-8")
    assert text.startswith(KEPT)
    assert yaml.safe_load(text)["run_launcher"]["class"] == "AccordRunLauncher"
    assert step.plan(company) == []
    step.apply(company)
    assert (tmp_path / "dagster.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "text",
    ["", "run_launcher:\n  module: dagster_docker\n", "{telemetry: {enabled: false}}\n"],
)
def test_where_no_launcher_can_be_added_nothing_is(text: str, tmp_path: Path) -> None:
    step = all_steps()["step_0005_run_launcher"]
    company = company_with(text, tmp_path)
    assert step.plan(company) == []
    step.apply(company)
    assert (tmp_path / "dagster.yaml").read_text(encoding="utf-8") == text


def test_a_new_folder_needs_no_step_on_its_dagster_settings(tmp_path: Path) -> None:
    prepare_dagster_home(Settings(data_dir=tmp_path))
    text = (tmp_path / "dagster" / "dagster.yaml").read_text(encoding="utf-8")
    company = company_with(text, tmp_path)
    for name in ("step_0001_dagster_settings", "step_0005_run_launcher"):
        assert all_steps()[name].plan(company) == []
