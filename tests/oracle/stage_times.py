"""How long deals stay in each open stage."""

from __future__ import annotations

from collections.abc import Iterator

from tests.oracle.deals import CLOSED, STAGES, days
from tests.oracle.figures import RATIO, Figure, percentile
from tests.oracle.observations import Observation
from tests.oracle.truth import day_of
from tests.oracle.world import World

FIGURES: dict[str | tuple[str, str], Figure] = {
    "time_in_stage": percentile(0.5).monthly(),
    ("time_in_stage", "mean"): RATIO.monthly(),
    **{
        ("time_in_stage", f"{stage}:mean"): RATIO.monthly()
        for stages in STAGES.values()
        for stage in stages
    },
}


def observe(world: World) -> Iterator[Observation]:
    for deal in world.deals.deals:
        stage, since = None, None
        for at, following in world.deals.stages(deal):
            if following == stage:
                continue
            if stage is not None and stage not in CLOSED and since is not None:
                length, where = days(at - since), world.deals.at(deal, at)
                for variant in ("", "mean", stage, f"{stage}:mean"):
                    yield Observation("time_in_stage", day_of(at), where, length, 1, variant)
            stage, since = following, at
