"""How long deals take from the first contact to the signature."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from tests.oracle.acceptance import accepted_at
from tests.oracle.deals import Deal, days
from tests.oracle.figures import RATIO, percentile
from tests.oracle.observations import Observation
from tests.oracle.truth import day_of
from tests.oracle.world import World

FIGURES = {
    "sales_cycle_days": RATIO,
    ("sales_cycle_days", "median"): percentile(0.5),
    ("sales_cycle_days", "p90"): percentile(0.9),
}


def observe(world: World) -> Iterator[Observation]:
    for deal, length in cycle_days(world).items():
        closed_at = world.deals.by_id[deal].closed_at
        assert closed_at
        where = world.deals.dimensions(world.deals.by_id[deal], closed_at)
        for variant in ("", "median", "p90"):
            yield Observation("sales_cycle_days", day_of(closed_at), where, length, 1, variant)
    for deal in cycled(world):
        closed_at = deal.closed_at
        assert closed_at
        accepted = [at for at in _acceptances(world, deal) if at <= closed_at]
        if accepted and not _contradicts(world, deal):
            yield Observation(
                "sales_cycle_days",
                day_of(closed_at),
                world.deals.dimensions(deal, closed_at),
                days(closed_at - min(accepted)),
                1,
                "qualified_sales_cycle_days",
            )


def _acceptances(world: World, deal: Deal) -> Iterator[datetime]:
    """When sales accepted each of the deal's people in this cycle, which began after the last win.

    Who was accepted in an earlier cycle is in this one with the deal: who has an opportunity has
    been accepted.
    """
    since = world.deals.previous_win_at(deal, deal.created_at)
    for person in world.deals.members[deal.deal_id]:
        if sql_at := accepted_at(world, person):
            yield sql_at if since is None or sql_at > since else deal.created_at


def cycled(world: World) -> list[Deal]:
    """New and expansion wins: renewals have no cycle."""
    return [deal for deal in world.deals.won if deal.row["type"] in ("new", "expansion")]


def _contradicts(world: World, deal: Deal) -> bool:
    """Whether the deal closed before it was created, or was won before the first contact."""
    assert deal.closed_at
    first = first_contact(world, deal)
    return deal.closed_at < deal.created_at or (first is not None and deal.closed_at < first)


def first_contact(world: World, deal: Deal) -> datetime | None:
    """The first contact with the deal's people since the customer's win before its creation."""
    since, touches = world.deals.previous_win_at(deal, deal.created_at), _touches(world)
    contacts = [
        instant
        for person in world.deals.members[deal.deal_id]
        for instant in touches[person]
        if since is None or instant > since
    ]
    return min(contacts, default=None)


@lru_cache(maxsize=1)
def cycle_days(world: World) -> dict[str, float]:
    """New or expansion win -> days from the first contact; none without a contact."""
    lengths = {}
    for deal in cycled(world):
        first = first_contact(world, deal)
        if first is not None and not _contradicts(world, deal):
            assert deal.closed_at
            lengths[deal.deal_id] = days(deal.closed_at - first)
    return lengths


@lru_cache(maxsize=1)
def _touches(world: World) -> dict[str, list[datetime]]:
    """Person -> instants of outbound and two-way contacts with a rep."""
    touches: dict[str, list[datetime]] = defaultdict(list)
    for row in world.truth.rows("activities"):
        person = world.people.identity.person(row["contact_id"])
        if person is None or (row["deleted_at"] and row["deleted_at"] < world.truth.end):
            continue
        outbound = row["direction"] == "outbound" and row["type"] in ("call", "email", "social")
        two_way = row["direction"] == "inbound" and row["type"] in ("call", "email")
        held = row["type"] == "meeting" and row["outcome"] == "held"
        if (outbound or two_way or held) and row["occurred_at"] < world.truth.end:
            touches[person].append(row["occurred_at"])
    return touches
