"""Closes in the rhythm, in back-ups and repairs, in messages and on pages."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from closes import Close, Period, Store
from closes.store import VALUES, close_name
from orchestration.build.close_days import close_day
from orchestration.build.closing import planned
from orchestration.company.context import Company
from orchestration.company.settings import Settings
from orchestration.periods.rhythm import CADENCES, latest_close_day, tick_of, ticks
from orchestration.recovery.backup import make_backup
from orchestration.recovery.closes import repair_closes
from orchestration.recovery.doctor import examine
from orchestration.recovery.findings import State
from orchestration.recovery.restore import restore
from orchestration.reporting import restated
from orchestration.reporting.period_review import Reviewed, write_review
from orchestration.reporting.restated import tell_restatements
from tests.orchestration.small_folder import DAY, small_folder

SEPTEMBER = Period("month", date(2026, 9, 1), date(2026, 9, 30))
OCTOBER = Period("month", date(2026, 10, 1), date(2026, 10, 31))
MONTHLY = next(cadence for cadence in CADENCES if cadence.name == "monthly")


def quiet(_line: str) -> None:
    """Show nothing."""


def close(data_dir: Path, period: Period) -> None:
    """Put a close with one file into a data folder."""
    store = Store(data_dir)
    folder = store.stage(period, 1)
    (folder / VALUES).write_bytes(b"the figures of then")
    at = datetime(2026, 11, 2, 6, 30, tzinfo=UTC)
    made = Close(period, 1, "closed", at, DAY, "run-1", "monthly", "its close day", folder)
    store.finish(folder, made)
    store.commit()


def values_of(data_dir: Path, period: Period) -> Path:
    return data_dir / "closes" / close_name(period, 1) / VALUES


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """A company with a close of September, and its back-up: to copy."""
    folder = tmp_path_factory.mktemp("first")
    company = small_folder(folder)
    close(company.settings.data_dir, SEPTEMBER)
    make_backup(company, folder / "backups", quiet)
    return company


@pytest.fixture
def company(first: Company, tmp_path: Path) -> Company:
    folder = first.settings.company.parent
    shutil.copytree(folder, tmp_path / "company", symlinks=True)
    settings = Settings(
        company=tmp_path / "company" / "company.yml",
        data_dir=tmp_path / "company" / "data",
        backup_dir=tmp_path / "company" / "backups",
    )
    return replace(first, settings=settings)


def test_the_schedule_ticks_on_every_day_that_may_be_the_close_day() -> None:
    from company import Clock
    from tests.orchestration.test_rhythm import FEBRUARY_YEAR, PARIS

    assert latest_close_day(1) == 5
    assert ticks(MONTHLY, PARIS, 1) == "30 6 1-5 * *"
    # Five working days are a week, and holidays.
    assert ticks(MONTHLY, PARIS, 5) == "30 6 1-9 * *"
    quarterly = next(cadence for cadence in CADENCES if cadence.name == "quarterly")
    assert ticks(quarterly, FEBRUARY_YEAR, 1) == "0 7 1-5 2,5,8,11 *"
    weekly = next(cadence for cadence in CADENCES if cadence.name == "weekly")
    assert ticks(weekly, PARIS, 9) == "0 6 * * 1"
    assert isinstance(PARIS, Clock)


def test_a_period_is_due_on_its_close_day(company: Company) -> None:
    from tests.orchestration.test_rhythm import PARIS

    # October 2026 ends on a Saturday.
    tick = tick_of(MONTHLY, PARIS, date(2026, 11, 1), close_day(company))
    assert tick.isoformat() == "2026-11-02T06:30:00+01:00"
    Store(company.settings.data_dir).note_days_off([date(2026, 11, 2)])
    tick = tick_of(MONTHLY, PARIS, date(2026, 11, 1), close_day(company))
    assert tick.isoformat() == "2026-11-03T06:30:00+01:00"


def test_an_installation_begins_with_its_first_snapshot(company: Company) -> None:
    with duckdb.connect(str(company.settings.warehouse_path)) as connection:
        connection.execute(
            "create table snapshots.snapshot_accounts as "
            "select timestamp '2026-10-05 22:00:00' as dbt_valid_from"
        )
        connection.execute("drop table snapshots.snapshot_people")
    # The snapshot is of the end of the fifth of October, in Paris.
    starts = [date(2026, 8, 1), SEPTEMBER.start, OCTOBER.start]
    found = planned(company, "month", starts, OCTOBER.start)
    assert [one.period for one in found.closing] == [OCTOBER]
    assert "2026-08 ended before 2026-10-05" in found.notes[0]


def test_a_backup_brings_closes_back_and_keeps_those_made_since(company: Company) -> None:
    data_dir = company.settings.data_dir
    close(data_dir, OCTOBER)
    Store(data_dir).reopen(OCTOBER, "Ada", "a mistake")
    shutil.rmtree(values_of(data_dir, SEPTEMBER).parent)
    (backup,) = (company.settings.company.parent / "backups").iterdir()
    report = restore(company, backup, quiet)
    store = Store(data_dir)
    assert {one.period for one in store.closes()} == {SEPTEMBER, OCTOBER}
    assert list(store.reopenings()) == [close_name(OCTOBER, 1)]
    assert store.damage() == {}
    assert "Kept of what was closed or reopened since" in report.read_text(encoding="utf-8")


def test_a_damaged_close_is_found_and_taken_from_the_backup(
    company: Company, tmp_path: Path
) -> None:
    data_dir = company.settings.data_dir
    values_of(data_dir, SEPTEMBER).write_bytes(b"something else")
    (finding,) = [one for one in examine(company) if one.what == "closes"]
    assert (finding.state, "not what was written" in finding.detail) == (State.WRONG, True)
    (line,) = repair_closes(company, tmp_path / "aside")
    assert "taken from accord-" in line
    assert values_of(data_dir, SEPTEMBER).read_bytes() == b"the figures of then"
    kept = tmp_path / "aside" / "closes" / close_name(SEPTEMBER, 1) / VALUES
    assert kept.read_bytes() == b"something else"


def test_a_damaged_close_without_a_backup_is_set_aside(company: Company, tmp_path: Path) -> None:
    data_dir = company.settings.data_dir
    close(data_dir, OCTOBER)
    values_of(data_dir, OCTOBER).unlink()
    (line,) = repair_closes(company, tmp_path / "aside")
    assert "no back-up has it whole" in line
    assert [one.period for one in Store(data_dir).closes()] == [SEPTEMBER]


def publish_restatements(folder: Path, now: float, effect: float | None = None) -> None:
    """Publish that revenue of September was 1000, and what it is now."""
    path = folder / "published" / "accord.duckdb"
    path.parent.mkdir(exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema if not exists kpi")
        connection.execute(
            "create or replace table kpi.kpi_restatements as select 'revenue' as kpi_id, "
            "'' as variant, 'month' as grain, date '2026-09-01' as period_start, "
            "'total' as dimension, 'value' as figure, 'late record' as cause, "
            "1 as cause_position, 1000::double as reported, ?::double as now, "
            "?::decimal(38, 9) as effect where ? <> 1000",
            [now, effect if effect is not None else now - 1000, now],
        )


def test_a_restatement_above_the_share_is_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []

    def send(_settings: Settings, title: str, body: str, *, is_good: bool) -> bool:
        sent.append(f"{title}: {body}")
        return not is_good

    monkeypatch.setattr(restated, "send", send)
    settings = Settings(data_dir=tmp_path)

    def after(now: float) -> int:
        publish_restatements(tmp_path, now)
        tell_restatements(settings, 0.05)
        return len(sent)

    assert after(1040) == 0
    assert after(1060) == 1
    assert "1,000 was reported, 1,060 now (late record +60)" in sent[0]
    # Known, and not moved by as much again.
    assert after(1060) == 1
    assert after(1100) == 1
    assert after(1120) == 2
    # What is again as it was reported is forgotten, and is a message when it comes back.
    assert after(1000) == 2
    assert after(1060) == 3


def test_the_page_of_a_quarter_has_what_the_month_lacks(tmp_path: Path) -> None:
    path = tmp_path / "accord.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            """
            create schema kpi; create schema marts;
            create table kpi.kpi_catalog as select 'revenue' as kpi_id, 'result' as family,
                'Chief revenue officer' as owner, date '2026-12-01' as review_date,
                false as is_targetable;
            create table kpi.kpi_values as
            select kpi_id, variant, 'quarter' as grain, date '2026-07-01' as period_start,
                dimension, dimension_value, value, 90::double as previous_value,
                0.25 as change_pct, 'up' as trend, 'green' as status, 'on target' as status_reason,
                true as is_complete
            from (values
                ('revenue', '', 'total', 'total', 1000::double),
                ('customer_lifetime_value', '', 'total', 'total', 5400),
                ('forecast_accuracy', '', 'total', 'total', 0.9),
                ('attributed_revenue', '', 'channel', 'email', 700),
                ('attributed_revenue', '', 'channel', 'event', 300)
            ) as figures (kpi_id, variant, dimension, dimension_value, value);
            create table marts.fct_retention_cohorts as select date '2026-01-01' as cohort_month_on,
                8 as months_since, date '2026-09-30' as observed_on, 10 as customers,
                9 as active_customers;
            """
        )
    quarter = Reviewed("quarter", date(2026, 7, 1), date(2026, 9, 30), ["the quarter"], [])
    page = write_review(path, tmp_path / "reports", "quarterly", quarter, ["revenue"])
    text = page.read_text(encoding="utf-8")
    assert page.name == "quarterly-2026-07-01.md"
    for line in (
        "- closed: the quarter",
        "- revenue: 1,000, +25.0% since the period before; green: on target",
        "- customer_lifetime_value: 5,400",
        "- 2026-01: 9 of 10 active after 8 months (90%)",
        "- linear: email 700, event 300",
        "- forecast_accuracy: 0.9",
        "- revenue: by 2026-12-01, Chief revenue officer",
    ):
        assert line in text
    month = replace(quarter, grain="month")
    text = write_review(path, tmp_path / "reports", "monthly", month, ["revenue"]).read_text()
    assert "Lifetime value" not in text
