"""Money per day that the open pipeline promises, at the pace of the last 90 days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from tests.oracle.cycles import cycle_days
from tests.oracle.figures import derived, divided
from tests.oracle.observations import Observation
from tests.oracle.periods import GRAINS, periods
from tests.oracle.pipeline import open_deals
from tests.oracle.truth import day_of
from tests.oracle.world import World

_DAYS = 90


def _velocity(terms: Mapping[str, float]) -> float | None:
    """Open deals x deal size x win rate ÷ cycle, the size of deals whose amount is known."""
    size = divided(terms["amount"], terms["valued"])
    win_rate = divided(terms["won"], terms["closed"])
    cycle = divided(terms["cycle_days"], terms["cycles"])
    if size is None or win_rate is None or not cycle:
        return None
    return terms["open"] * size * win_rate / cycle


FIGURES = {"pipeline_velocity": derived(_velocity)}


def observe(world: World) -> Iterator[Observation]:
    deals, lengths = world.deals, cycle_days(world)
    first = min((day_of(deal.created_at) for deal in deals.deals), default=world.as_of)
    beginning: dict[date, list[tuple[str, date]]] = defaultdict(list)
    ending: dict[date, list[tuple[str, date]]] = defaultdict(list)
    for grain in GRAINS:
        for start, end in periods(first, world.as_of, grain):
            beginning[start].append((grain, start))
            ending[end].append((grain, start))
    for day, begun in beginning.items():
        for deal, instant in open_deals(world, day - timedelta(days=1)):
            where = deals.dimensions(deal, instant)
            for grain, start in begun:
                yield _term(start, where, "open", 1, grain)
    for deal in deals.deals:
        if deal.closed_at is None:
            continue
        on, where = day_of(deal.closed_at), deals.dimensions(deal, deal.closed_at)
        won = deal.outcome == "won"
        is_valued = won and deal.revenue is not None
        amounts = {
            "closed": 1.0,
            "won": float(won),
            "valued": float(is_valued),
            "amount": float(deal.revenue or Decimal(0)) if won else 0.0,
        }
        if deal.deal_id in lengths:
            amounts |= {"cycles": 1.0, "cycle_days": lengths[deal.deal_id]}
        for offset in range(_DAYS):
            for grain, start in ending.get(on + timedelta(days=offset), ()):
                for term, amount in amounts.items():
                    yield _term(start, where, term, amount, grain)


def _term(start: date, where: dict[str, str], term: str, amount: float, grain: str) -> Observation:
    return Observation(
        "pipeline_velocity", start, where, amount, term=term, grain=grain, period_start=start
    )
