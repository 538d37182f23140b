"""MRR: the stock at each period's end, and the movements that explain its change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from tests.oracle.customers import dimensions_on
from tests.oracle.deals import Deal
from tests.oracle.figures import RATIO, SUM, Figure, derived, divided
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions
from tests.oracle.periods import MONTH_UP, add_months, periods
from tests.oracle.recurring import recurring_lines
from tests.oracle.world import World


def _growth(terms: Mapping[str, float]) -> float | None:
    return divided(terms["now"] - terms["before"], terms["before"])


def _quick(terms: Mapping[str, float]) -> float | None:
    gained = terms["new"] + terms["expansion"] + terms["reactivation"]
    return divided(gained, terms["contraction"] + terms["churn"])


#: Whose a customer is; where it comes from and what it is do not change hands.
_HANDS = ("total", "owner", "team")
MOVEMENTS = ("new", "expansion", "contraction", "churn", "reactivation")
FIGURES: dict[str | tuple[str, str], Figure] = {
    "mrr": SUM.monthly(),
    "arr": SUM.monthly(),
    **{f"mrr_{movement}": SUM.monthly() for movement in MOVEMENTS},
    "mrr_growth_rate": derived(_growth).monthly(),
    "net_revenue_retention": RATIO.monthly(),
    "gross_revenue_retention": RATIO.monthly(),
    "average_revenue_per_account": RATIO.monthly(),
    "saas_quick_ratio": derived(_quick).monthly(),
}


def observe(world: World) -> Iterator[Observation]:
    first = min((line.starts_on for line in recurring_lines(world)), default=world.as_of)
    for grain in MONTH_UP:
        for start, end in periods(first, world.as_of, grain):
            yield from _stock(world, grain, start, end)
            yield from _retention(world, grain, start, end)
    yield from _movements(world, first)
    yield from _transfers(world, first)


def mrr_on(world: World, day: date) -> dict[str, Decimal]:
    """Customer -> MRR at the end of a day, where there is some."""
    amounts: dict[str, Decimal] = defaultdict(Decimal)
    for line in recurring_lines(world):
        if line.holds(day):
            amounts[line.customer] += line.monthly
    return {customer: amount for customer, amount in amounts.items() if amount > 0}


@lru_cache(maxsize=1)
def wins_of_customers(world: World) -> dict[str, list[Deal]]:
    """Customer -> its wins, the first one first."""
    wins: dict[str, list[Deal]] = defaultdict(list)
    for deal in world.deals.won:
        wins[world.deals.customer_of[deal.deal_id]].append(deal)
    return wins


def _where(world: World, customer: str, day: date) -> Dimensions:
    return dimensions_on(world, wins_of_customers(world)[customer], day)


def _stock(world: World, grain: str, start: date, end: date) -> Iterator[Observation]:
    for day, term in ((end, "now"), (start - timedelta(days=1), "before")):
        for line in recurring_lines(world):
            if not line.holds(day):
                continue
            where = _where(world, line.customer, day) | {
                "product": line.product,
                "pipeline": line.deal.row["pipeline"],
            }
            stock = Observation("mrr", day, where, line.monthly, 0, "", grain, start)
            yield replace(stock, kpi="mrr_growth_rate", term=term)
            if term == "now":
                yield stock
                yield replace(stock, kpi="arr", numerator=12 * line.monthly)


def _retention(world: World, grain: str, start: date, end: date) -> Iterator[Observation]:
    now, then = mrr_on(world, end), mrr_on(world, add_months(end, -12))
    for customer, amount in now.items():
        where = _where(world, customer, end)
        yield Observation("average_revenue_per_account", end, where, amount, 1, "", grain, start)
    for customer, before in then.items():
        where, kept = _where(world, customer, end), now.get(customer, Decimal(0))
        yield Observation("net_revenue_retention", end, where, kept, before, "", grain, start)
        kept = min(kept, before)
        yield Observation("gross_revenue_retention", end, where, kept, before, "", grain, start)


def _movements(world: World, first: date) -> Iterator[Observation]:
    """Each customer's change from month end to month end."""
    before: dict[str, Decimal] = {}
    known: set[str] = set()
    for _, end in periods(first, world.as_of, "month"):
        now = mrr_on(world, end)
        for customer in sorted(before.keys() | now.keys()):
            was, is_now = before.get(customer, Decimal(0)), now.get(customer, Decimal(0))
            if was == is_now:
                continue
            movement = _movement(was, is_now, customer in known)
            where, amount = _where(world, customer, end), abs(is_now - was)
            yield Observation(f"mrr_{movement}", end, where, amount)
            yield Observation("saas_quick_ratio", end, where, amount, term=movement)
        before = now
        known |= now.keys()


def _transfers(world: World, first: date) -> Iterator[Observation]:
    """What went from who had a customer at a month's start, and came to who had it at its end."""
    for start, end in periods(first, world.as_of, "month"):
        eve = start - timedelta(days=1)
        for customer, amount in mrr_on(world, eve).items():
            before, after = _where(world, customer, eve), _where(world, customer, end)
            if (before["owner"], before["team"]) == (after["owner"], after["team"]):
                continue
            for where, moved in ((before, -amount), (after, amount)):
                yield Observation("mrr", end, where, moved, variant="transferred", slices=_HANDS)


def _movement(was: Decimal, is_now: Decimal, is_known: bool) -> str:
    if not was:
        return "reactivation" if is_known else "new"
    if not is_now:
        return "churn"
    return "expansion" if is_now > was else "contraction"
