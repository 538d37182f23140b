"""When sales accepted somebody: as an SQL, or with the first opportunity at the latest."""

from __future__ import annotations

from datetime import datetime

from tests.oracle.world import World


def first_opportunity_at(world: World, person: str) -> datetime | None:
    """Creation of the person's first deal."""
    return world.deals.first_created.get(person)


def accepted_at(world: World, person: str) -> datetime | None:
    """The first time as an SQL; who has an opportunity has been accepted, when it was created."""
    instants = (
        world.people.first_reached(person, "salesqualifiedlead"),
        first_opportunity_at(world, person),
    )
    return min((instant for instant in instants if instant), default=None)
