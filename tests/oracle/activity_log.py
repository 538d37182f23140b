"""What reps logged: the activities that are not deleted, with who they were with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from tests.oracle.identity import UNKNOWN
from tests.oracle.people import Dimensions, People
from tests.oracle.truth import Row, day_of

TOUCH_TYPES = ("call", "email", "social")


@dataclass(frozen=True, slots=True)
class Activity:
    """One living activity: its person, and the account it names, else the person's."""

    row: Row
    at: datetime
    person: str | None
    account: str | None

    @property
    def is_outbound_touch(self) -> bool:
        return self.row["direction"] == "outbound" and self.row["type"] in TOUCH_TYPES

    @property
    def is_meeting(self) -> bool:
        return bool(self.row["type"] == "meeting")

    @property
    def is_held(self) -> bool:
        return self.is_meeting and self.row["outcome"] == "held"

    @property
    def is_contact(self) -> bool:
        """An outbound touch, an answer of the other side, or a meeting that was held."""
        answered = self.row["direction"] == "inbound" and self.row["type"] in ("call", "email")
        return self.is_outbound_touch or answered or self.is_held

    @property
    def booked_at(self) -> datetime:
        """When a meeting was booked, else when it was entered."""
        instant: datetime = self.row["booked_at"] or self.row["recorded_at"]
        return instant


class ActivityLog:
    """The living activities, and what is known of each person by them."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.end = people.truth.end

    @cached_property
    def living(self) -> list[Activity]:
        """All that are not deleted, in the order of time; booked ones may lie ahead."""
        identity = self.people.identity
        found = []
        for row in self.people.truth.rows("activities"):
            if row["deleted_at"] and row["deleted_at"] < self.end:
                continue
            person = identity.person(row["contact_id"])
            account = identity.account(row["company_record_id"])
            if account is None and person:
                account = self.people.account_of(person)
            found.append(Activity(row, row["occurred_at"], person, account))
        return sorted(found, key=lambda activity: activity.at)

    @cached_property
    def past(self) -> list[Activity]:
        return [activity for activity in self.living if activity.at < self.end]

    @cached_property
    def of_person(self) -> dict[str, list[Activity]]:
        """Person -> their past activities, the first one first."""
        grouped: dict[str, list[Activity]] = defaultdict(list)
        for activity in self.past:
            if activity.person:
                grouped[activity.person].append(activity)
        return grouped

    @cached_property
    def meetings_of(self) -> dict[str, list[Activity]]:
        """Person -> their meetings, those to come as well."""
        grouped: dict[str, list[Activity]] = defaultdict(list)
        for activity in self.living:
            if activity.person and activity.is_meeting:
                grouped[activity.person].append(activity)
        return grouped

    def touches(self, person: str) -> list[datetime]:
        """Outbound touches of a person by a rep, the first one first."""
        return [a.at for a in self.of_person.get(person, ()) if a.is_outbound_touch]

    def dimensions(self, activity: Activity, instant: datetime | None = None) -> Dimensions:
        """The rep's own at the instant, then the person's, then those of the company named."""
        dimensions = self.people.person(activity.person)
        identity = self.people.identity
        named = self.people.account(identity.account(activity.row["company_record_id"]))
        for name, value in named.items():
            if dimensions[name] == UNKNOWN:
                dimensions[name] = value
        rep = self.people.rep(activity.row["rep_id"], day_of(instant or activity.at))
        return {**dimensions, **rep}
