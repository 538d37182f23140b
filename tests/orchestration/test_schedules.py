"""Schedules and the `periods` sensor, as Dagster evaluates them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.xdist_group("mini_company"), pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    environment = {
        **os.environ,
        "ACCORD_DATA_DIR": str(tmp_path_factory.mktemp("monday")),
        "ACCORD_COMPANY": "tests/orchestration/mini_company.yml",
        "ACCORD_AS_OF": "2024-06-30",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.orchestration.monday_quarter"],
        env=environment,
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    printed: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return printed


def test_before_the_day_one_run_of_it_is_asked_for(story: dict[str, Any]) -> None:
    assert story["before"] == {
        "daily": ["own 2024-06-30"],
        "weekly": [],
        "monthly": [],
        "quarterly": [],
        "periods": ["daily 2024-06-30"],
    }


def test_while_the_day_runs_everyone_waits(story: dict[str, Any]) -> None:
    assert set(map(tuple, story["during"].values())) == {()}


def test_after_the_day_each_period_runs(story: dict[str, Any]) -> None:
    assert story["after"] == {
        "daily": [],
        "weekly": ["own 2024-06-24"],
        "monthly": ["own 2024-06-01"],
        "quarterly": ["own 2024-04-01"],
        "periods": ["weekly 2024-06-24", "monthly 2024-06-01", "quarterly 2024-04-01"],
    }


def test_the_periods_ran_on_one_ingestion(story: dict[str, Any]) -> None:
    assert story["statuses"] == ["SUCCESS"] * 6
    # The daily run, and two that were started at the end.
    assert story["loads"] == 3


def test_then_nothing_is_due(story: dict[str, Any]) -> None:
    assert set(map(tuple, story["at the end"].values())) == {()}


def test_no_period_shows_as_missing(story: dict[str, Any]) -> None:
    """What is published holds the earlier ones too."""
    assert set(map(tuple, story["missing periods"].values())) == {()}


def test_a_day_is_computed_and_published_again_alone(story: dict[str, Any]) -> None:
    assert story["backfilled from"] == "2024-05-06"


def test_a_whole_run_of_an_earlier_day_computes_from_that_day(story: dict[str, Any]) -> None:
    assert story["run again from"] == "2024-05-07"


def test_tables_show_their_rows_and_columns(story: dict[str, Any]) -> None:
    assert story["rows"] == {"raw_hubspot/contacts": 3, "marts/fct_funnel": 3}
    assert ["person_key", "BIGINT"] in story["columns"]


def test_what_the_audit_refuses_is_a_check_of_the_publication(story: dict[str, Any]) -> None:
    reason = "an e-mail address shows in marts.fct_funnel"
    status, is_published, *_, last_check = story["refused"]
    assert (status, is_published) == ("FAILURE", False)
    assert last_check == ["published/accord: audit", reason]
