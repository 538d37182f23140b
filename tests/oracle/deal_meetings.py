"""Meetings held with the people of a deal: R1, R2, and who sourced it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from tests.oracle import meetings
from tests.oracle.activity_log import Activity
from tests.oracle.deals import Deal
from tests.oracle.figures import RATIO, SUM
from tests.oracle.observations import Observation
from tests.oracle.truth import day_of
from tests.oracle.world import World

FIGURES = {
    "r1_to_r2_rate": RATIO,
    "win_rate_on_first_meetings": RATIO.monthly(),
    "sourced_revenue": SUM.monthly(),
}


def observe(world: World) -> Iterator[Observation]:
    deals, windows = world.deals, world.profile.windows
    second_in_time = timedelta(days=windows.r1_to_r2_days)
    won_in_time = timedelta(days=windows.win_after_first_meeting_days)
    for deal in deals.deals:
        own = meetings_of_deals(world)[deal.deal_id]
        if not own:
            continue
        first = own[0].at
        on, where = day_of(first), deals.at(deal, first)
        has_second = int(len(own) > 1 and own[1].at <= first + second_in_time)
        yield Observation("r1_to_r2_rate", on, where, has_second, 1)
        won = int(is_won_within(deal, first, won_in_time))
        yield Observation("win_rate_on_first_meetings", on, where, won, 1)
    yield from _sourced(world)


def is_won_within(deal: Deal, since: datetime, window: timedelta) -> bool:
    """Whether the deal was won between an instant and the end of the window after it."""
    if deal.outcome != "won" or deal.closed_at is None:
        return False
    return since <= deal.closed_at <= since + window


def _sourced(world: World) -> Iterator[Observation]:
    """Wins by the rep who booked the first qualified meeting."""
    reps = {row["rep_id"] for row in world.truth.rows("reps")}
    for deal in world.deals.won:
        qualified = [
            m for m in meetings_of_deals(world)[deal.deal_id] if meetings.is_qualified(world, m)
        ]
        if not qualified or deal.closed_at is None:
            continue
        first, on = qualified[0], day_of(deal.closed_at)
        entered_by = first.row["recorded_by"]
        booker = entered_by if entered_by in reps else first.row["rep_id"]
        where = {**world.deals.dimensions(deal, deal.closed_at), **world.people.rep(booker, on)}
        yield Observation("sourced_revenue", on, where, deal.revenue or Decimal(0))


@lru_cache(maxsize=1)
def meetings_of_deals(world: World) -> dict[str, list[Activity]]:
    """Deal -> the held meetings that are its own, R1 first."""
    held = {item.row["activity_id"]: item for item in world.activities.past if item.is_held}
    of_person: dict[str, set[str]] = defaultdict(set)
    of_account: dict[str, set[str]] = defaultdict(set)
    of_deal: dict[str, set[str]] = defaultdict(set)
    for activity_id, meeting in held.items():
        of_person[meeting.person or ""].add(activity_id)
        of_account[meeting.account or ""].add(activity_id)
        deal_id = world.people.identity.deals.resolve(meeting.row["deal_id"])
        of_deal[deal_id or ""].add(activity_id)
    found = {}
    for deal in world.deals.deals:
        ids = set(of_deal[deal.deal_id])
        for person in world.deals.members[deal.deal_id]:
            ids |= of_person[person]
        if deal.account:
            ids |= {one for one in of_account[deal.account] if held[one].at < deal.created_at}
        since = world.deals.previous_win_at(deal, deal.created_at)
        its = sorted((held[one].at, one) for one in ids)
        found[deal.deal_id] = [
            held[one]
            for at, one in its
            if (since is None or at > since) and (deal.closed_at is None or at <= deal.closed_at)
        ]
    return found
