"""Open deals: stocks at the ends of periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tests.oracle.deals import CLOSED, Deal
from tests.oracle.figures import SUM
from tests.oracle.lines import CENT
from tests.oracle.observations import Observation
from tests.oracle.periods import GRAINS, periods
from tests.oracle.truth import day_of, start_of, value_at
from tests.oracle.world import World

FIGURES = {"open_pipeline": SUM, "weighted_pipeline": SUM}


def observe(world: World) -> Iterator[Observation]:
    ends: dict[date, list[tuple[str, date]]] = defaultdict(list)
    first = min((day_of(deal.created_at) for deal in world.deals.deals), default=world.as_of)
    for grain in GRAINS:
        for start, end in periods(first, world.as_of, grain):
            ends[end].append((grain, start))
    for day, ending in ends.items():
        for deal, instant in open_deals(world, day):
            text = value_at(world.deals.changes(deal.deal_id, "amount"), instant)
            amount = world.people.reporting(
                Decimal(text) if text else None, deal.row["currency"], day
            )
            odds = value_at(world.deals.changes(deal.deal_id, "probability"), instant)
            weighted = ((amount or 0) * Decimal(odds or 0)).quantize(CENT, ROUND_HALF_UP)
            where = world.deals.dimensions(deal, instant)
            for grain, start in ending:
                for kpi, value in (("open_pipeline", amount or 0), ("weighted_pipeline", weighted)):
                    yield Observation(kpi, day, where, value, grain=grain, period_start=start)


def open_deals(world: World, day: date) -> Iterator[tuple[Deal, datetime]]:
    """Deals open at the end of a day, and its last instant."""
    instant = start_of(day + timedelta(days=1)) - timedelta(microseconds=1)
    for deal in world.deals.deals:
        entered = [stage for at, stage in world.deals.stages(deal) if at <= instant]
        if deal.created_at <= instant and not CLOSED.intersection(entered[-1:]):
            yield deal, instant
