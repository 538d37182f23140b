"""Closed deals: revenue, wins, win rate, deal size, new customers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tests.oracle.figures import RATIO, SUM
from tests.oracle.observations import Observation
from tests.oracle.truth import day_of
from tests.oracle.world import World

#: What is observed per deal; products are observed per line.
DEAL_SLICES = (
    "total",
    "owner",
    "team",
    "channel",
    "campaign",
    "market",
    "segment",
    "industry",
    "pipeline",
)
FIGURES = {
    "revenue": SUM,
    "deals_won": SUM,
    "new_customers": SUM,
    "win_rate": RATIO,
    "average_deal_size": RATIO,
    "quota_attainment": RATIO,
}


def observe(world: World) -> Iterator[Observation]:
    deals = world.deals
    for deal in deals.deals:
        if deal.closed_at is None:
            continue
        on, where = day_of(deal.closed_at), deals.dimensions(deal, deal.closed_at)
        won, revenue = int(deal.outcome == "won"), deal.revenue or Decimal(0)
        yield Observation("win_rate", on, where, won, 1)
        yield Observation("win_rate", on, where, won, 1, deal.row["type"])
        yield Observation("win_rate", on, where, revenue * won, revenue, "by_amount")
        if not won:
            continue
        yield Observation("revenue", on, where, revenue, slices=DEAL_SLICES)
        yield Observation(
            "revenue", on, where, revenue, variant="net_of_refunds", slices=DEAL_SLICES
        )
        yield Observation("deals_won", on, where, 1)
        # An average leaves out what nobody knows, above and below.
        if deal.revenue is not None:
            yield Observation("average_deal_size", on, where, revenue, 1)
            yield Observation("average_deal_size", on, where, revenue, 1, deal.row["type"])
        yield Observation("quota_attainment", on, where, revenue, 0)
        yield Observation("quota_attainment", on, where, revenue, 0, "to_date")
    for first, *_ in deals.wins_of.values():
        assert first.closed_at
        where = deals.dimensions(first, first.closed_at)
        yield Observation("new_customers", day_of(first.closed_at), where, 1)
