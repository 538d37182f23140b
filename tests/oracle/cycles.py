"""How long deals take from the first contact to the signature."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from tests.oracle.deals import days
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
        accepted = [
            sql_at
            for person in world.deals.members[deal]
            if (sql_at := world.people.first_reached(person, "salesqualifiedlead"))
            and sql_at <= closed_at
        ]
        if accepted:
            qualified = days(closed_at - min(accepted))
            yield Observation(
                "sales_cycle_days",
                day_of(closed_at),
                where,
                qualified,
                1,
                "qualified_sales_cycle_days",
            )


def cycle_days(world: World) -> dict[str, float]:
    """New or expansion win -> days from the first contact since the account's previous win."""
    touches, lengths = _touches(world), {}
    for deal in world.deals.won:
        closed_at = deal.closed_at
        if closed_at is None or deal.row["type"] not in ("new", "expansion"):
            continue
        since = world.deals.previous_win_at(deal, closed_at)
        contacts = [
            instant
            for person in world.deals.members[deal.deal_id]
            for instant in touches[person]
            if instant <= closed_at and (since is None or instant > since)
        ]
        lengths[deal.deal_id] = days(closed_at - min(contacts, default=deal.created_at))
    return lengths


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
        if outbound or two_way or held:
            touches[person].append(row["occurred_at"])
    return touches
