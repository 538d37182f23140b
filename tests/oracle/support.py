"""The help desk: tickets that count, their events, and who asked or answered."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from functools import cached_property

from tests.oracle.identity import UNKNOWN
from tests.oracle.people import Dimensions, People
from tests.oracle.truth import Row


class Support:
    """Tickets that count, and what became of them."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.truth = people.truth
        self.solved_statuses = set(people.identity.profile.solved_ticket_statuses)

    @cached_property
    def tickets(self) -> dict[str, Row]:
        return {
            row["ticket_id"]: row
            for row in self.truth.rows("tickets")
            if not self.truth.is_gone(row)
        }

    @cached_property
    def events(self) -> dict[str, list[Row]]:
        """Ticket -> its events as they happened."""
        grouped: dict[str, list[Row]] = defaultdict(list)
        for event in self.truth.rows("ticket_events"):
            if event["ticket_id"] in self.tickets and event["occurred_at"] < self.truth.end:
                grouped[event["ticket_id"]].append(event)
        for events in grouped.values():
            events.sort(key=lambda event: (event["occurred_at"], event["event_id"]))
        return grouped

    def statuses(self, ticket_id: str) -> list[tuple[datetime, str]]:
        """The ticket's statuses, each from when."""
        return [(e["occurred_at"], e["status"]) for e in self.events[ticket_id] if e["status"]]

    def solves(self, ticket_id: str) -> list[datetime]:
        """Every time that the ticket came to be solved."""
        found: list[datetime] = []
        before = ""
        for at, status in self.statuses(ticket_id):
            if status in self.solved_statuses and before not in self.solved_statuses:
                found.append(at)
            before = status
        return found

    def replies(self, ticket_id: str) -> list[datetime]:
        """Public comments by agents after the opening."""
        opened_at = self.tickets[ticket_id]["created_at"]
        return [
            event["occurred_at"]
            for event in self.events[ticket_id]
            if event["kind"] == "public_comment"
            and event["actor_role"] == "agent"
            and event["occurred_at"] > opened_at
        ]

    def dimensions(self, ticket_id: str, day: date) -> Dimensions:
        """The assignee's own on a day, then the requester's."""
        is_assigned = any(event["kind"] == "assigned" for event in self.events[ticket_id])
        ticket = self.tickets[ticket_id]
        agent = ticket["assignee_rep_id"] if is_assigned else None
        return self.requester(ticket) | self.people.rep(agent, day)

    def requester(self, ticket: Row) -> Dimensions:
        """The requester's own, then those of the company that the help desk names."""
        identity = self.people.identity
        dimensions = self.people.person(identity.person_of_email(ticket["requester_email"]))
        of_company = self.people.account(identity.support_account(ticket["company_id"]))
        return _filled(dimensions, of_company)

    def respondent(self, contact_id: str | None) -> Dimensions:
        """The person's own, then those of the company that their record names, deleted or not."""
        identity = self.people.identity
        dimensions = self.people.person(identity.person(contact_id))
        survivor = identity.contacts.survivor.get(contact_id or "")
        companies = [
            row["company_record_id"] for row in identity.contacts.merged.get(survivor or "", [])
        ]
        of_company = self.people.account(
            next((account for company in companies if (account := identity.account(company))), None)
        )
        return _filled(dimensions, of_company)


def _filled(dimensions: Dimensions, of_company: Dimensions) -> Dimensions:
    """What is unknown of a person, as the company has it."""
    return dimensions | {
        name: value for name, value in of_company.items() if dimensions[name] == UNKNOWN
    }
