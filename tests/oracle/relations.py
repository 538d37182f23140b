"""Churn, retention, loyalty and how long relations last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from tests.oracle.customers import active_on, closed_on, dimensions_on, spells
from tests.oracle.figures import RATIO, derived, divided, of_values
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions
from tests.oracle.periods import MONTH_UP, QUARTER_UP, add_months, periods
from tests.oracle.world import World

_DAYS_OF_A_MONTH = 30.4375


def restricted_mean(values: list[tuple[float, float]]) -> float | None:
    """Area under the Kaplan-Meier curve up to the longest duration.

    `values`: duration, and 1 if it ended, 0 if it still goes on.
    """
    at_risk, survival, area, before = len(values), 1.0, 0.0, 0.0
    for duration, group in groupby(sorted(values), key=lambda value: value[0]):
        members = list(group)
        area += survival * (duration - before)
        survival *= 1 - sum(ended for _, ended in members) / at_risk
        at_risk -= len(members)
        before = duration
    return area


FIGURES = {
    "customer_churn_rate": RATIO.monthly(),
    "customer_retention_rate": derived(
        lambda terms: divided(terms["active"] - terms["lost"], terms["active"])
    ).monthly(),
    "loyal_customers_rate": RATIO.quarterly(),
    "average_relationship_duration": of_values(restricted_mean).quarterly(),
    ("average_relationship_duration", "plain"): RATIO.quarterly(),
}


def observe(world: World) -> Iterator[Observation]:
    first = min((spell.start for spell in spells(world)), default=world.as_of)
    for grain in MONTH_UP:
        for start, end in periods(first, world.as_of, grain):
            yield from _churn(world, grain, start, end)
            if grain in QUARTER_UP:
                yield from _loyal(world, grain, start, end)
                yield from _durations(world, grain, start, end)


def _where(world: World, account: str, day: date) -> Dimensions:
    return dimensions_on(world, world.deals.wins_of[account], day)


def _churn(world: World, grain: str, start: date, end: date) -> Iterator[Observation]:
    churn, retention = "customer_churn_rate", "customer_retention_rate"
    for account in active_on(world, start - timedelta(days=1)):
        where = _where(world, account, end)
        yield Observation(churn, end, where, 0, 1, "", grain, start)
        yield Observation(retention, end, where, 1, 0, "", grain, start, term="active")
    for spell in spells(world):
        if spell.lost_on and start <= spell.lost_on <= end:
            where = _where(world, spell.customer, end)
            yield Observation(churn, end, where, 1, 0, "", grain, start)
            yield Observation(retention, end, where, 1, 0, "", grain, start, term="lost")


def _loyal(world: World, grain: str, start: date, end: date) -> Iterator[Observation]:
    rule = world.profile.loyalty
    for account in active_on(world, end):
        days = [closed_on(win) for win in world.deals.wins_of[account] if closed_on(win) <= end]
        is_loyal = (
            len(days) >= rule.min_purchases and min(days) <= add_months(end, -rule.min_months)
            if days
            else False
        )
        where = _where(world, account, end)
        yield Observation("loyal_customers_rate", end, where, int(is_loyal), 1, "", grain, start)


def _durations(world: World, grain: str, start: date, end: date) -> Iterator[Observation]:
    kpi = "average_relationship_duration"
    for spell in spells(world):
        if spell.start > end:
            continue
        has_ended = spell.lost_on is not None and spell.lost_on <= end
        until = spell.lost_on if spell.lost_on and has_ended else end
        months = (until - spell.start).days / _DAYS_OF_A_MONTH
        where = _where(world, spell.customer, end)
        yield Observation(kpi, end, where, months, int(has_ended), "", grain, start)
        if has_ended:
            yield Observation(kpi, end, where, months, 1, "plain", grain, start)
