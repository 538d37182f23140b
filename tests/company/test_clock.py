from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from company.clock import GRAINS, Clock, Grain

PARIS = Clock(ZoneInfo("Europe/Paris"))
JULY = Clock(ZoneInfo("Europe/Paris"), fiscal_year_start_month=7)


@pytest.mark.fault(21)
@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)],
)
def test_a_day_is_as_long_as_its_clock_says(day: date, hours: int) -> None:
    assert PARIS.day_end(day) - PARIS.day_start(day) == timedelta(hours=hours)


@pytest.mark.fault(20)
def test_late_evening_in_utc_is_the_next_day_in_paris() -> None:
    assert PARIS.business_day(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == date(2026, 7, 1)


@pytest.mark.fault(20)
def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        PARIS.business_day(datetime(2026, 6, 30))  # noqa: DTZ001


@pytest.mark.fault(21)
@pytest.mark.parametrize(
    ("grain", "start", "end"),
    [
        ("week", date(2026, 12, 28), date(2027, 1, 3)),
        ("month", date(2027, 1, 1), date(2027, 1, 31)),
        ("quarter", date(2027, 1, 1), date(2027, 3, 31)),
        ("year", date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_periods_of_new_years_day(grain: Grain, start: date, end: date) -> None:
    day = date(2027, 1, 1)
    assert PARIS.period_start(day, grain) == start
    assert PARIS.period_end(day, grain) == end


def test_a_fiscal_year_from_july() -> None:
    assert JULY.period_start(date(2026, 6, 30), "year") == date(2025, 7, 1)
    assert JULY.period_end(date(2026, 7, 1), "year") == date(2027, 6, 30)
    assert JULY.period_start(date(2026, 12, 31), "quarter") == date(2026, 10, 1)


@pytest.mark.fault(21)
@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from(GRAINS), st.integers(1, 12))
def test_every_day_lies_in_its_period_and_periods_touch(
    day: date, grain: Grain, month: int
) -> None:
    clock = Clock(ZoneInfo("UTC"), month)
    start, end = clock.period_start(day, grain), clock.period_end(day, grain)
    assert start <= day <= end
    assert clock.period_start(end, grain) == start
    assert clock.period_start(end + timedelta(days=1), grain) == end + timedelta(days=1)
