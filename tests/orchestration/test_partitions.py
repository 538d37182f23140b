"""Periods in the company's zone and fiscal year, whatever its clock's day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from company import Profile
from company.clock import Grain
from orchestration.company.clock import CompanyClock
from orchestration.company.context import Company
from orchestration.company.settings import Settings
from orchestration.periods.partitions import partitions


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


def test_history_begins_with_a_fiscal_year() -> None:
    assert partitions(company(date(2026, 11, 21), fiscal=4), "day").get_first_partition_key() == (
        "2023-04-01"
    )


def test_fiscal_quarters() -> None:
    keys = partitions(company(date(2026, 11, 21), fiscal=2), "quarter").get_partition_keys()
    assert keys[-2:] == ["2026-05-01", "2026-08-01"]


def test_days_are_the_company_s() -> None:
    window = partitions(company(date(2026, 11, 21)), "day").time_window_for_partition_key(
        "2026-10-25"
    )
    assert window.end.timestamp() - window.start.timestamp() == 25 * 3600
