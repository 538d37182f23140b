"""Marketing e-mails: pressure, opens, clicks, conversions, goodbyes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.oracle.figures import PER_DISTINCT, RATIO, SUM
from tests.oracle.identity import UNKNOWN
from tests.oracle.mailings import Mailing
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions
from tests.oracle.truth import day_of
from tests.oracle.world import World

FIGURES = {
    "marketing_emails_sent": SUM,
    "emails_per_recipient": PER_DISTINCT,
    "email_open_rate": RATIO,
    "email_click_rate": RATIO,
    "email_unsubscribe_rate": RATIO,
    "email_conversion_rate": RATIO.monthly(),
}
_REACTIONS = {
    "email_open_rate": "opened",
    "email_click_rate": "clicked",
    "email_unsubscribe_rate": "unsubscribed",
}


def observe(world: World) -> Iterator[Observation]:
    became = _became(world)
    for mailing in world.mailings.sent:
        on, where = day_of(mailing.sent_at), _dimensions(world, mailing)
        sent = len(mailing.events["sent"])
        yield Observation("marketing_emails_sent", on, where, sent)
        yield Observation("emails_per_recipient", on, where, sent, distinct=mailing.person)
        if not mailing.has("delivered"):
            continue
        for kpi, kind in _REACTIONS.items():
            yield Observation(kpi, on, where, mailing.has(kind), 1)
        window = timedelta(days=world.profile.windows.email_conversion_click_days)
        converted = any(
            click <= instant <= click + window
            for click in mailing.events.get("clicked", ())
            for instant in became[mailing.person or ""]
        )
        yield Observation("email_conversion_rate", on, where, int(converted), 1)


def _dimensions(world: World, mailing: Mailing) -> Dimensions:
    """The recipient's own; channel and campaign are the message's."""
    where = world.people.person(mailing.person) | {
        "channel": "email",
        "campaign": world.people.campaign(mailing.message["campaign_id"]),
    }
    if mailing.person is None:
        return where | {"owner": UNKNOWN, "team": UNKNOWN}
    return where | world.people.lead_owner(mailing.person, mailing.sent_at)


def _became(world: World) -> dict[str, list[datetime]]:
    """Person -> when they became a lead, and when each of their deals was opened."""
    instants: dict[str, list[datetime]] = defaultdict(list)
    for person in world.people.identity.records_of:
        instants[person].append(world.people.lead_at(person))
    for deal in world.deals.deals:
        for person in world.deals.members[deal.deal_id]:
            instants[person].append(deal.created_at)
    return instants
