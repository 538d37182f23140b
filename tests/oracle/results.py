"""Revenue by where it comes from: known customers, markets, and how often they buy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from tests.oracle.customers import closed_on
from tests.oracle.figures import PER_DISTINCT, RATIO, SUM, derived, divided
from tests.oracle.observations import Observation
from tests.oracle.periods import (
    MONTH_UP,
    QUARTER_UP,
    add_months,
    period_end,
    period_start,
    periods,
)
from tests.oracle.truth import day_of
from tests.oracle.world import World


def _growth(terms: Mapping[str, float]) -> float | None:
    now = divided(terms["revenue"], terms["size"])
    before = divided(terms["revenue_before"], terms["size_before"])
    return None if now is None or before is None else now - before


FIGURES = {
    "repeat_revenue": SUM.monthly(),
    ("repeat_revenue", "share"): RATIO.monthly(),
    "purchase_frequency": PER_DISTINCT.monthly(),
    "market_share": RATIO.quarterly(),
    "market_share_growth": derived(_growth).quarterly(),
    "new_market_revenue_share": RATIO.quarterly(),
    ("new_market_revenue_share", "amount"): SUM.quarterly(),
}


def observe(world: World) -> Iterator[Observation]:
    opened = {row["market"]: row["opened_on"] for row in world.truth.rows("opened_markets")}
    for deal in world.deals.won:
        assert deal.closed_at
        on, where = day_of(deal.closed_at), world.deals.dimensions(deal, deal.closed_at)
        revenue = deal.revenue or Decimal(0)
        is_repeat = world.deals.previous_win_at(deal, deal.closed_at) is not None
        yield Observation("repeat_revenue", on, where, revenue * is_repeat)
        yield Observation("repeat_revenue", on, where, revenue * is_repeat, revenue, "share")
        opened_on = opened.get(where["market"])
        is_new = opened_on is not None and opened_on <= on < add_months(opened_on, 12)
        new = "new_market_revenue_share"
        yield Observation(new, on, where, revenue * is_new, revenue)
        yield Observation(new, on, where, revenue * is_new, variant="amount")
    yield from _frequency(world)
    yield from _market_shares(world)


def _frequency(world: World) -> Iterator[Observation]:
    """Wins and buyers of the twelve months up to each period's end."""
    wins = [(closed_on(win), win) for wins in world.deals.wins_of.values() for win in wins]
    first = min((on for on, _ in wins), default=world.as_of)
    for grain in MONTH_UP:
        for start, end in periods(first, world.as_of, grain):
            for on, deal in wins:
                if add_months(end, -12) < on <= end:
                    assert deal.closed_at
                    where = world.deals.dimensions(deal, deal.closed_at)
                    yield Observation(
                        "purchase_frequency",
                        end,
                        where,
                        1,
                        grain=grain,
                        period_start=start,
                        distinct=world.deals.customer_of[deal.deal_id],
                    )


def _market_shares(world: World) -> Iterator[Observation]:
    """Revenue and market size, on days and in markets that have a size."""
    sized = set()
    for row in world.truth.rows("market_sizes"):
        sized.add((row["market"], row["year"]))
        first, last = date(row["year"], 1, 1), date(row["year"], 12, 31)
        length = (last - first).days + 1
        for offset in range(length):
            day = first + timedelta(days=offset)
            rate = world.people.rate(row["currency"], day)
            if day <= world.as_of and rate is not None:
                size = float(row["amount"]) / length * float(rate)
                yield from _of_market(world, day, {"market": row["market"]}, 0, size)
    for deal in world.deals.won:
        assert deal.closed_at
        on, where = day_of(deal.closed_at), world.deals.dimensions(deal, deal.closed_at)
        if (where["market"], on.year) in sized:
            yield from _of_market(world, on, where, float(deal.revenue or 0), 0)


def _of_market(
    world: World, on: date, where: dict[str, str], revenue: float, size: float
) -> Iterator[Observation]:
    yield Observation("market_share", on, where, revenue, size)
    for term, amount in (("revenue", revenue), ("size", size)):
        if not amount:
            continue
        growth = Observation("market_share_growth", on, where, amount, term=term)
        yield growth
        for grain in QUARTER_UP:
            following = period_end(period_start(on, grain), grain) + timedelta(days=1)
            if following <= world.as_of:
                yield Observation(
                    "market_share_growth",
                    following,
                    where,
                    amount,
                    term=f"{term}_before",
                    grain=grain,
                    period_start=following,
                )
