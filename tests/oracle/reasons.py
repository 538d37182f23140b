"""Why deals were won and lost."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from company.profile import slug
from tests.oracle.figures import SUM
from tests.oracle.observations import Observation
from tests.oracle.truth import day_of, value_at
from tests.oracle.world import World

FIGURES = {"win_loss_reasons": SUM.quarterly()}


def observe(world: World) -> Iterator[Observation]:
    deals = world.deals
    for deal in deals.deals:
        if deal.closed_at is None:
            continue
        on, where = day_of(deal.closed_at), deals.dimensions(deal, deal.closed_at)
        reason = value_at(deals.changes(deal.deal_id, "loss_reason"))
        competitor = value_at(deals.changes(deal.deal_id, "competitor"))
        outcome = "won" if deal.outcome == "won" else slug(reason or "") or "unspecified"
        for variant in ("", outcome, f"vs_{slug(competitor)}" if competitor else None):
            if variant is not None:
                of_amount = f"{variant}:amount" if variant else "amount"
                yield Observation("win_loss_reasons", on, where, 1, variant=variant)
                yield Observation(
                    "win_loss_reasons", on, where, deal.revenue or Decimal(0), variant=of_amount
                )
