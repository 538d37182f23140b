"""Target accounts that reps were in touch with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from tests.oracle.figures import RATIO
from tests.oracle.observations import Observation
from tests.oracle.periods import QUARTER_UP, add_months, periods
from tests.oracle.truth import day_of
from tests.oracle.world import World

SLICES = ("total", "market", "segment", "industry")
FIGURES = {"market_coverage_rate": RATIO.quarterly()}


def observe(world: World) -> Iterator[Observation]:
    targets, touched = world.truth.rows("target_accounts"), _touched(world)
    first = min((row["added_on"] for row in targets), default=world.as_of)
    for grain in QUARTER_UP:
        for start, end in periods(first, world.as_of, grain):
            for row in targets:
                if row["added_on"] > end:
                    continue
                account = world.people.identity.account_of_domain(row["domain"])
                since = add_months(end, -12)
                covered = any(since < day <= end for day in touched[account or ""])
                yield Observation(
                    "market_coverage_rate",
                    end,
                    world.people.account(account) | {"market": row["market"]},
                    int(covered),
                    1,
                    grain=grain,
                    period_start=start,
                    slices=SLICES,
                )


def _touched(world: World) -> dict[str, list[date]]:
    """Account -> days of a rep's outbound touch or held meeting."""
    days: dict[str, list[date]] = defaultdict(list)
    for activity in world.activities.past:
        if activity.account and (activity.is_outbound_touch or activity.is_held):
            days[activity.account].append(day_of(activity.at))
    return days
