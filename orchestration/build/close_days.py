"""The day on which a month or quarter is closed: a working day of the company's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from closes import Store, working_day_after
from orchestration.company.context import Company

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def store_of(company: Company) -> Store:
    """Return the company's closes."""
    return Store(company.settings.data_dir)


def close_day(company: Company) -> Callable[[date], date]:
    """Return what says on which day a period is closed that ended on a day.

    Days without opening hours and the holidays that the last run knew are no working days.
    """
    hours = company.profile.business_calendar.hours
    open_days = {_WEEKDAYS.index(day) for day, openings in hours.items() if openings}
    days_off = store_of(company).days_off()
    number = company.profile.closes.working_day

    def after(end: date) -> date:
        return working_day_after(
            end, number, lambda day: day.weekday() in open_days and day not in days_off
        )

    return after
