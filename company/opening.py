"""When the company is open: intervals of each weekday, on the business clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from itertools import pairwise
from typing import Any, Literal, get_args

from pydantic import Field, field_validator, model_validator

from company.sections import Market, Section

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
#: An interval of one day: from when to when, as HH:MM; the end of the day is 24:00.
Interval = tuple[str, str]
_DAYS: tuple[Weekday, ...] = get_args(Weekday)
_MIDNIGHT = "24:00"


class Opening(Section):
    """From when to when it is open, closing excluded; over midnight where it closes no later."""

    opens: time
    closes: time | Literal["24:00"]

    @model_validator(mode="after")
    def _lasts_some_time(self) -> Opening:
        if self.opens == self.closes:
            raise ValueError("`opens` and `closes` are the same; all day is 00:00 to 24:00")
        return self

    def parts(self) -> tuple[Interval, Interval | None]:
        """Return what of it lies on its own day, and what on the next."""
        opens = f"{self.opens:%H:%M}"
        if not isinstance(self.closes, time):
            return (opens, _MIDNIGHT), None
        closes = f"{self.closes:%H:%M}"
        if self.opens < self.closes:
            return (opens, closes), None
        return (opens, _MIDNIGHT), ("00:00", closes) if closes != "00:00" else None


def _office_hours() -> dict[Weekday, tuple[Opening, ...]]:
    office = (Opening(opens=time(9), closes=time(18)),)
    return {"mon": office, "tue": office, "wed": office, "thu": office, "fri": office}


class BusinessCalendar(Section):
    """Business hours per weekday; the holidays of `holiday_market` are closed."""

    hours: dict[Weekday, tuple[Opening, ...]] = Field(default_factory=_office_hours)
    holiday_market: Market = "FR"

    @field_validator("hours", mode="before")
    @classmethod
    def _one_or_several(cls, hours: Any) -> Any:
        if not isinstance(hours, Mapping):
            return hours
        return {
            day: [one] if isinstance(one, Mapping | Opening) else one for day, one in hours.items()
        }

    @model_validator(mode="after")
    def _open_at_some_time_once(self) -> BusinessCalendar:
        if not any(self.hours.values()):
            raise ValueError("no weekday is open; give at least one, or leave `hours` out")
        for day, intervals in self.intervals().items():
            for before, after in pairwise(intervals):
                if after[0] < before[1]:
                    raise ValueError(f"hours: {day}: {before} and {after} overlap")
        return self

    def intervals(self) -> dict[Weekday, list[Interval]]:
        """Return the intervals of each weekday that is open, in order, none over midnight."""
        found: dict[Weekday, list[Interval]] = {day: [] for day in _DAYS}
        for day, openings in self.hours.items():
            following = _DAYS[(_DAYS.index(day) + 1) % len(_DAYS)]
            for opening in openings:
                own, rest = opening.parts()
                found[day].append(own)
                if rest is not None:
                    found[following].append(rest)
        return {day: sorted(intervals) for day, intervals in found.items() if intervals}
