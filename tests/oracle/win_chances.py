"""How often deals that were in a stage at an age were won, of those closed in twelve months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from tests.oracle.adjusted_deals import entered, lost_on, traced
from tests.oracle.deals import STAGES, Deal
from tests.oracle.periods import add_months, period_start
from tests.oracle.truth import day_of
from tests.oracle.world import World

#: Greatest age of each range, in days; the last has none.
_RANGES = (30, 90, 180)
_LEAST_DEALS = 10
_ANY = -1
#: Month of the closing -> pipeline, stage and range of ages -> was each of the deals won?
Closed = dict[date, dict[tuple[str, str, int], list[bool]]]


def win_chance(
    world: World, month: date, pipeline: str, stage: str | None, age: int
) -> Decimal | None:
    """The share won of the deals closed in the twelve months that end with `month`.

    Of fewer than ten deals of the age, that of the stage at any; None where none closed.
    """
    if stage is None:
        return None
    for which, least in ((_range(age), _LEAST_DEALS), (_ANY, 1)):
        outcomes = [
            won
            for back in range(12)
            for won in _closed(world)[add_months(month, -back)][pipeline, stage, which]
        ]
        if len(outcomes) >= least:
            share = Decimal(sum(outcomes)) / len(outcomes)
            return share.quantize(Decimal("0.000001"), ROUND_HALF_UP)
    return None


def first_stage(world: World, deal: Deal) -> str | None:
    """The first open stage that the deal was in."""
    stages = STAGES[deal.row["pipeline"]]
    return next((stage for _, stage in world.deals.stages(deal) if stage in stages), None)


@lru_cache(maxsize=1)
def _closed(world: World) -> Closed:
    closed: Closed = defaultdict(lambda: defaultdict(list))
    for deal in world.deals.deals:
        lost = lost_on(world).get(deal.deal_id)
        if lost is None and deal.closed_at is None:
            continue
        on = lost or day_of(deal.closed_at)  # type: ignore[arg-type]
        seen = set(_places(world, deal, on))
        seen |= {(stage, _ANY) for stage, _ in seen}
        for stage, which in seen:
            key = (deal.row["pipeline"], stage, which)
            closed[period_start(on, "month")][key].append(deal.outcome == "won")
    return closed


def _places(world: World, deal: Deal, closed_on: date) -> Iterator[tuple[str, int]]:
    """Every stage and range of ages that the deal was in at the end of a day."""
    moves, born = world.deals.stages(deal), day_of(entered(world, deal))
    stages = STAGES[deal.row["pipeline"]]
    is_first = deal.deal_id in traced(world)
    for place, (at, stage) in enumerate(moves):
        if stage not in stages:
            continue
        left = day_of(moves[place + 1][0]) if place + 1 < len(moves) else date.max
        oldest = (min(left, closed_on) - born).days - 1
        youngest = 0 if is_first else (day_of(at) - born).days
        is_first = False
        for age in range(youngest, oldest + 1):
            yield stage, _range(age)


def _range(age: int) -> int:
    return next((place for place, most in enumerate(_RANGES) if age <= most), len(_RANGES))
