"""What marketing costs, and what advertising brings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tests.oracle.figures import RATIO, SUM
from tests.oracle.identity import UNKNOWN
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions
from tests.oracle.truth import Row, day_of
from tests.oracle.world import World

SLICES = ("total", "channel", "campaign", "market")
FIGURES = {
    "marketing_spend": SUM,
    "impressions": SUM,
    "ad_clicks": SUM,
    "cost_per_click": RATIO,
    "ad_click_through_rate": RATIO,
    "cost_per_lead": RATIO.monthly(),
    "cost_per_acquisition": RATIO.monthly(),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """One day's marketing cost of a campaign or channel, in reporting currency."""

    on: date
    dimensions: Dimensions
    amount: float
    is_ads: bool


def observe(world: World) -> Iterator[Observation]:
    for cost in marketing_costs(world):
        on, where, amount = cost.on, cost.dimensions, cost.amount
        yield Observation("marketing_spend", on, where, amount, slices=SLICES)
        yield Observation("cost_per_lead", on, where, amount)
        yield Observation("cost_per_acquisition", on, where, amount, slices=SLICES)
        if cost.is_ads:
            yield Observation("marketing_spend", on, where, amount, 0, "ads", slices=SLICES)
            yield Observation("cost_per_lead", on, where, amount, 0, "ads")
            yield Observation("cost_per_click", on, where, amount, slices=SLICES)
    for row in advertising(world):
        on, where = row["day"], _of_campaign(world, row["utm_campaign"])
        shown, clicks = row["impressions"], row["clicks"]
        yield Observation("impressions", on, where, shown, slices=SLICES)
        yield Observation("ad_clicks", on, where, clicks, slices=SLICES)
        # A click whose cost has no rate is on neither side.
        if world.people.rate(row["currency"], on) is not None:
            yield Observation("cost_per_click", on, where, 0, clicks, slices=SLICES)
        yield Observation("ad_click_through_rate", on, where, clicks, shown, slices=SLICES)
    for first, *_ in world.deals.wins_of.values():
        assert first.closed_at
        where = world.deals.dimensions(first, first.closed_at)
        on = day_of(first.closed_at)
        yield Observation("cost_per_acquisition", on, where, 0, 1, slices=SLICES)


def advertising(world: World) -> list[Row]:
    """Day x campaign x ad account, as last restated."""
    latest: dict[tuple[object, ...], Row] = {}
    for row in sorted(world.truth.rows("ad_spend"), key=lambda row: row["recorded_at"]):
        latest[row["day"], row["utm_campaign"], row["customer_id"]] = row
    return [row for row in latest.values() if row["day"] <= world.as_of]


def marketing_costs(world: World) -> Iterator[Cost]:
    """Advertising, and programme costs spread over their days unless they repeat advertising."""
    advertised: dict[str, list[date]] = defaultdict(list)
    for row in advertising(world):
        if row["cost"]:
            advertised[row["utm_campaign"]].append(row["day"])
        cost = world.people.reporting(Decimal(str(row["cost"])), row["currency"], row["day"])
        if cost is not None:
            yield Cost(row["day"], _of_campaign(world, row["utm_campaign"]), float(cost), True)
    for row in world.truth.rows("costs"):
        first, last = row["period_start_on"], row["period_end_on"]
        repeats = any(first <= day <= last for day in advertised[row["utm_campaign"] or ""])
        if row["kind"] != "programme" or repeats:
            continue
        where = {
            "channel": row["channel"] or UNKNOWN,
            "campaign": row["utm_campaign"] or UNKNOWN,
            "market": row["market"] or UNKNOWN,
        }
        days = (last - first).days + 1
        for day in (first + timedelta(days=offset) for offset in range(days)):
            rate = world.people.rate(row["currency"], day)
            if day <= world.as_of and rate is not None:
                yield Cost(day, where, float(row["amount"]) / days * float(rate), False)


def _of_campaign(world: World, utm_campaign: str) -> Dimensions:
    channels = {row["utm_campaign"]: row["channel"] for row in world.truth.rows("campaigns")}
    return {"channel": channels.get(utm_campaign, UNKNOWN), "campaign": utm_campaign}
