"""The deal quality score: how good the wins are, not how many."""

from __future__ import annotations

from collections.abc import Iterator

from tests.oracle.cycles import cycle_days
from tests.oracle.deals import Deal
from tests.oracle.figures import RATIO
from tests.oracle.lead_quality import fits_ideal_customer
from tests.oracle.lines import won_lines
from tests.oracle.observations import Observation
from tests.oracle.truth import day_of
from tests.oracle.world import World

FIGURES = {"deal_quality_score": RATIO.quarterly()}


def observe(world: World) -> Iterator[Observation]:
    rules, lengths = world.profile.deal_quality, cycle_days(world)
    for deal in world.deals.won:
        assert deal.closed_at
        known = {
            name: part
            for name, part in _parts(world, deal, lengths.get(deal.deal_id)).items()
            if part is not None
        }
        weight = sum(getattr(rules, f"{name}_weight") for name in known)
        if not weight:
            continue
        points = sum(
            getattr(rules, f"{name}_weight") * min(max(part, 0.0), 1.0)
            for name, part in known.items()
        )
        where = world.deals.dimensions(deal, deal.closed_at)
        score = 100 * points / weight
        yield Observation("deal_quality_score", day_of(deal.closed_at), where, score, 1)


def _parts(world: World, deal: Deal, length: float | None) -> dict[str, float | None]:
    quality = world.profile.deal_quality
    lines = won_lines(world)[deal.deal_id]
    costed = float(sum(line.costed for line in lines))
    margin = float(sum(line.margin for line in lines))
    listed = float(sum(line.list_amount for line in lines))
    discount = float(sum(line.discount for line in lines))
    people = len(world.deals.members[deal.deal_id])
    return {
        "icp_fit": float(fits_ideal_customer(world, deal.account)) if deal.account else None,
        # Of the lines whose cost is known.
        "margin": margin / costed if costed else None,
        "discount": 1 - discount / listed if listed else None,
        "cycle": 1 - length / quality.cycle_days if length else None,
        "multi_contact": people / quality.contacts if people else None,
    }
