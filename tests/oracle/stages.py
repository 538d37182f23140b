"""How deals pass from stage to stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.oracle.deals import STAGES, WON, Deal, Deals
from tests.oracle.figures import RATIO
from tests.oracle.observations import Observation
from tests.oracle.truth import day_of
from tests.oracle.world import World

FIGURES = {"stage_conversion_rate": RATIO.monthly()}


def observe(world: World) -> Iterator[Observation]:
    deals, window = world.deals, timedelta(days=world.profile.windows.stage_conversion_days)
    for deal in deals.deals:
        stages = STAGES[deal.row["pipeline"]]
        entered = entered_at(deals, deal, stages)
        for position, stage in enumerate(stages):
            if (at := entered[position]) is None:
                continue
            following = entered[position + 1]
            converted = int(following is not None and following <= at + window)
            where = deals.dimensions(deal, at)
            yield Observation("stage_conversion_rate", day_of(at), where, converted, 1)
            yield Observation("stage_conversion_rate", day_of(at), where, converted, 1, stage)


def entered_at(deals: Deals, deal: Deal, stages: tuple[str, ...]) -> list[datetime | None]:
    """When the deal first was in each stage or a later one; last, when it was won for good."""
    order = {stage: position for position, stage in enumerate(stages)}
    entered: list[datetime | None] = [None] * (len(stages) + 1)
    moves = deals.stages(deal)
    for number, (at, to) in enumerate(moves, start=1):
        # A win that a reopening undid has passed nothing.
        is_still_won = to in WON and number == len(moves)
        reached = len(stages) if is_still_won else order.get(to, -1)
        for position in range(reached + 1):
            entered[position] = entered[position] or at
    return entered
