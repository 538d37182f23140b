"""The company's opening hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from company.opening import Weekday
from company.profile import Profile
from tests.oracle.truth import PARIS, Truth, day_of

_WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class BusinessCalendar:
    """Opening hours of weekdays that are no holiday."""

    def __init__(self, truth: Truth, profile: Profile) -> None:
        self.truth = truth
        self.profile = profile

    @cached_property
    def _holidays(self) -> set[date]:
        market = self.profile.business_calendar.holiday_market
        return {row["holiday_on"] for row in self.truth.rows("holidays") if row["market"] == market}

    @cached_property
    def _hours(self) -> list[list[tuple[str, str]]]:
        """The opening hours of each weekday, from Monday on."""
        hours = self.profile.business_calendar.intervals()
        return [hours.get(day, []) for day in _WEEKDAYS]

    def is_open(self, day: date) -> bool:
        """Whether the company is open at some time of the day."""
        return bool(self._hours[day.weekday()]) and day not in self._holidays

    def business_hours(self, start: datetime, end: datetime) -> float:
        """Open hours between two instants."""
        total = timedelta()
        day = day_of(start)
        while day <= day_of(end):
            intervals = self._hours[day.weekday()] if day not in self._holidays else []
            for opens, closes in intervals:
                since, until = max(start, _at(day, opens)), min(end, _at(day, closes))
                # Clocks of one zone subtract as they show: instants have to be compared in UTC.
                total += max(until.astimezone(UTC) - since.astimezone(UTC), timedelta())
            day += timedelta(days=1)
        return total.total_seconds() / 3600


def _at(day: date, reading: str) -> datetime:
    """The instant at which the clock of the day shows a reading; 24:00 is its end."""
    if reading == "24:00":
        return datetime.combine(day + timedelta(days=1), time(), tzinfo=PARIS)
    return datetime.combine(day, time.fromisoformat(reading), tzinfo=PARIS)
