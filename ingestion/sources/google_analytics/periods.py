"""Which reports to ask for: visitors do not add up, so each grain is asked for by itself.

Days, ISO weeks and months are dimensions of GA4. Quarters and years are date ranges (four fit
into a request), as GA4 knows no fiscal year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from company.clock import Clock, Grain

#: GA4 takes at most so many date ranges in one request.
_RANGES = 4


@dataclass(frozen=True)
class Ask:
    """One report to ask for, still without its slice.

    Attributes:
        ranges: GA4's date ranges; those of a grain without dimension are named by their start.
        dimension: the dimension that holds the period; None where the date range does.
        start_of: first day of the period, from what the dimension says.
    """

    grain: Grain
    ranges: list[dict[str, str]]
    dimension: str | None
    start_of: Callable[[str], date]

    @property
    def only_start(self) -> str | None:
        """The period of every row, where a single date range is the period."""
        alone = self.dimension is None and len(self.ranges) == 1
        return self.ranges[0]["name"] if alone else None


def reports(clock: Clock, since: date, as_of: date) -> Iterator[Ask]:
    """The reports that cover every period of every grain with a day from `since` to `as_of`."""
    dimensions: dict[Grain, tuple[str, Callable[[str], date]]] = {
        "day": ("date", _day),
        "week": ("isoYearIsoWeek", _iso_week),
        "month": ("yearMonth", _month),
    }
    for grain, (dimension, start_of) in dimensions.items():
        start = clock.period_start(since, grain)
        yield Ask(grain, [_range(start, as_of)], dimension, start_of)
    for grain in ("quarter", "year"):
        ranges = list(_periods(clock, grain, since, as_of))
        for first in range(0, len(ranges), _RANGES):
            yield Ask(grain, ranges[first : first + _RANGES], None, date.fromisoformat)


def starts(clock: Clock, ask: Ask) -> Iterator[date]:
    """The first days of all periods that a report is asked for."""
    for part in ask.ranges:
        start, end = date.fromisoformat(part["startDate"]), date.fromisoformat(part["endDate"])
        while start <= end:
            yield start
            start = clock.next_period(start, ask.grain)


def _periods(clock: Clock, grain: Grain, since: date, as_of: date) -> Iterator[dict[str, str]]:
    start = clock.period_start(since, grain)
    while start <= as_of:
        following = clock.next_period(start, grain)
        yield _range(start, min(following - timedelta(days=1), as_of), start.isoformat())
        start = following


def _range(start: date, end: date, name: str | None = None) -> dict[str, Any]:
    named = {"name": name} if name else {}
    return {"startDate": start.isoformat(), "endDate": end.isoformat(), **named}


def _day(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 a day, not an instant


def _iso_week(text: str) -> date:
    return date.fromisocalendar(int(text[:4]), int(text[4:]), 1)


def _month(text: str) -> date:
    return date(int(text[:4]), int(text[4:]), 1)
