"""Marketing touches of known persons: how a record came, the forms it sent, the e-mails it clicked.

A touch has the key under which the systems serve it, for it orders what is of the same instant.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from tests.oracle.identity import UNKNOWN
from tests.oracle.world import World


class Touch(NamedTuple):
    """A marketing touch; in the order of time."""

    at: datetime
    key: str
    channel: str
    campaign: str


@lru_cache(maxsize=1)
def touches_of(world: World) -> dict[str, list[Touch]]:
    """Person -> their touches, the first one first."""
    truth, identity, people = world.truth, world.people.identity, world.people
    found: dict[str, list[Touch]] = defaultdict(list)
    for contact_id, row in identity.contacts.alive.items():
        # A record merged into another is served no more, nor how it came: the survivor's counts.
        if person := identity.person(contact_id):
            key = f"hubspot:origin:{contact_id}"
            channel, campaign = row["channel"] or UNKNOWN, people.campaign(row["campaign_id"])
            came_at = identity.contacts.created_at(contact_id)
            found[person].append(Touch(came_at, key, channel, campaign))
    for row in truth.rows("form_submissions"):
        if person := identity.person(row["contact_id"]):
            key = f"hubspot:form:{row['form_id']}:{row['submission_id']}"
            channel, campaign = row["channel"] or UNKNOWN, row["utm_campaign"] or UNKNOWN
            found[person].append(Touch(row["submitted_at"], key, channel, campaign))
    campaigns = {row["email_id"]: row["campaign_id"] for row in truth.rows("email_messages")}
    for row in truth.rows("email_events"):
        if row["kind"] != "clicked" or row["is_machine"]:
            continue
        if person := identity.person(row["contact_id"]):
            key = f"hubspot:click:{row['event_id']}"
            campaign = people.campaign(campaigns.get(row["email_id"]))
            found[person].append(Touch(row["occurred_at"], key, "email", campaign))
    return {person: sorted(touches) for person, touches in found.items()}
