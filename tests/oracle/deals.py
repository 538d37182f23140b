"""Every deal that counts, and what was true of it when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property

from tests.oracle.identity import UNKNOWN
from tests.oracle.people import Dimensions, People
from tests.oracle.truth import Row, day_of, value_at

STAGES = {
    "sales": ("discovery", "demo", "proposal", "negotiation"),
    "renewal": ("renewal_open", "renewal_negotiation"),
}
WON = {"closedwon", "renewalwon"}
CLOSED = WON | {"closedlost", "renewallost"}


@dataclass(frozen=True)
class Deal:
    deal_id: str
    row: Row
    account: str | None
    created_at: datetime
    outcome: str
    closed_at: datetime | None
    amount: Decimal | None
    revenue: Decimal | None


class Deals:
    """Every deal that counts, and what was true of it when."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.truth = people.truth
        self.members = deal_people(people)
        records = people.identity.deals
        self.deals = [self._deal(deal_id, row) for deal_id, row in records.alive.items()]

    @cached_property
    def by_id(self) -> dict[str, Deal]:
        return {deal.deal_id: deal for deal in self.deals}

    @cached_property
    def every(self) -> list[Deal]:
        """Also the deleted ones, for the state before their deletion."""
        records = self.people.identity.deals
        rows = {row["deal_id"]: row for row in self.truth.rows("deals") if not row["is_test"]}
        return [
            self._deal(deal_id, row)
            for deal_id, row in rows.items()
            if records.survivor[deal_id] == deal_id
        ]

    def changes(self, deal_id: str, field: str) -> list[Row]:
        return self.truth.deal_changes.get((deal_id, field), [])

    def stages(self, deal: Deal) -> list[tuple[datetime, str]]:
        """When the deal came into which stage, in order.

        A closing dated before the day of its entry ended the deal then: the days between count it
        only in figures of what was known then.
        """
        moves: list[tuple[datetime, str]] = []
        changes, end = self.changes(deal.deal_id, "stage"), deal.closed_at
        is_backdated = bool(end and changes and day_of(end) < day_of(changes[-1]["changed_at"]))
        for change in changes:
            at = min(change["changed_at"], end) if is_backdated and end else change["changed_at"]
            # What is overtaken in the same instant was never so.
            moves = [(then, stage) for then, stage in moves if then < at]
            moves.append((at, change["new_value"]))
        return moves

    def _deal(self, deal_id: str, row: Row) -> Deal:
        stage = value_at(self.changes(deal_id, "stage"))
        closed_text = value_at(self.changes(deal_id, "closed_at"))
        closed_at = datetime.fromisoformat(closed_text) if stage in CLOSED and closed_text else None
        amount_text = value_at(self.changes(deal_id, "amount"))
        amount = Decimal(amount_text) if amount_text else None
        outcome = "won" if stage in WON else "lost" if stage in CLOSED else "open"
        revenue = (
            self.people.reporting(amount, row["currency"], day_of(closed_at)) if closed_at else None
        )
        identity = self.people.identity
        account = next(
            (
                account
                for record in sorted(
                    identity.deals.merged[deal_id], key=lambda r: r["deal_id"] != deal_id
                )
                if (account := identity.account(record["company_record_id"]))
            ),
            None,
        )
        created_at = identity.deals.created_at(deal_id)
        return Deal(deal_id, row, account, created_at, outcome, closed_at, amount, revenue)

    def dimensions(self, deal: Deal, instant: datetime) -> Dimensions:
        return {
            **self.people.account(deal.account),
            **self.people.rep(
                value_at(self.changes(deal.deal_id, "owner"), instant), day_of(instant)
            ),
            "channel": deal.row["channel"] or UNKNOWN,
            "campaign": self.people.campaign(deal.row["campaign_id"]),
            "pipeline": deal.row["pipeline"],
        }

    def at(self, deal: Deal, instant: datetime) -> Dimensions:
        """Dimensions at an instant, or at the deal's creation if it was still to come."""
        return self.dimensions(deal, max(instant, deal.created_at))

    def previous_win_at(self, deal: Deal, before: datetime) -> datetime | None:
        """When the latest win before an instant of the deal's customer closed.

        Without a company, a deal may be of any customer that one of its people is.
        """
        people = self.members[deal.deal_id]
        customers = [deal.account] if deal.account else [self.buyers.get(one) for one in people]
        wins = [win for customer in customers for win in self.wins_of.get(customer or "", [])]
        closings = [win.closed_at for win in wins if win.closed_at and win is not deal]
        return max((at for at in closings if at < before), default=None)

    def customer_by(self, account: str | None, person: str | None, at: datetime) -> str | None:
        """The customer met at an instant: the company that had bought, else the person."""
        for customer in (account, self.buyers.get(person or "")):
            for win in self.wins_of.get(customer or "", []):
                if win.closed_at and win.closed_at <= at:
                    return customer
        return None

    @cached_property
    def first_created(self) -> dict[str, datetime]:
        """Person -> creation of their first deal."""
        first: dict[str, datetime] = {}
        for deal in self.deals:
            for person in self.members[deal.deal_id]:
                first[person] = min(deal.created_at, first.get(person, deal.created_at))
        return first

    @cached_property
    def won(self) -> list[Deal]:
        """Wins in the order of their closing."""
        wins = [deal for deal in self.deals if deal.outcome == "won" and deal.closed_at]
        return sorted(wins, key=lambda deal: (deal.closed_at, deal.deal_id))

    @cached_property
    def wins_of(self) -> dict[str, list[Deal]]:
        """Known customer -> its wins, the first one first."""
        grouped: dict[str, list[Deal]] = defaultdict(list)
        for deal in self.won:
            if deal.account or self.members[deal.deal_id]:
                grouped[self.customer_of[deal.deal_id]].append(deal)
        return grouped

    @cached_property
    def buyers(self) -> dict[str, str]:
        """Person who bought without a company -> the customer that he or she is."""
        return {
            person: self.customer_of[deal.deal_id]
            for deal in self.won
            if not deal.account
            for person in self.members[deal.deal_id]
        }

    @cached_property
    def customer_of(self) -> dict[str, str]:
        """Won deal -> its customer: the account, or the first deal of the people who bought.

        Who buys again without a company is the customer that he or she was.
        """
        customers: dict[str, str] = {}
        buyers: dict[str, set[str]] = {}
        for deal in sorted(self.won, key=lambda deal: deal.deal_id):
            if deal.account:
                customers[deal.deal_id] = deal.account
                continue
            people, customer = set(self.members[deal.deal_id]), deal.deal_id
            for known, persons in list(buyers.items()):
                if persons & people:
                    people |= buyers.pop(known)
                    customers = {d: customer if c == known else c for d, c in customers.items()}
            buyers[customer], customers[deal.deal_id] = people, customer
        return customers


def days(span: timedelta) -> float:
    """A span in days of 24 hours."""
    return span.total_seconds() / 86400


def deal_people(people: People) -> dict[str, set[str]]:
    """Deal -> its persons."""
    identity = people.identity
    grouped: dict[str, set[str]] = defaultdict(set)
    for link in people.truth.rows("deal_people"):
        deal, person = identity.deals.resolve(link["deal_id"]), identity.person(link["contact_id"])
        if deal and person:
            grouped[deal].add(person)
    return grouped
