"""Proposals sent, and touches that follow a proposal or a silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.oracle.activity_log import Activity
from tests.oracle.deals import Deal
from tests.oracle.figures import SUM
from tests.oracle.observations import Observation
from tests.oracle.truth import day_of
from tests.oracle.world import World

FIGURES = {"proposals_sent": SUM, "follow_ups_made": SUM}


def observe(world: World) -> Iterator[Observation]:
    for deal, sent_at in proposals(world):
        where = world.deals.dimensions(deal, max(sent_at, deal.created_at))
        yield Observation("proposals_sent", day_of(sent_at), where, 1)
    for touch in follow_ups(world):
        where = world.activities.dimensions(touch)
        yield Observation("follow_ups_made", day_of(touch.at), where, 1)


def proposals(world: World) -> list[tuple[Deal, datetime]]:
    """Proposals of living deals, as sent."""
    resolve = world.people.identity.deals.resolve
    return [
        (world.deals.by_id[deal_id], row["sent_at"])
        for row in world.truth.rows("quotes")
        if (deal_id := resolve(row["deal_id"])) and row["sent_at"] < world.truth.end
    ]


def follow_ups(world: World) -> list[Activity]:
    """Outbound touches of a known person after a proposal, or after some days of silence."""
    received: dict[str, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    for deal, sent_at in proposals(world):
        for person in world.deals.members[deal.deal_id]:
            received[person].append((sent_at, deal.closed_at))
    silence = timedelta(days=world.profile.windows.follow_up_silence_days)
    found = []
    for person, activities in world.activities.of_person.items():
        contacts = [activity.at for activity in activities if activity.is_contact]
        for touch in activities:
            if not touch.is_outbound_touch:
                continue
            after_proposal = any(
                sent_at < touch.at and (closed_at is None or closed_at > touch.at)
                for sent_at, closed_at in received[person]
            )
            earlier = [at for at in contacts if at < touch.at]
            if after_proposal or (earlier and max(earlier) <= touch.at - silence):
                found.append(touch)
    return found
