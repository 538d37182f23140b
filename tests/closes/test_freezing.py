"""A close is written once: whatever is run again, killed, filled in later or reopened."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from closes import CloseError, Period, Plan, Store, plan, working_day_after
from closes.freeze import By, freeze
from closes.store import MANIFEST, VALUES
from closes.tables import write_closes, write_restatements
from tests.closes import small_company as company
from tests.closes.small_company import FIRST, JANUARY, JULY, JUNE

MONTH = Period("month", JUNE, date(2026, 6, 30))
OLD = Period("month", JANUARY, date(2026, 1, 31))
INSTALLED = date(2026, 1, 10)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The company's warehouses of June and of July: to copy."""
    folder = tmp_path_factory.mktemp("first")
    company.write(FIRST, folder / "warehouse.duckdb")
    company.write(JULY, folder / "july.duckdb")
    company.compile_into(folder / "generated", 0)
    return folder


@pytest.fixture
def folder(first: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first, tmp_path / "company"))


def live_on(folder: Path) -> None:
    """Have the warehouse hold what July says."""
    shutil.copy(folder / "july.duckdb", folder / "warehouse.duckdb")


def planned(folder: Path, *periods: Period, as_of: date = date(2026, 7, 5)) -> Plan:
    """What a run of the monthly job closes of some periods, on the first working day."""
    return plan(
        Store(folder),
        periods,
        as_of,
        INSTALLED,
        lambda period: working_day_after(period.end, 1, lambda day: day.weekday() < 5),
        {"month": JUNE},
    )


def stage(folder: Path, *periods: Period, run: str = "run-1") -> None:
    """Do what a run does until its figures are published."""
    closing = planned(folder, *periods).closing
    by = By("monthly", run, date(2026, 7, 5))
    freeze(folder / "warehouse.duckdb", Store(folder), closing, by, folder / "generated")


def close(folder: Path, *periods: Period) -> None:
    """Close periods, as a run that ends well does."""
    stage(folder, *periods)
    Store(folder).commit()


def content(folder: Path) -> dict[str, str]:
    """The hash of every file of the closes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((folder / "closes").rglob("*"))
        if path.is_file()
    }


def reported(folder: Path) -> list[tuple[object, ...]]:
    """What the warehouse hands on as reported: revenue in total."""
    write_closes(folder / "warehouse.duckdb", Store(folder))
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(
            "select period_start, close_number, close_state, value, is_current "
            "from closes.reported where kpi_id = 'revenue' and dimension = 'total' order by all"
        ).fetchall()


def test_what_is_frozen_is_what_the_figures_were(folder: Path) -> None:
    close(folder, MONTH)
    # 3000, 700 and 400 pounds at 1.25.
    assert reported(folder) == [(JUNE, 1, "closed", 4200.0, True)]


def test_a_second_run_changes_nothing(folder: Path) -> None:
    close(folder, MONTH)
    before = content(folder)
    live_on(folder)
    assert planned(folder, MONTH).closing == ()
    close(folder, MONTH)
    assert content(folder) == before


def test_a_backfill_closes_what_is_missing_and_nothing_else(folder: Path) -> None:
    close(folder, MONTH)
    before = content(folder)
    close(folder, OLD, MONTH)
    assert before.items() <= content(folder).items()
    # January should have been closed in February.
    assert reported(folder) == [
        (JANUARY, 1, "late", 3500.0, True),
        (JUNE, 1, "closed", 4200.0, True),
    ]


def test_nothing_before_the_installation_is_frozen(folder: Path) -> None:
    december = Period("month", date(2025, 12, 1), date(2025, 12, 31))
    found = planned(folder, december)
    assert found.closing == ()
    assert "ended before 2026-01-10" in found.notes[0]


@pytest.mark.parametrize(
    ("as_of", "closes"),
    # The first of July 2026 is a Wednesday: its run knows the days up to the last of June.
    [(date(2026, 6, 29), False), (date(2026, 6, 30), True), (date(2026, 7, 9), True)],
)
def test_a_period_is_closed_from_its_close_day_on(folder: Path, as_of: date, closes: bool) -> None:
    assert bool(planned(folder, MONTH, as_of=as_of).closing) == closes


@pytest.mark.parametrize(
    ("end", "number", "expected"),
    [
        # Saturday and Sunday do not count; nor does the holiday of the first of January.
        (date(2026, 1, 31), 1, date(2026, 2, 2)),
        (date(2026, 1, 31), 5, date(2026, 2, 6)),
        (date(2025, 12, 31), 1, date(2026, 1, 2)),
        (date(2025, 12, 31), 2, date(2026, 1, 5)),
    ],
)
def test_the_close_day_is_a_working_day(end: date, number: int, expected: date) -> None:
    def is_open(day: date) -> bool:
        return day.weekday() < 5 and day != date(2026, 1, 1)

    assert working_day_after(end, number, is_open) == expected


def test_a_run_that_did_not_publish_closed_nothing(folder: Path) -> None:
    stage(folder, MONTH, run="killed")
    assert Store(folder).settle(lambda run: run != "killed") == [
        "2026-06 was not closed: its run was cut short"
    ]
    assert Store(folder).closes() == []
    # The next one closes it as if nothing had been.
    close(folder, MONTH)
    assert reported(folder)[0][1:3] == (1, "closed")


def test_what_a_run_published_before_it_was_killed_is_closed(folder: Path) -> None:
    stage(folder, MONTH, run="killed")
    staged = content(folder)
    # Later data must not get into what readers were given.
    live_on(folder)
    assert Store(folder).settle(lambda run: run == "killed") == [
        "2026-06 is closed: its figures were published"
    ]
    assert sorted(content(folder).values()) == sorted(staged.values())
    assert reported(folder)[0][3] == 4200.0


def test_a_close_that_is_killed_while_it_is_written_is_none(folder: Path) -> None:
    stage(folder, MONTH, run="killed")
    (half,) = (folder / "closes" / ".staged").iterdir()
    (half / MANIFEST).unlink()
    assert Store(folder).settle(lambda _: True) == []
    assert Store(folder).closes(staged=True) == []
    assert not half.exists()


def test_a_commit_that_is_killed_between_two_closes_goes_on(folder: Path) -> None:
    stage(folder, OLD, MONTH, run="killed")
    staged = folder / "closes" / ".staged"
    (staged / "month-2026-01-01-1").rename(folder / "closes" / "month-2026-01-01-1")
    Store(folder).settle(lambda run: run == "killed")
    assert [one.name for one in Store(folder).closes()] == [
        "month-2026-01-01-1",
        "month-2026-06-01-1",
    ]


def test_a_reopened_period_is_closed_again_with_what_was_reported_kept(folder: Path) -> None:
    close(folder, MONTH)
    before = content(folder)
    done = Store(folder).reopen(MONTH, " Ada ", "an invoice was missing")
    assert (done.by, done.why) == ("Ada", "an invoice was missing")
    assert before.items() <= content(folder).items()
    assert reported(folder) == [(JUNE, 1, "closed", 4200.0, False)]
    live_on(folder)
    close(folder, MONTH)
    assert reported(folder) == [
        (JUNE, 1, "closed", 4200.0, False),
        (JUNE, 2, "closed", 4200.0, True),
    ]
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        events = connection.execute(
            "select close_number, state, noted_by, why, is_current from closes.events "
            "order by noted_at"
        ).fetchall()
    assert events == [
        (1, "closed", "monthly", "its close day", False),
        (1, "reopened", "Ada", "an invoice was missing", False),
        (2, "closed", "monthly", "its close day", True),
    ]


@pytest.mark.parametrize(("by", "why", "said"), [("", "x", "say who"), ("x", " ", "say who")])
def test_reopening_needs_who_and_why(folder: Path, by: str, why: str, said: str) -> None:
    close(folder, MONTH)
    with pytest.raises(CloseError, match=said):
        Store(folder).reopen(MONTH, by, why)


def test_what_is_not_closed_can_not_be_reopened(folder: Path) -> None:
    close(folder, MONTH)
    Store(folder).reopen(MONTH, "Ada", "once")
    with pytest.raises(CloseError, match="is not closed"):
        Store(folder).reopen(MONTH, "Ada", "twice")
    with pytest.raises(CloseError, match="is not closed"):
        Store(folder).reopen(OLD, "Ada", "never")


def test_the_warehouse_may_be_lost(folder: Path) -> None:
    close(folder, MONTH)
    before = reported(folder)
    live_on(folder)
    assert reported(folder) == before


def test_the_first_day_known_does_not_move_when_the_warehouse_is_lost(folder: Path) -> None:
    store = Store(folder)
    assert store.installed_on(date(2026, 1, 10)) == date(2026, 1, 10)
    assert store.installed_on(date(2026, 7, 1)) == date(2026, 1, 10)


def lose(path: Path) -> None:
    path.unlink()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4])


def change(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize(
    ("harm", "said"), [(lose, "is gone"), (cut, "not what was written"), (change, "not what")]
)
def test_a_damaged_close_is_found(folder: Path, harm: Callable[[Path], None], said: str) -> None:
    close(folder, MONTH)
    assert Store(folder).damage() == {}
    harm(folder / "closes" / "month-2026-06-01-1" / VALUES)
    assert said in Store(folder).damage()["month-2026-06-01-1"]


def test_the_state_moves_with_each_close_and_reopening(folder: Path) -> None:
    store = Store(folder)
    seen = [store.state()]
    promised = store.state(planned(folder, MONTH).names)
    close(folder, MONTH)
    assert store.state() == promised
    seen.append(store.state())
    store.reopen(MONTH, "Ada", "why not")
    seen.append(store.state())
    assert len(set(seen)) == 3


def test_restatements_of_before_stay_until_they_are_computed_again(folder: Path) -> None:
    warehouse = folder / "warehouse.duckdb"
    write_closes(warehouse, Store(folder))
    write_restatements(warehouse, [])
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("insert into closes.restatements (kpi_id) values ('revenue')")
    write_closes(warehouse, Store(folder))
    with duckdb.connect(str(warehouse)) as connection:
        assert connection.execute("select kpi_id from closes.restatements").fetchall() == [
            ("revenue",)
        ]


def test_records_are_kept_once(folder: Path) -> None:
    close(folder, OLD)
    shutil.copytree(folder / "closes", folder / "kept")
    close(folder, MONTH)
    with duckdb.connect() as connection:
        counts = [
            connection.execute(f"select count(*) from read_parquet('{path}')").fetchall()[0][0]
            for path in sorted((folder / "closes").glob("month-*/records.parquet"))
        ]
    # 6 deals, 4 companies and 2 quotas are known from the first close on.
    assert counts == [12, 0]
