"""Each marketing message to each recipient, with the instants of what became of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from tests.oracle.people import People
from tests.oracle.truth import Row


@dataclass(slots=True)
class Mailing:
    """One message to one address; `person` is none where nobody has the address any more."""

    message: Row
    person: str | None
    events: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))

    def has(self, kind: str) -> int:
        return int(bool(self.events.get(kind)))

    @property
    def sent_at(self) -> datetime:
        return min(self.events["sent"])


class MailingLog:
    """What readers, not machines, did with the messages that they got."""

    def __init__(self, people: People) -> None:
        self.people = people

    @cached_property
    def sent(self) -> list[Mailing]:
        """Every message that was sent, by address."""
        truth, identity = self.people.truth, self.people.identity
        addresses = {row["contact_id"]: row["email"] for row in truth.rows("contact_records")}
        messages = {row["email_id"]: row for row in truth.rows("email_messages")}
        found: dict[tuple[str, str], Mailing] = {}
        for row in truth.rows("email_events"):
            if row["is_machine"] or row["occurred_at"] >= truth.end:
                continue
            # A contact whom the list holds twice under one address is one recipient.
            address = (addresses[row["contact_id"]] or "").lower()
            key = row["email_id"], address
            if key not in found:
                person = identity.person_by_address.get(address)
                found[key] = Mailing(messages[row["email_id"]], person)
            found[key].events[row["kind"]].append(row["occurred_at"])
        return [mailing for mailing in found.values() if mailing.has("sent")]
