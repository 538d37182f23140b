"""Campaigns that earned back what they cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from tests.oracle import attribution, spend
from tests.oracle.figures import RATIO
from tests.oracle.observations import Observation
from tests.oracle.world import World

SLICES = ("total", "channel", "campaign")
FIGURES = {"campaign_hit_rate": RATIO.monthly()}


def observe(world: World) -> Iterator[Observation]:
    earned: dict[str, list[tuple[date, float]]] = defaultdict(list)
    for share in attribution.shares(world):
        if share.variant == "":
            earned[share.dimensions["campaign"]].append((share.on, float(share.numerator)))
    paid: dict[str, list[tuple[date, float]]] = defaultdict(list)
    for item in spend.marketing_costs(world):
        paid[item.dimensions["campaign"]].append((item.on, item.amount))
    rule = world.profile.campaign_hit
    for row in world.truth.rows("campaigns"):
        first, campaign = row["starts_on"], row["utm_campaign"]
        if first is None or first > world.as_of:
            continue
        last = first + timedelta(days=world.profile.windows.campaign_hit_days)
        revenue = sum(amount for on, amount in earned[campaign] if first <= on <= last)
        spent = sum(amount for on, amount in paid[campaign] if first <= on <= last)
        is_hit = int(revenue > 0 and revenue >= rule.min_return * spent)
        where = {"channel": row["channel"], "campaign": campaign}
        yield Observation("campaign_hit_rate", first, where, is_hit, 1, slices=SLICES)
