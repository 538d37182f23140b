"""A period that is closed, and the day on which it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

CloseGrain = Literal["month", "quarter"]
#: What is closed, and by which job.
CLOSED_GRAINS: tuple[CloseGrain, ...] = ("month", "quarter")


@dataclass(frozen=True, order=True)
class Period:
    """A month or a fiscal quarter."""

    grain: str
    start: date
    end: date

    @property
    def name(self) -> str:
        """The name in files and on the command line."""
        return f"{self.grain}-{self.start}"

    @property
    def words(self) -> str:
        """The name for people."""
        return f"{self.start:%Y-%m}" if self.grain == "month" else f"the quarter from {self.start}"


def working_day_after(end: date, number: int, is_open: Callable[[date], bool]) -> date:
    """Return the working day `number` after the day `end`; 1 is the first.

    `is_open` says which days are worked. Where none is, a month has no close day but its last.
    """
    day, found = end, 0
    # A company that never opens would be looked through for ever.
    for _ in range(366):
        day += timedelta(days=1)
        found += is_open(day)
        if found == number:
            return day
    return end + timedelta(days=number)
