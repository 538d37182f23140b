"""Each rep's quotas, spread evenly over their days, and the reps who reached theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from tests.oracle.figures import RATIO
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions
from tests.oracle.periods import MONTH_UP, period_start, periods
from tests.oracle.truth import day_of
from tests.oracle.world import World

FIGURES = {"reps_at_quota_rate": RATIO.monthly()}


def observe(world: World) -> Iterator[Observation]:
    quotas: dict[tuple[str, date, str], float] = defaultdict(float)
    revenues: dict[tuple[str, date, str], float] = defaultdict(float)
    for day, where, quota in daily_quotas(world):
        for grain in MONTH_UP:
            if (start := period_start(day, grain)) <= world.as_of:
                quotas[grain, start, where["owner"]] += float(quota)
    for deal in world.deals.won:
        assert deal.closed_at
        on = day_of(deal.closed_at)
        owner = world.deals.dimensions(deal, deal.closed_at)["owner"]
        for grain in MONTH_UP:
            revenues[grain, period_start(on, grain), owner] += float(deal.revenue or 0)
    reps = {name: rep_id for rep_id, name in world.people.rep_names.items()}
    for (grain, start, owner), whole in quotas.items():
        if whole <= 0:
            continue
        [(_, end), *_] = periods(start, world.as_of, grain)
        where = world.people.rep(reps[owner], end)
        is_reached = int(revenues[grain, start, owner] / whole >= 1)
        yield Observation(
            "reps_at_quota_rate", end, where, is_reached, 1, grain=grain, period_start=start
        )


def daily_quotas(world: World) -> Iterator[tuple[date, Dimensions, Decimal]]:
    """Day, rep and what of the quota falls on the day; days to come at the last known rate."""
    reps = {row["email"].lower(): row["rep_id"] for row in world.truth.rows("reps")}
    for row in world.truth.rows("quotas"):
        length = (row["period_end_on"] - row["period_start_on"]).days + 1
        for offset in range(length):
            day = row["period_start_on"] + timedelta(days=offset)
            rate = world.people.rate(row["currency"], min(day, world.as_of))
            if rate is not None:
                where = world.people.rep(reps[row["rep_email"].lower()], day)
                yield day, where, Decimal(str(row["amount"])) / length * rate
