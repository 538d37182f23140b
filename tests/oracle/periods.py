"""Calendar periods: their first and last days, and the days on which they end."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

GRAINS = ("day", "week", "month", "quarter", "year")
MONTH_UP = ("month", "quarter", "year")
QUARTER_UP = ("quarter", "year")


def period_start(day: date, grain: str) -> date:
    """First day of the calendar period that holds `day`."""
    if grain == "week":
        return day - timedelta(days=day.weekday())
    if grain == "month":
        return date(day.year, day.month, 1)
    if grain == "quarter":
        return date(day.year, 1 + 3 * ((day.month - 1) // 3), 1)
    if grain == "year":
        return date(day.year, 1, 1)
    return day


def period_end(start: date, grain: str) -> date:
    """Last day of the period that begins on `start`."""
    if grain == "day":
        return start
    if grain == "week":
        return start + timedelta(days=6)
    months = {"month": 1, "quarter": 3, "year": 12}[grain]
    return add_months(start, months) - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def periods(first: date, as_of: date, grain: str) -> Iterator[tuple[date, date]]:
    """First and last day of each period from `first` on; the running one ends at `as_of`."""
    start = period_start(first, grain)
    while start <= as_of:
        end = period_end(start, grain)
        yield start, min(end, as_of)
        start = end + timedelta(days=1)
