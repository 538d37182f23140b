"""Time in the simulation: instants are whole UTC seconds, days are days since 1970-01-01.

Vendors round instants differently (HubSpot milliseconds, Zendesk seconds), so the world keeps
whole seconds and no figure depends on the rounding.
"""

from __future__ import annotations

import bisect
import random
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import holidays

EPOCH = date(1970, 1, 1)
DAY = 86_400
HOUR = 3_600
BUSINESS_ZONE = "Europe/Paris"
MARKET_ZONES = {
    "FR": "Europe/Paris",
    "DE": "Europe/Berlin",
    "GB": "Europe/London",
    "ES": "Europe/Madrid",
    "IT": "Europe/Rome",
    "NL": "Europe/Amsterdam",
    "BE": "Europe/Brussels",
    "CH": "Europe/Zurich",
    "US": "America/New_York",
}
# What falls on a free day is done in the week after it, as diaries have room: Monday to Friday.
_AFTER_FREE_DAYS = (17, 24, 24, 21, 14)
# Demand by month: a weak August and December, strong spring and autumn.
_MONTHS = (0.95, 1.0, 1.12, 1.02, 0.98, 1.05, 0.82, 0.55, 1.15, 1.18, 1.14, 0.8)


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days


def to_date(day: int) -> date:
    """The calendar date of a day number."""
    return EPOCH + timedelta(days=day)


def iso_instant(instant: int) -> str:
    """ISO 8601 text of a UTC second, as `deal_changes` holds instants."""
    return datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def add_months(day: date, months: int) -> date:
    """The same day some months away, or the last day of that month when it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    first = date(index // 12, index % 12 + 1, 1)
    following = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


class Calendar:
    """The horizon of a world and the local calendars inside it."""

    def __init__(self, first_day: date, first_as_of: date) -> None:
        self.start = day_number(first_day)
        self.as_of = day_number(first_as_of)
        self.end = self.as_of + 120
        # Contracts, bookings and closings may point beyond the horizon, imported ones before it.
        self._low, self._high = self.start - 400, self.end + 1_200
        self._offsets = {zone: self._noon_offsets(zone) for zone in set(MARKET_ZONES.values())}
        self._starts = [self._midnight(day) for day in range(self._low, self._high)]
        years = range(to_date(self._low).year, to_date(self.end).year + 2)
        self.holidays: dict[str, dict[int, str]] = {
            market: {
                day_number(day): name
                for day, name in holidays.country_holidays(market, years=years).items()
            }
            for market in MARKET_ZONES
        }

    def _noon_offsets(self, zone: str) -> list[int]:
        info = ZoneInfo(zone)
        offsets = []
        for day in range(self._low, self._high):
            noon = datetime.combine(to_date(day), time(12), tzinfo=info).utcoffset()
            offsets.append(int(noon.total_seconds()) if noon else 0)
        return offsets

    def _midnight(self, day: int) -> int:
        midnight = datetime.combine(to_date(day), time(), tzinfo=ZoneInfo(BUSINESS_ZONE))
        return int(midnight.timestamp())

    @property
    def start_instant(self) -> int:
        """When the first business day of the horizon begins."""
        return self.day_start(self.start)

    @property
    def imported_on(self) -> int:
        """The day before the horizon, on which what was there before came into the systems."""
        return self.start - 1

    @property
    def import_instant(self) -> int:
        """When that day begins: before it, no system knew anything, whatever it is dated."""
        return self.day_start(self.imported_on)

    @cached_property
    def end_instant(self) -> int:
        """The instant after the last one of the horizon."""
        return self.day_start(self.end + 1)

    def day_start(self, day: int) -> int:
        """The UTC second at which a business day begins."""
        return self._starts[min(max(day - self._low, 0), len(self._starts) - 1)]

    def day_of(self, instant: int) -> int:
        """The business day of an instant."""
        return self._low + bisect.bisect_right(self._starts, instant) - 1

    def at(self, day: int, hours: float, market: str = "FR") -> int:
        """The instant of a local wall-clock time; the day's offset is the one at noon."""
        index = min(max(day - self._low, 0), self._high - self._low - 1)
        return day * DAY + int(hours * HOUR) - self._offsets[MARKET_ZONES[market]][index]

    def is_workday(self, day: int, market: str = "FR") -> bool:
        """Monday to Friday and no public holiday of the market."""
        return (day + 3) % 7 < 5 and day not in self.holidays[market]

    def workday(self, day: int, market: str = "FR") -> int:
        """The day itself, or the next working day."""
        while not self.is_workday(day, market):
            day += 1
        return day

    def work_instant(self, rng: random.Random, earliest: int, market: str = "FR") -> int:
        """An instant in working hours, as soon as possible, never before `earliest`."""
        day = self.workday(self.day_of(earliest), market)
        opening, closing = self.at(day, 8.5, market), self.at(day, 18.5, market)
        if earliest > closing - 600:
            day = self.workday(day + 1, market)
            opening, closing = self.at(day, 8.5, market), self.at(day, 18.5, market)
        low = max(opening, earliest)
        # Just after what it follows when that falls in working hours: work is done as it comes.
        span = closing - low if low == opening else min(closing - low, 2 * HOUR)
        return low + int(rng.random() * span)

    def planned_day(self, rng: random.Random, day: int, market: str = "FR") -> int:
        """The day itself, or one of the five working days after it when it is free.

        Moving all that falls on a Saturday or Sunday to the next working day would give Mondays
        three days' work.
        """
        if self.is_workday(day, market):
            return day
        days: list[int] = []
        while len(days) < 5:
            day = self.workday(day + 1, market)
            days.append(day)
        weights = [_AFTER_FREE_DAYS[(day + 3) % 7] for day in days]
        return rng.choices(days, weights)[0]

    def planned_instant(self, rng: random.Random, earliest: int, market: str = "FR") -> int:
        """An instant in working hours for work that is planned, never before `earliest`."""
        day = self.day_of(earliest)
        if earliest > self.at(day, 18.5, market) - 600:
            day += 1
        planned = self.planned_day(rng, day, market)
        return self.work_instant(rng, max(earliest, self.at(planned, 8.5, market)), market)

    def demand(self, day: int) -> float:
        """Relative demand: growth of 2 % a month, the season, the weekday."""
        moment = to_date(day)
        growth = 1.018 ** ((day - self.start) / 30.4)
        weekday = (1.1, 1.2, 1.15, 1.1, 0.95, 0.28, 0.25)[moment.weekday()]
        return float(growth * _MONTHS[moment.month - 1] * weekday)

    def quarter_end(self, day: int) -> int:
        """The last day of the calendar quarter."""
        moment = to_date(day)
        first = date(moment.year, (moment.month - 1) // 3 * 3 + 1, 1)
        return day_number(add_months(first, 3)) - 1

    def month_end(self, day: int) -> int:
        """The last day of the month."""
        return day_number(add_months(to_date(day).replace(day=1), 1)) - 1

    def clock_changes(self) -> list[int]:
        """The days of the horizon on which summer time begins or ends in the business zone."""
        starts = self._starts
        return [
            day
            for day in range(self.start, self.end)
            if starts[day + 1 - self._low] - starts[day - self._low] != DAY
        ]
