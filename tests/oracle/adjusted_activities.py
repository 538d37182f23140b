"""Calls and held meetings on the day on which they were entered, where that was late or in bulk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tests.oracle.adjusted_deals import ADJUSTED, SLICES
from tests.oracle.figures import SUM, Figure
from tests.oracle.integrity_records import how_entered
from tests.oracle.observations import Observation
from tests.oracle.truth import day_of
from tests.oracle.world import World

FIGURES: dict[str | tuple[str, str], Figure] = {
    (kpi, ADJUSTED): SUM.monthly() for kpi in ("calls_made", "meetings_held")
}


def observe(world: World) -> Iterator[Observation]:
    for activity in world.activities.past:
        row = activity.row
        is_call = row["type"] == "call" and row["direction"] == "outbound"
        if not (is_call or activity.is_held):
            continue
        late, in_bulk = how_entered(world, activity)
        # What nobody entered came late by a sync; what a tool logs as it happens is no entry.
        late = late and bool(row["recorded_by"])
        in_bulk = in_bulk and row["recorded_at"] > activity.at + timedelta(minutes=10)
        counted = max(activity.at, row["recorded_at"]) if late or in_bulk else activity.at
        if day_of(counted) > world.as_of:
            continue
        yield Observation(
            "calls_made" if is_call else "meetings_held",
            day_of(counted),
            world.activities.dimensions(activity, counted),
            1,
            variant=ADJUSTED,
            slices=SLICES,
        )
