"""Which periods a run closes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from closes.periods import Period
from closes.store import Close, Store, close_name


@dataclass(frozen=True)
class Planned:
    """A period that is to be closed, with its number and state."""

    period: Period
    number: int
    state: str


@dataclass(frozen=True)
class Plan:
    """What a run closes, and in words what it does not.

    Attributes:
        closing: the periods to close.
        notes: why others are not, one line each.
    """

    closing: tuple[Planned, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """The names of the closes to come."""
        return [close_name(one.period, one.number) for one in self.closing]


def plan(
    store: Store,
    periods: Iterable[Period],
    as_of: date,
    installed_on: date,
    close_day: Callable[[Period], date],
    last_ended: Mapping[str, date],
) -> Plan:
    """Say which of the periods that a run is for are closed by it.

    A period is closed once, from its close day on. One that ended before the installation never
    is: nothing of it was ever reported. An old one that had not been closed is `late`.

    Args:
        store: the closes there are.
        periods: what the run is for.
        as_of: the last day that the figures know: a run is on the day after.
        installed_on: the first day that the installation knew.
        close_day: the day on which a period is closed.
        last_ended: the first day of the last period of each grain that has ended.
    """
    current: Mapping[Period, Close] = store.current()
    asked = sorted(periods)
    closing, notes = [], []
    for period in asked:
        due = close_day(period)
        if period in current:
            notes.append(f"{period.words} stays as it was closed on {_day(current[period])}")
        elif period.end < installed_on:
            notes.append(f"{period.words} ended before {installed_on}, the first day known here")
        elif as_of + timedelta(days=1) < due:
            notes.append(f"{period.words} is closed from {due} on")
        else:
            number = store.next_number(period)
            is_old = number == 1 and period.start < last_ended[period.grain]
            closing.append(Planned(period, number, "late" if is_old else "closed"))
    return Plan(tuple(closing), tuple(notes))


def _day(close: Close) -> str:
    return f"{close.closed_at:%Y-%m-%d}"
