"""The rhythm as data, and what is due: pure decisions, no Dagster.

Weekly, monthly and quarterly runs never ingest. They need the daily partition of their last day:
they wait for it, or launch it once. On a Monday that opens a quarter one daily run is launched, not
three.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Literal

from company import Clock
from company.clock import Grain


class PeriodError(ValueError):
    """No run can be for that period; the message says which ones there are."""


@dataclass(frozen=True)
class Cadence:
    """A job that runs once a period.

    Attributes:
        name: of the job and its schedule.
        grain: of its partitions.
        at: hour and minute, in the company's time zone.
        close_day: day of the period on which it runs; 1 is the day after the period before ended.
        summary: what it does, for the UI.
        closes: whether it closes its period, on a working day that the profile says.
    """

    name: str
    grain: Grain
    at: tuple[int, int]
    summary: str
    close_day: int = 1
    closes: bool = False


DAILY = Cadence("daily", "day", (5, 0), "Load everything, rebuild the funnel and KPIs, publish.")
#: A schedule is one line here: its job, partitions, sensor and name on the command line follow.
CADENCES = (
    DAILY,
    Cadence("weekly", "week", (6, 0), "Performance against targets, by day and week."),
    Cadence(
        "monthly",
        "month",
        (6, 30),
        "Every KPI of the month, its trends and what was unusual; the month is closed.",
        closes=True,
    ),
    Cadence(
        "quarterly",
        "quarter",
        (7, 0),
        "Lifetime value, cohorts, attribution, forecast accuracy, integrity; the fiscal quarter is "
        "closed.",
        closes=True,
    ),
)


class DayState(Enum):
    """The state of one day's daily partition."""

    ABSENT = "absent"
    RUNNING = "running"
    FAILED = "failed"
    DONE = "done"


@dataclass(frozen=True)
class Decision:
    """What to do about one due period: `run` it, `launch_daily` for the day it needs, or `wait`."""

    action: Literal["run", "launch_daily", "wait"]
    cadence: Cadence
    period_start: date
    day: date
    reason: str


def cron(cadence: Cadence, calendar: Clock) -> str:
    """Return the cadence's cron line in the company's time zone and fiscal year."""
    hour, minute = cadence.at
    match cadence.grain:
        case "day":
            return f"{minute} {hour} * * *"
        case "week":
            return f"{minute} {hour} * * {cadence.close_day}"
        case "month":
            return f"{minute} {hour} {cadence.close_day} * *"
        case "quarter":
            months = fiscal_quarter_months(calendar.fiscal_year_start_month)
            return f"{minute} {hour} {cadence.close_day} {months} *"
        case "year":
            month = calendar.fiscal_year_start_month
            return f"{minute} {hour} {cadence.close_day} {month} *"


def latest_close_day(working_day: int) -> int:
    """Return the last day of a month that can be its working day of this number.

    Weekends lie between, and two holidays at most; what closes later is run by the sensor.
    """
    return working_day + 2 * ((working_day + 4) // 5) + 2


def ticks(cadence: Cadence, calendar: Clock, working_day: int) -> str:
    """Return the cron line of the schedule: of what closes, every day that may be its close day."""
    if not cadence.closes:
        return cron(cadence, calendar)
    minute, hour, _, months, weekdays = cron(cadence, calendar).split(" ")
    return f"{minute} {hour} 1-{latest_close_day(working_day)} {months} {weekdays}"


def fiscal_quarter_months(fiscal_year_start_month: int) -> str:
    """Return the months that open a fiscal quarter, as cron has them: `1,4,7,10`."""
    first = (fiscal_year_start_month - 1) % 3 + 1
    return ",".join(str(month) for month in range(first, 13, 3))


def last_closed_period(calendar: Clock, grain: Grain, as_of: date) -> date:
    """Return the first day of the last period that had ended by the end of `as_of`."""
    start = calendar.period_start(as_of, grain)
    if calendar.period_end(as_of, grain) == as_of:
        return start
    return calendar.period_start(start - timedelta(days=1), grain)


def tick_of(
    cadence: Cadence,
    calendar: Clock,
    as_of: date,
    close_day: Callable[[date], date] | None = None,
) -> datetime:
    """Return when the schedule ticks for the last period that had ended by `as_of`.

    `close_day` says on which day a period that ended on a day is closed.
    """
    start = last_closed_period(calendar, cadence.grain, as_of)
    end = calendar.period_end(start, cadence.grain)
    day = end + timedelta(days=cadence.close_day)
    if cadence.closes and close_day is not None:
        day = close_day(end)
    return datetime.combine(day, time(*cadence.at), tzinfo=calendar.zone)


def decide(
    calendar: Clock,
    as_of: date,
    due: Iterable[Cadence],
    days: Mapping[date, DayState],
) -> list[Decision]:
    """Return what to do about the last closed period of each cadence in `due`.

    A day is launched at most once, whoever needs it, and never again after it failed: an operator
    looks at the failure first.

    Args:
        calendar: the company's.
        as_of: the current day of the company's clock.
        due: cadences whose last closed period has not run.
        days: state of the daily partitions; a day that is not named is absent.
    """
    done = [day for day, state in days.items() if state is DayState.DONE]
    latest = days.get(as_of, DayState.ABSENT)
    decisions = []
    for cadence in due:
        start = last_closed_period(calendar, cadence.grain, as_of)
        end = calendar.period_end(start, cadence.grain)
        # A run loads up to the clock, so that any later day holds this period too.
        if any(day >= end for day in done):
            decisions.append(Decision("run", cadence, start, end, f"daily {max(done)} is there"))
        elif latest is DayState.RUNNING:
            decisions.append(Decision("wait", cadence, start, as_of, f"daily {as_of} is running"))
        elif latest is DayState.FAILED:
            reason = f"daily {as_of} failed; run it again and this follows"
            decisions.append(Decision("wait", cadence, start, as_of, reason))
        else:
            latest = DayState.RUNNING
            decisions.append(
                Decision("launch_daily", cadence, start, as_of, f"daily {as_of} is not there yet")
            )
    return decisions
