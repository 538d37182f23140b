"""What is due, and who launches the day that it needs."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from company import Clock
from company.clock import Grain
from orchestration.periods.rhythm import (
    CADENCES,
    DAILY,
    Cadence,
    DayState,
    cron,
    decide,
    last_closed_period,
    tick_of,
)

PARIS = Clock(ZoneInfo("Europe/Paris"))
FEBRUARY_YEAR = Clock(ZoneInfo("Europe/Paris"), fiscal_year_start_month=2)
WEEKLY, MONTHLY, QUARTERLY = (cadence for cadence in CADENCES if cadence is not DAILY)
PERIODS = (WEEKLY, MONTHLY, QUARTERLY)
#: 2024-07-01 is a Monday that opens a month and a quarter.
EVE = date(2024, 6, 30)


@pytest.mark.parametrize(
    ("grain", "as_of", "start"),
    [
        ("day", date(2026, 11, 21), date(2026, 11, 21)),
        ("week", date(2026, 11, 21), date(2026, 11, 9)),
        ("week", date(2026, 11, 22), date(2026, 11, 16)),
        ("month", date(2026, 11, 21), date(2026, 10, 1)),
        ("month", date(2026, 11, 30), date(2026, 11, 1)),
        ("quarter", date(2026, 11, 21), date(2026, 7, 1)),
        ("quarter", EVE, date(2024, 4, 1)),
    ],
)
def test_last_closed_period(grain: Grain, as_of: date, start: date) -> None:
    assert last_closed_period(PARIS, grain, as_of) == start


def test_quarters_follow_the_fiscal_year() -> None:
    assert last_closed_period(FEBRUARY_YEAR, "quarter", date(2026, 11, 21)) == date(2026, 8, 1)
    assert cron(QUARTERLY, FEBRUARY_YEAR) == "0 7 1 2,5,8,11 *"
    assert cron(QUARTERLY, PARIS) == "0 7 1 1,4,7,10 *"


def test_cron_lines() -> None:
    assert cron(DAILY, PARIS) == "0 5 * * *"
    assert cron(WEEKLY, PARIS) == "0 6 * * 1"
    assert cron(Cadence("close", "month", (6, 30), "", close_day=3), PARIS) == "30 6 3 * *"


def test_a_tick_follows_the_end_of_its_period() -> None:
    assert tick_of(QUARTERLY, PARIS, EVE).isoformat() == "2024-07-01T07:00:00+02:00"
    assert tick_of(WEEKLY, PARIS, date(2024, 7, 3)).isoformat() == "2024-07-01T06:00:00+02:00"


def test_a_monday_that_opens_a_quarter_ingests_once() -> None:
    first = decide(PARIS, EVE, PERIODS, {})
    assert [decision.action for decision in first] == ["launch_daily", "wait", "wait"]
    assert first[0].day == EVE

    while_it_runs = decide(PARIS, EVE, PERIODS, {EVE: DayState.RUNNING})
    assert {decision.action for decision in while_it_runs} == {"wait"}

    after = decide(PARIS, EVE, PERIODS, {EVE: DayState.DONE})
    assert [(d.action, d.period_start) for d in after] == [
        ("run", date(2024, 6, 24)),
        ("run", date(2024, 6, 1)),
        ("run", date(2024, 4, 1)),
    ]


def test_a_later_day_serves_too() -> None:
    (decision,) = decide(PARIS, date(2024, 7, 3), [WEEKLY], {date(2024, 7, 2): DayState.DONE})
    assert (decision.action, decision.period_start) == ("run", date(2024, 6, 24))


def test_an_earlier_day_does_not() -> None:
    (decision,) = decide(PARIS, EVE, [WEEKLY], {date(2024, 6, 29): DayState.DONE})
    assert (decision.action, decision.day) == ("launch_daily", EVE)


def test_a_failed_day_is_left_to_the_operator() -> None:
    (decision,) = decide(PARIS, EVE, [MONTHLY], {EVE: DayState.FAILED})
    assert decision.action == "wait"
    assert "failed" in decision.reason
