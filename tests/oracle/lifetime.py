"""What a customer is worth over the whole relation, and against what it cost to win."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from tests.oracle.costs import marketing_spend, sales_costs
from tests.oracle.customers import active_on, closed_on, dimensions_on, spells
from tests.oracle.figures import derived, divided
from tests.oracle.lines import won_lines
from tests.oracle.observations import Observation
from tests.oracle.periods import QUARTER_UP, add_months, periods
from tests.oracle.world import World

_DAYS_OF_A_YEAR = 365.25


def _lifetime_value(terms: Mapping[str, float]) -> float | None:
    """Yearly worth of an active customer x years that one lasts."""
    yearly = divided(terms["worth"], terms["active"])
    if not terms["lost"]:
        years = divided(terms["years"], terms["active"])
    else:
        # Lost, but none to lose a year ago: a churn without denominator is no churn.
        years = divided(terms["active_then"], terms["lost"]) if terms["active_then"] else None
    return None if yearly is None or years is None else yearly * years


def _to_cac(terms: Mapping[str, float]) -> float | None:
    value, cost = _lifetime_value(terms), divided(terms["cost"], terms["new"])
    return None if value is None or not cost else value / cost


FIGURES = {
    "customer_lifetime_value": derived(_lifetime_value).quarterly(),
    "ltv_to_cac_ratio": derived(_to_cac).quarterly(),
}


def observe(world: World) -> Iterator[Observation]:
    first = min((spell.start for spell in spells(world)), default=world.as_of)
    for grain in QUARTER_UP:
        for start, end in periods(first, world.as_of, grain):
            for item in _of_customers(world, grain, start, end):
                yield item
                if item.variant == "":
                    yield replace(item, kpi="ltv_to_cac_ratio")
    for cost in (*marketing_spend(world), *sales_costs(world)):
        yield replace(cost, kpi="ltv_to_cac_ratio", term="cost")
    for first_win, *_ in world.deals.wins_of.values():
        assert first_win.closed_at
        where = world.deals.dimensions(first_win, first_win.closed_at)
        yield Observation("ltv_to_cac_ratio", closed_on(first_win), where, 1, term="new")


def _of_customers(world: World, grain: str, start: date, end: date) -> Iterator[Observation]:
    terms: dict[str, dict[str, float]] = defaultdict(dict)
    then, wins_of = add_months(end, -12), world.deals.wins_of
    for account in active_on(world, end):
        recent = [win for win in wins_of[account] if then < closed_on(win) <= end]
        lines = [line for win in recent for line in won_lines(world)[win.deal_id]]
        began = closed_on(wins_of[account][0])
        terms[account] |= {
            "active": 1,
            "years": (end - began).days / _DAYS_OF_A_YEAR,
            "worth": float(sum(win.revenue or 0 for win in recent)),
            "margin": float(sum(line.margin for line in lines)),
        }
    for account in active_on(world, then):
        terms[account]["active_then"] = 1
    for spell in spells(world):
        if spell.lost_on and then < spell.lost_on <= end:
            lost = terms[spell.customer].get("lost", 0)
            terms[spell.customer]["lost"] = lost + 1
    for account, amounts in terms.items():
        where = dimensions_on(world, wins_of[account], end)
        for term, amount in amounts.items():
            for variant, its in (("", "worth"), ("customer_lifetime_margin", "margin")):
                if term in ("worth", "margin") and term != its:
                    continue
                yield Observation(
                    "customer_lifetime_value",
                    end,
                    where,
                    amount,
                    variant=variant,
                    grain=grain,
                    period_start=start,
                    term="worth" if term == its else term,
                )
