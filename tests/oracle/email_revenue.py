"""What e-mail earns: revenue whose last touch was an e-mail, per e-mail and of all revenue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tests.oracle import attribution, emails
from tests.oracle.figures import RATIO
from tests.oracle.observations import Observation
from tests.oracle.truth import day_of
from tests.oracle.world import World

FIGURES = {"revenue_per_email": RATIO.monthly(), "email_revenue_share": RATIO.monthly()}


def observe(world: World) -> Iterator[Observation]:
    for item in attribution.observe(world):
        if item.kpi == "email_attributed_revenue":
            yield replace(item, kpi="revenue_per_email")
            yield replace(item, kpi="email_revenue_share")
    for item in emails.observe(world):
        # Of the open rate the denominator: delivered, counted at the send.
        if item.kpi == "email_open_rate":
            yield replace(item, kpi="revenue_per_email", numerator=0)
    for deal in world.deals.won:
        assert deal.closed_at
        where, revenue = world.deals.dimensions(deal, deal.closed_at), deal.revenue or Decimal(0)
        yield Observation("email_revenue_share", day_of(deal.closed_at), where, 0, revenue)
