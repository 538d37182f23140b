"""Quotas, spread over their days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from tests.oracle.figures import RATIO
from tests.oracle.observations import Observation
from tests.oracle.world import World

FIGURES = {"quota_attainment": RATIO}


def observe(world: World) -> Iterator[Observation]:
    """Each rep's monthly quota, spread evenly over its days."""
    people = world.people
    rep_ids = {row["email"].lower(): row["rep_id"] for row in world.truth.rows("reps")}
    for row in world.truth.rows("quotas"):
        days = (row["period_end_on"] - row["period_start_on"]).days + 1
        for offset in range(days):
            day = row["period_start_on"] + timedelta(days=offset)
            rate = people.rate(row["currency"], day)
            if day > world.as_of or rate is None:
                continue
            where = people.rep(rep_ids[row["rep_email"].lower()], day)
            share = Decimal(str(row["amount"])) / days * rate
            yield Observation("quota_attainment", day, where, 0, float(share))
