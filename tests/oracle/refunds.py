"""Refunds: subtracted from revenue on the day they were given, for who has the deal then."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tests.oracle.figures import SUM
from tests.oracle.lines import won_lines
from tests.oracle.observations import Observation
from tests.oracle.recurring import refund_day
from tests.oracle.world import World

FIGURES = {("revenue", "net_of_refunds"): SUM}


def observe(world: World) -> Iterator[Observation]:
    for lines in won_lines(world).values():
        for line in lines:
            row = line.row
            day = refund_day(world, row) if row else None
            if row is None or day is None:
                continue
            amount = Decimal(str(row["refund_amount"]))
            refunded = world.people.reporting(amount, row["currency"], day) or Decimal(0)
            where = world.deals.dimensions(line.deal, row["refunded_at"])
            where = where | {"product": line.product}
            yield Observation("revenue", day, where, -refunded, variant="net_of_refunds")
