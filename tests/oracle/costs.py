"""What selling costs, and what it brings: CAC, its payback, ROMI, ROAS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from tests.oracle import attribution
from tests.oracle.attribution import UNATTRIBUTED
from tests.oracle.figures import RATIO, SUM, Figure, derived, divided
from tests.oracle.identity import UNKNOWN
from tests.oracle.lines import won_lines
from tests.oracle.models import MODELS
from tests.oracle.observations import Observation
from tests.oracle.spend import marketing_costs
from tests.oracle.truth import day_of
from tests.oracle.world import World

_SALES = ("salaries", "commissions", "tools")
_PAID = ("paid_search", "paid_social", "display", "video")
_VARIANTS = ("", *MODELS, "markov")


def _return(terms: Mapping[str, float]) -> float | None:
    return divided(terms["revenue"] - terms["spend"], terms["spend"])


FIGURES: dict[str | tuple[str, str], Figure] = {
    "sales_cost": SUM.monthly(),
    "customer_acquisition_cost": RATIO.monthly(),
    "cac_payback_months": RATIO.monthly(),
    "marketing_roi": derived(_return).monthly(),
    "return_on_ad_spend": RATIO,
}


def observe(world: World) -> Iterator[Observation]:
    for item in sales_costs(world):
        yield item
        yield from _acquisition(item)
    for item in marketing_spend(world):
        yield from _acquisition(item)
        for variant in _VARIANTS:
            yield replace(item, kpi="marketing_roi", variant=variant, term="spend")
    for item in marketing_spend(world, is_ads=True):
        for variant in _VARIANTS:
            spent = float(item.numerator)
            yield replace(
                item, kpi="return_on_ad_spend", variant=variant, numerator=0, denominator=spent
            )
    for item in attribution.shares(world):
        if item.dimensions["channel"] != UNATTRIBUTED:
            yield replace(item, kpi="marketing_roi", term="revenue")
        if item.dimensions["channel"] in _PAID:
            yield replace(item, kpi="return_on_ad_spend")
    yield from _new_customers(world)


def marketing_spend(world: World, *, is_ads: bool = False) -> Iterator[Observation]:
    """Advertising and programme costs by day; or advertising alone."""
    for cost in marketing_costs(world):
        if cost.is_ads or not is_ads:
            yield Observation("marketing_spend", cost.on, cost.dimensions, cost.amount)


def sales_costs(world: World) -> Iterator[Observation]:
    """Salaries, commissions and tools, spread over their days."""
    for row in world.truth.rows("costs"):
        if row["kind"] not in _SALES:
            continue
        length = (row["period_end_on"] - row["period_start_on"]).days + 1
        where = {
            "channel": row["channel"] or UNKNOWN,
            "campaign": row["utm_campaign"] or UNKNOWN,
            "market": row["market"] or UNKNOWN,
        }
        for offset in range(length):
            day = row["period_start_on"] + timedelta(days=offset)
            rate = world.people.rate(row["currency"], day)
            if day <= world.as_of and rate is not None:
                cost = float(row["amount"]) / length * float(rate)
                yield Observation("sales_cost", day, where, cost)


def _acquisition(cost: Observation) -> Iterator[Observation]:
    for kpi in ("customer_acquisition_cost", "cac_payback_months"):
        yield replace(cost, kpi=kpi, variant="")


def _new_customers(world: World) -> Iterator[Observation]:
    """First wins, and what they earn in a month."""
    for first, *_ in world.deals.wins_of.values():
        assert first.closed_at
        on, where = day_of(first.closed_at), world.deals.dimensions(first, first.closed_at)
        lines = won_lines(world)[first.deal_id]
        margin = float(sum(line.margin for line in lines))
        yield Observation("customer_acquisition_cost", on, where, 0, 1)
        yield Observation("cac_payback_months", on, where, 0, margin / 12)
