"""Who a customer is on a day, and when the relation with it began and ended."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from tests.oracle.deals import Deal
from tests.oracle.people import Dimensions
from tests.oracle.recurring import recurring_lines
from tests.oracle.truth import day_of, value_at
from tests.oracle.world import World


class Spell(NamedTuple):
    """Time without a break in which somebody was a customer; `lost_on` is its end, if past."""

    customer: str
    start: date
    lost_on: date | None

    def holds(self, day: date) -> bool:
        """Whether the customer is active at the end of a day."""
        return self.start <= day and (self.lost_on is None or day < self.lost_on)


def closed_on(deal: Deal) -> date:
    """Business day of a closed deal's closing."""
    assert deal.closed_at
    return day_of(deal.closed_at)


def dimensions_on(world: World, wins: list[Deal], day: date) -> Dimensions:
    """A customer's dimensions: the latest win's owner, the first win's channel and campaign."""
    first = wins[0]
    before = [win for win in wins if closed_on(win) <= day]
    owner = None
    if before:
        latest = before[-1]
        owner = value_at(world.deals.changes(latest.deal_id, "owner"), latest.closed_at)
    of_first = world.deals.dimensions(first, first.created_at)
    return {
        **world.people.account(first.account),
        **world.people.rep(owner, day),
        "channel": of_first["channel"],
        "campaign": of_first["campaign"],
    }


@lru_cache(maxsize=1)
def spells(world: World) -> list[Spell]:
    """Every known customer's spells, in the order of time."""
    lines = defaultdict(list)
    for line in recurring_lines(world):
        lines[line.deal.deal_id].append(line)
    lapse = timedelta(days=world.profile.windows.lapse_days)
    found = []
    for customer, wins in world.deals.wins_of.items():
        intervals: list[tuple[date, date]] = []
        for win in wins:
            on = closed_on(win)
            if not lines[win.deal_id]:
                intervals.append((on, on + lapse))
            intervals += [
                (min(on, line.starts_on), line.ends_on or date.max) for line in lines[win.deal_id]
            ]
        for start, end in _joined(intervals):
            found.append(Spell(customer, start, end if end <= world.as_of else None))
    return found


def _joined(intervals: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Intervals that overlap or touch, as one."""
    joined: list[tuple[date, date]] = []
    for start, end in sorted(intervals):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def active_on(world: World, day: date) -> set[str]:
    """Customers that are active at the end of a day."""
    return {spell.customer for spell in spells(world) if spell.holds(day)}
