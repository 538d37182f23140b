"""The company's clock: business days in its time zone, periods in its fiscal year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Grain = Literal["day", "week", "month", "quarter", "year"]
GRAINS: tuple[Grain, ...] = ("day", "week", "month", "quarter", "year")


@dataclass(frozen=True)
class Clock:
    """Turn instants into business days, and days into periods.

    A day is a calendar day in `zone` (23 or 25 hours long when clocks change); weeks are ISO
    weeks; quarters and years begin with the fiscal year's first month.
    """

    zone: ZoneInfo
    fiscal_year_start_month: int = 1

    def business_day(self, instant: datetime) -> date:
        """Return the business day that holds `instant` (which must carry its zone)."""
        if instant.tzinfo is None:
            raise ValueError("an instant without a time zone has no business day; give it one")
        return instant.astimezone(self.zone).date()

    def day_start(self, day: date) -> datetime:
        """Return the UTC instant at which the business day begins."""
        return datetime.combine(day, time(), tzinfo=self.zone).astimezone(UTC)

    def day_end(self, day: date) -> datetime:
        """Return the UTC instant at which the next business day begins."""
        return self.day_start(day + timedelta(days=1))

    def yesterday(self, now: datetime) -> date:
        """Return the last business day that had ended at `now`: the default `as_of`."""
        return self.business_day(now) - timedelta(days=1)

    def period_start(self, day: date, grain: Grain) -> date:
        """Return the first day of the period of `grain` that holds `day`."""
        match grain:
            case "day":
                return day
            case "week":
                return day - timedelta(days=day.weekday())
            case "month":
                return day.replace(day=1)
            case "quarter":
                return _months_back(day, (day.month - self.fiscal_year_start_month) % 3)
            case "year":
                return _months_back(day, (day.month - self.fiscal_year_start_month) % 12)

    def period_end(self, day: date, grain: Grain) -> date:
        """Return the last day of the period of `grain` that holds `day`."""
        return self.next_period(day, grain) - timedelta(days=1)

    def next_period(self, day: date, grain: Grain) -> date:
        """Return the first day of the period after the one that holds `day`."""
        start = self.period_start(day, grain)
        match grain:
            case "day":
                return start + timedelta(days=1)
            case "week":
                return start + timedelta(days=7)
            case "month":
                return _months_back(start, -1)
            case "quarter":
                return _months_back(start, -3)
            case "year":
                return _months_back(start, -12)


def _months_back(day: date, months: int) -> date:
    """Return the first of the month that lies `months` before the month of `day`."""
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)
