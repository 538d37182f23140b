"""Opportunities from their creation to the customer, and what proposals became."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from tests.oracle.deal_meetings import is_won_within
from tests.oracle.figures import RATIO, SUM
from tests.oracle.follow_ups import follow_ups, proposals
from tests.oracle.observations import Observation
from tests.oracle.truth import day_of
from tests.oracle.world import World

FIGURES = {
    "opportunities_created": SUM,
    "pipeline_created": SUM,
    "opportunity_to_customer_rate": RATIO.monthly(),
    "win_rate_on_proposals": RATIO.monthly(),
    "pipeline_conversion_rate": RATIO.monthly(),
    "follow_up_success_rate": RATIO.monthly(),
}


def observe(world: World) -> Iterator[Observation]:
    yield from _created(world)
    yield from _proposed(world)
    yield from _leads(world)
    yield from _followed_up(world)


def _created(world: World) -> Iterator[Observation]:
    window = timedelta(days=world.profile.windows.opportunity_to_customer_days)
    rate = "opportunity_to_customer_rate"
    for deal in world.deals.deals:
        on, where = day_of(deal.created_at), world.deals.at(deal, deal.created_at)
        texts = [row["new_value"] for row in world.deals.changes(deal.deal_id, "amount")]
        first = next((Decimal(text) for text in texts if text), None)
        amount = world.people.reporting(first, deal.row["currency"], on)
        yield Observation("opportunities_created", on, where, 1)
        yield Observation("pipeline_created", on, where, amount or 0)
        in_time = is_won_within(deal, deal.created_at, window)
        yield Observation(rate, on, where, int(in_time), 1)
        yield Observation(rate, on, where, 0, 1, "period")
        if deal.outcome == "won" and deal.closed_at:
            at_closing = world.deals.dimensions(deal, deal.closed_at)
            yield Observation(rate, day_of(deal.closed_at), at_closing, 1, 0, "period")


def _proposed(world: World) -> Iterator[Observation]:
    window = timedelta(days=world.profile.windows.win_after_proposal_days)
    first_at: dict[str, datetime] = {}
    for deal, sent_at in proposals(world):
        first_at[deal.deal_id] = min(sent_at, first_at.get(deal.deal_id, sent_at))
    for deal_id, first in first_at.items():
        deal = world.deals.by_id[deal_id]
        won = int(is_won_within(deal, first, window))
        where = world.deals.at(deal, first)
        yield Observation("win_rate_on_proposals", day_of(first), where, won, 1)


def _leads(world: World) -> Iterator[Observation]:
    """Leads whose account was won, or who bought without one."""
    window = timedelta(days=world.profile.windows.pipeline_conversion_days)
    people = world.people
    for person in people.identity.records_of:
        lead_at = people.lead_at(person)
        customers = (people.account_of(person), world.deals.buyers.get(person))
        wins = [win for one in customers for win in world.deals.wins_of.get(one or "", [])]
        won = any(is_won_within(win, lead_at, window) for win in wins)
        where = people.person(person) | people.lead_owner(person, lead_at)
        yield Observation("pipeline_conversion_rate", day_of(lead_at), where, int(won), 1)


def _followed_up(world: World) -> Iterator[Observation]:
    """Wins with a follow-up while the deal was open, and all follow-ups."""
    touched: dict[str, list[datetime]] = defaultdict(list)
    for touch in follow_ups(world):
        where = world.activities.dimensions(touch)
        touched[touch.person or ""].append(touch.at)
        yield Observation("follow_up_success_rate", day_of(touch.at), where, 0, 1)
    for deal in world.deals.won:
        closed_at = deal.closed_at
        assert closed_at
        is_followed_up = any(
            deal.created_at <= at <= closed_at
            for person in world.deals.members[deal.deal_id]
            for at in touched[person]
        )
        where = world.deals.dimensions(deal, closed_at)
        yield Observation("follow_up_success_rate", day_of(closed_at), where, int(is_followed_up))
