"""Periods in the company's zone and fiscal year, whatever its clock's day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import dagster as dg
import pytest

from company import Profile
from company.clock import Grain
from orchestration.company.clock import CompanyClock
from orchestration.company.context import Company
from orchestration.company.settings import Settings
from orchestration.periods.partitions import day_of_run, partitions, require_period
from orchestration.periods.rhythm import CADENCES, PeriodError


def company(as_of: date, *, is_live: bool = False, fiscal: int = 1) -> Company:
    profile = Profile.model_validate(
        {"name": "x", "sources": {"hubspot": True}, "fiscal_year_start_month": fiscal}
    )
    clock = CompanyClock(as_of, as_of, is_live)
    return Company(Settings(data_dir=Path("unused")), profile, clock)


@pytest.mark.parametrize(
    ("grain", "last"),
    [
        ("day", "1998-06-30"),
        ("week", "1998-06-22"),
        ("month", "1998-06-01"),
        ("quarter", "1998-04-01"),
    ],
)
def test_a_fixed_clock_ends_the_periods(grain: Grain, last: str) -> None:
    keys = partitions(company(date(1998, 6, 30)), grain).get_partition_keys()
    assert keys[-1] == last


@pytest.mark.parametrize("grain", ["day", "week", "month", "quarter"])
def test_a_clock_ahead_of_the_real_date_has_its_periods(grain: Grain) -> None:
    ahead = company(date(2099, 12, 31))
    keys = partitions(ahead, grain).get_partition_keys()
    last_day = ahead.calendar.period_end(date.fromisoformat(keys[-1]), grain)
    assert last_day <= date(2099, 12, 31)
    assert date(2099, 12, 31) - last_day < timedelta(days=7)


@pytest.mark.parametrize(
    ("grain", "first"),
    [
        # From the fiscal quarter before, and the fiscal year before.
        ("day", "2026-07-01"),
        ("week", "2025-03-31"),
        ("month", "2023-04-01"),
        ("quarter", "2023-04-01"),
    ],
)
def test_history_begins_with_a_fiscal_period(grain: Grain, first: str) -> None:
    found = partitions(company(date(2026, 11, 21), fiscal=4), grain)
    assert found.get_first_partition_key() == first


def test_the_day_of_a_run_is_that_of_its_partition_whatever_a_step_makes() -> None:
    otherwise = date(2026, 11, 21)
    for tags, day in (
        ({"dagster/partition": "2026-11-02"}, date(2026, 11, 2)),
        (
            {
                "dagster/asset_partition_range_start": "2026-11-02",
                "dagster/asset_partition_range_end": "2026-11-05",
            },
            date(2026, 11, 2),
        ),
        ({}, otherwise),
    ):
        run = dg.DagsterRun(job_name="daily", tags=tags)
        assert day_of_run(run, otherwise) == day


def test_fiscal_quarters() -> None:
    keys = partitions(company(date(2026, 11, 21), fiscal=2), "quarter").get_partition_keys()
    assert keys[-2:] == ["2026-05-01", "2026-08-01"]


def test_days_are_the_company_s() -> None:
    window = partitions(company(date(2026, 11, 21)), "day").time_window_for_partition_key(
        "2026-10-25"
    )
    assert window.end.timestamp() - window.start.timestamp() == 25 * 3600


@pytest.mark.parametrize(
    ("name", "first", "said"),
    [
        ("weekly", "2026-11-24", "the one that it lies in begins on 2026-11-23"),
        ("monthly", "2026-12-01", "from 2023-01-01 to 2026-10-01"),
        ("daily", "2020-01-01", "from 2026-07-01 to 2026-11-27"),
        ("weekly", "2026-11-16", ""),
        ("daily", "2026-11-27", ""),
    ],
)
def test_a_period_that_is_none_is_refused_with_those_that_are(
    name: str, first: str, said: str
) -> None:
    [cadence] = [cadence for cadence in CADENCES if cadence.name == name]
    asked = company(date(2026, 11, 27)), cadence, date.fromisoformat(first)
    if not said:
        require_period(*asked)
        return
    with pytest.raises(PeriodError, match=said):
        require_period(*asked)
