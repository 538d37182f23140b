"""Calls and meetings."""

from __future__ import annotations

from collections.abc import Iterator

from tests.oracle.figures import SUM
from tests.oracle.identity import UNKNOWN
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions, People
from tests.oracle.truth import Row, day_of
from tests.oracle.world import World

FIGURES = {"calls_made": SUM, "meetings_held": SUM}


def observe(world: World) -> Iterator[Observation]:
    people = world.people
    for row in people.truth.rows("activities"):
        deleted = row["deleted_at"] and row["deleted_at"] < people.truth.end
        if deleted or row["occurred_at"] >= people.truth.end:
            continue
        on = day_of(row["occurred_at"])
        if row["type"] == "call" and row["direction"] == "outbound":
            yield Observation("calls_made", on, _dimensions(people, row), 1)
        if row["type"] == "meeting" and row["outcome"] == "held":
            yield Observation("meetings_held", on, _dimensions(people, row), 1)


def _dimensions(people: People, row: Row) -> Dimensions:
    """The rep's own, then the person's, then those of the company named on the activity."""
    dimensions = people.person(people.identity.person(row["contact_id"]))
    of_company = people.account(people.identity.account(row["company_record_id"]))
    for name, value in of_company.items():
        if dimensions[name] == UNKNOWN:
            dimensions[name] = value
    return {**dimensions, **people.rep(row["rep_id"], day_of(row["occurred_at"]))}
