"""A month is closed by its run, whatever becomes of the run between publishing and its end."""

from __future__ import annotations

import signal
from pathlib import Path

import duckdb
import pytest

from closes import Store
from tests.orchestration.mini_runs import Mini

pytestmark = [pytest.mark.soak, pytest.mark.timeout(900)]
#: The mini company begins in October, which is closed on the second of November, a Monday.
FIRST, EVE = {"ACCORD_AS_OF": "2026-10-30"}, {"ACCORD_AS_OF": "2026-11-01"}
NAME = "month-2026-10-01-1"


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Mini:
    mini = Mini(tmp_path_factory.mktemp("mini"))
    for day in (FIRST, EVE):
        done = mini.accord("fine", "run", "daily", **day)
        assert done.returncode == 0, done.stdout + done.stderr
    return mini


def monthly(mini: Mini, mode: str = "fine") -> int:
    return mini.accord(mode, "run", "monthly", **EVE).returncode


def warehouse(mini: Mini, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(mini.folder / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_a_run_that_fails_before_it_publishes_closes_nothing(mini: Mini) -> None:
    assert monthly(mini, "broken") == 1
    assert Store(mini.folder).closes(staged=True) == []


def test_a_run_that_is_killed_while_it_publishes_has_closed_the_month(mini: Mini) -> None:
    store = Store(mini.folder)
    assert monthly(mini, "killed publishing") == -signal.SIGKILL
    assert store.closes() == []
    (staged,) = store.closes(staged=True)
    assert staged.name == NAME
    before = [path.read_bytes() for path in sorted(staged.folder.glob("*.parquet"))]
    # Its figures are in a version that readers may have: the next run finds that out.
    assert monthly(mini) == 0
    (close,) = store.closes(staged=True)
    assert (close.name, close.run_id) == (NAME, staged.run_id)
    kept: Path = mini.folder / "closes" / NAME
    assert [path.read_bytes() for path in sorted(kept.glob("*.parquet"))] == before
    # What the run after it publishes says so, and closes nothing again.
    assert warehouse(mini, "select state, is_current from closes.events") == [("closed", True)]
    assert warehouse(mini, "select value from closes.reported") == [(3.0,)]


def test_reopened_on_the_command_line_it_is_closed_again(mini: Mini) -> None:
    store = Store(mini.folder)
    asked = ("close", "reopen", "--period", "2026-10", "--by", "Ada", "--why", "a mistake")
    done = mini.accord("fine", *asked, **EVE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2026-10 is reopened, by Ada: a mistake" in done.stdout
    again = mini.accord("fine", *asked, **EVE)
    assert again.returncode == 1
    assert "2026-10 is not closed" in again.stderr
    assert monthly(mini) == 0
    assert [one.number for one in store.closes()] == [1, 2]
    shown = mini.accord("fine", "close", "list", **EVE).stdout
    assert [word in shown for word in ("2026-10", "reopened", "Ada", "monthly")] == [True] * 4
    events = warehouse(mini, "select state, close_number, is_current from closes.events order by 2")
    assert sorted(events) == [("closed", 1, False), ("closed", 2, True), ("reopened", 1, False)]
