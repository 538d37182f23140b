"""The company's opening hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cached_property

from company.profile import Profile
from tests.oracle.truth import PARIS, Truth, day_of

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class BusinessCalendar:
    """Opening hours of weekdays that are no holiday."""

    def __init__(self, truth: Truth, profile: Profile) -> None:
        self.truth = truth
        self.profile = profile

    @cached_property
    def _holidays(self) -> set[date]:
        market = self.profile.business_calendar.holiday_market
        return {row["holiday_on"] for row in self.truth.rows("holidays") if row["market"] == market}

    def business_hours(self, start: datetime, end: datetime) -> float:
        """Open hours between two instants."""
        hours = self.profile.business_calendar.hours
        total = timedelta()
        day = day_of(start)
        while day <= day_of(end):
            opening = hours.get(_WEEKDAYS[day.weekday()])  # type: ignore[call-overload]
            if opening and day not in self._holidays:
                opens = datetime.combine(day, opening.opens, tzinfo=PARIS)
                closes = datetime.combine(day, opening.closes, tzinfo=PARIS)
                total += max(min(end, closes) - max(start, opens), timedelta())
            day += timedelta(days=1)
        return total.total_seconds() / 3600
