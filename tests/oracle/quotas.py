"""Quotas, spread over their days: of a whole period, and of its days so far."""

from __future__ import annotations

from collections.abc import Iterator

from tests.oracle.figures import RATIO
from tests.oracle.observations import Observation
from tests.oracle.periods import GRAINS, period_start
from tests.oracle.quota_reps import daily_quotas
from tests.oracle.world import World

FIGURES = {"quota_attainment": RATIO}


def observe(world: World) -> Iterator[Observation]:
    """Each rep's monthly quota, spread evenly over its days, those to come too."""
    kpi = "quota_attainment"
    for day, where, quota in daily_quotas(world):
        if day <= world.as_of:
            yield Observation(kpi, day, where, 0, float(quota), "to_date")
        for grain in GRAINS:
            start = period_start(day, grain)
            if start <= world.as_of:
                yield Observation(kpi, day, where, 0, float(quota), "", grain, start)
