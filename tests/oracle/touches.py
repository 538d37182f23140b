"""Marketing touches of known persons: one act of one person at one instant in one channel is one.

Three records tell of an act: how a contact came, a form that was sent, an e-mail that was clicked.
Each may know more than another of the same act: the channel, the campaign.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from tests.oracle.channels import channel_of_link
from tests.oracle.identity import UNKNOWN
from tests.oracle.world import World

#: What a CRM says of a record that no visit with a name brought.
_VAGUE = ("offline", "other")


class Touch(NamedTuple):
    """A marketing touch; in the order of time. The key orders touches of one instant."""

    at: datetime
    key: str
    channel: str
    campaign: str


class _Record(NamedTuple):
    """What one record tells of an act; what a person did comes before how their record came."""

    is_origin: bool
    key: str
    channel: str | None
    campaign: str | None


@lru_cache(maxsize=1)
def touches_of(world: World) -> dict[str, list[Touch]]:
    """Person -> their touches, the first one first."""
    acts: dict[tuple[str, datetime], list[_Record]] = defaultdict(list)
    for person, at, record in _records(world):
        acts[person, at].append(record)
    found: dict[str, list[Touch]] = defaultdict(list)
    for (person, at), records in acts.items():
        found[person] += _acts_of_an_instant(at, sorted(records))
    return {person: sorted(touches) for person, touches in found.items()}


def _acts_of_an_instant(at: datetime, records: list[_Record]) -> Iterator[Touch]:
    """One touch per channel; a record without a channel tells of the first act that has one.

    So does the origin of a record of which the CRM only knows that no visit it names brought it: a
    form fill that makes a contact is one touch.
    """
    first = next((record.channel for record in records if record.channel), UNKNOWN)
    by_channel: dict[str, list[_Record]] = defaultdict(list)
    for record in records:
        is_vague = record.is_origin and record.channel in _VAGUE
        by_channel[first if is_vague else record.channel or first].append(record)
    for channel, telling in by_channel.items():
        campaign = next((record.campaign for record in telling if record.campaign), UNKNOWN)
        yield Touch(at, telling[0].key, channel, campaign)


def _records(world: World) -> Iterator[tuple[str, datetime, _Record]]:
    truth, identity = world.truth, world.people.identity
    campaign_of = {row["campaign_id"]: row["utm_campaign"] for row in truth.rows("campaigns")}
    for contact_id, row in identity.contacts.alive.items():
        # A record merged into another is served no more, nor how it came: the survivor's counts.
        if (person := identity.person(contact_id)) and row["channel"]:
            record = _Record(
                True,
                f"hubspot:origin:{identity.contacts.served_id(contact_id)}",
                row["channel"],
                campaign_of.get(row["campaign_id"]),
            )
            yield person, identity.contacts.created_at(contact_id), record
    addresses = {row["contact_id"]: row["email"] for row in truth.rows("contact_records")}
    for row in truth.rows("form_submissions"):
        # A form knows its sender by the address, and how they came by the link to its page.
        address = (addresses[row["contact_id"]] or "").lower()
        if person := identity.person_by_address.get(address):
            record = _Record(
                False,
                f"hubspot:form:{row['form_id']}:{row['submission_id']}",
                channel_of_link(row["utm_source"], row["utm_medium"]),
                row["utm_campaign"],
            )
            yield person, row["submitted_at"], record
    message_campaign = {row["email_id"]: row["campaign_id"] for row in truth.rows("email_messages")}
    for row in truth.rows("email_events"):
        if row["kind"] != "clicked" or row["is_machine"]:
            continue
        address = (addresses[row["contact_id"]] or "").lower()
        if person := identity.person_by_address.get(address):
            campaign = campaign_of.get(message_campaign.get(row["email_id"]))
            record = _Record(False, f"hubspot:click:{row['event_id']}:", "email", campaign)
            yield person, row["occurred_at"], record
