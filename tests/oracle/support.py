"""Satisfaction and first response."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from tests.oracle.figures import RATIO, percentile
from tests.oracle.identity import UNKNOWN
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions, People
from tests.oracle.truth import PARIS, Row, day_of

if TYPE_CHECKING:
    from tests.oracle.world import World


FIGURES = {
    "first_response_hours": percentile(0.5),
    ("first_response_hours", "mean"): RATIO,
    ("first_response_hours", "p90"): percentile(0.9),
    ("first_response_hours", "p90_business"): percentile(0.9),
    "customer_satisfaction_score": RATIO,
}


def observe(world: World) -> Iterator[Observation]:
    yield from world.support.first_responses()
    yield from world.support.satisfaction()


class Support:
    """Tickets and answers that count."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.truth = people.truth

    @cached_property
    def tickets(self) -> dict[str, Row]:
        return {
            row["ticket_id"]: row
            for row in self.truth.rows("tickets")
            if not self.truth.is_gone(row)
        }

    def _requester(self, ticket: Row) -> Dimensions:
        """The requester's own, then those of the company that the help desk names."""
        identity = self.people.identity
        dimensions = self.people.person(identity.person_of_email(ticket["requester_email"]))
        of_company = self.people.account(identity.support_account(ticket["company_id"]))
        return _filled(dimensions, of_company)

    def first_responses(self) -> Iterator[Observation]:
        replied: dict[str, datetime] = {}
        for event in self.truth.rows("ticket_events"):
            ticket = self.tickets.get(event["ticket_id"])
            if (
                ticket
                and event["kind"] == "public_comment"
                and event["actor_role"] == "agent"
                and event["occurred_at"] > ticket["created_at"]
            ):
                key = ticket["ticket_id"]
                replied[key] = min(event["occurred_at"], replied.get(key, event["occurred_at"]))
        for ticket_id, at in replied.items():
            ticket = self.tickets[ticket_id]
            where = {
                **self._requester(ticket),
                **self.people.rep(ticket["assignee_rep_id"], day_of(at)),
            }
            calendar = (at - ticket["created_at"]).total_seconds() / 3600
            business = self.business_hours(ticket["created_at"], at)
            for variant, hours in {
                "": calendar,
                "mean": calendar,
                "p90": calendar,
                "median_business": business,
                "p90_business": business,
            }.items():
                yield Observation("first_response_hours", day_of(at), where, hours, 1, variant)

    @cached_property
    def _holidays(self) -> set[date]:
        market = self.people.identity.profile.business_calendar.holiday_market
        return {row["holiday_on"] for row in self.truth.rows("holidays") if row["market"] == market}

    def business_hours(self, start: datetime, end: datetime) -> float:
        """Open hours between two instants: opening hours of weekdays that are no holiday."""
        hours = self.people.identity.profile.business_calendar.hours
        total = timedelta()
        day = day_of(start)
        while day <= day_of(end):
            opening = hours.get(("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day.weekday()])
            if opening and day not in self._holidays:
                opens = datetime.combine(day, opening.opens, tzinfo=PARIS)
                closes = datetime.combine(day, opening.closes, tzinfo=PARIS)
                begin, finish = max(start, opens), min(end, closes)
                total += max(finish - begin, timedelta())
            day += timedelta(days=1)
        return total.total_seconds() / 3600

    def _respondent(self, contact_id: str | None) -> Dimensions:
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

    def satisfaction(self) -> Iterator[Observation]:
        for row in self.truth.rows("survey_answers"):
            if row["kind"] != "CSAT":
                continue
            ticket = self.tickets.get(row["ticket_id"] or "")
            if row["ticket_id"] and ticket is None:
                continue
            on = day_of(row["answered_at"])
            where = self._requester(ticket) if ticket else self._respondent(row["contact_id"])
            rep = ticket["assignee_rep_id"] if ticket else None
            where = {**where, **self.people.rep(rep, on)}
            if row["channel"] == "public_reviews":
                score = float(row["score"])
                yield Observation(
                    "customer_satisfaction_score", on, where, score, 1, "public_reviews"
                )
            else:
                satisfied = int(_satisfied(row))
                yield Observation("customer_satisfaction_score", on, where, satisfied, 1)


def _satisfied(row: Row) -> bool:
    if row["scale_max"] == 5:
        return bool(row["score"] >= 4)
    return bool(row["score"] >= 0.75 * row["scale_max"])


def _filled(dimensions: Dimensions, of_company: Dimensions) -> Dimensions:
    """What is unknown of a person, as the company has it."""
    return dimensions | {
        name: value for name, value in of_company.items() if dimensions[name] == UNKNOWN
    }
