"""Deals: revenue, win rate, cycle, stages, pipeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from tests.oracle.funnel import deal_people
from tests.oracle.identity import UNKNOWN
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions, People
from tests.oracle.truth import Row, day_of, start_of, value_at

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

    def changes(self, deal_id: str, field: str) -> list[Row]:
        return self.truth.deal_changes.get((deal_id, field), [])

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

    def closed(self) -> Iterator[Observation]:
        """Revenue, wins, win rate, deal size, quota's numerator."""
        for deal in self.deals:
            if deal.closed_at is None:
                continue
            on, where = day_of(deal.closed_at), self.dimensions(deal, deal.closed_at)
            won, revenue = int(deal.outcome == "won"), deal.revenue or Decimal(0)
            yield Observation("win_rate", on, where, won, 1)
            yield Observation("win_rate", on, where, won, 1, deal.row["type"])
            yield Observation("win_rate", on, where, revenue * won, revenue, "by_amount")
            if not won:
                continue
            yield Observation("revenue", on, where, revenue)
            yield Observation("deals_won", on, where, 1)
            yield Observation("average_deal_size", on, where, revenue, 1)
            yield Observation("average_deal_size", on, where, revenue, 1, deal.row["type"])
            yield Observation("quota_attainment", on, where, revenue, 0)

    def new_customers(self) -> Iterator[Observation]:
        first: dict[str, Deal] = {}
        for deal in sorted(self._won(), key=lambda d: (d.closed_at, d.deal_id)):
            if deal.account:
                first.setdefault(deal.account, deal)
        for deal in first.values():
            assert deal.closed_at
            yield Observation(
                "new_customers", day_of(deal.closed_at), self.dimensions(deal, deal.closed_at), 1
            )

    def _won(self) -> list[Deal]:
        return [deal for deal in self.deals if deal.outcome == "won" and deal.closed_at]

    def cycles(self) -> Iterator[Observation]:
        touches = self._touches()
        wins: dict[str, list[datetime]] = defaultdict(list)
        for deal in self._won():
            if deal.account and deal.closed_at:
                wins[deal.account].append(deal.closed_at)
        for deal in self._won():
            closed_at = deal.closed_at
            if closed_at is None or deal.row["type"] not in ("new", "expansion"):
                continue
            earlier = [instant for instant in wins[deal.account or ""] if instant < closed_at]
            since = max(earlier, default=None)
            contacts = [
                instant
                for person in self.members[deal.deal_id]
                for instant in touches[person]
                if instant <= closed_at and (since is None or instant > since)
            ]
            on, where = day_of(closed_at), self.dimensions(deal, closed_at)
            days = _days(closed_at - min(contacts, default=deal.created_at))
            yield Observation("sales_cycle_days", on, where, days, 1)
            yield Observation("sales_cycle_days", on, where, days, 1, "median")
            yield Observation("sales_cycle_days", on, where, days, 1, "p90")
            accepted = [
                sql_at
                for person in self.members[deal.deal_id]
                if (sql_at := self.people.first_reached(person, "salesqualifiedlead"))
                and sql_at <= closed_at
            ]
            if accepted:
                qualified = _days(closed_at - min(accepted))
                yield Observation(
                    "sales_cycle_days", on, where, qualified, 1, "qualified_sales_cycle_days"
                )

    def _touches(self) -> dict[str, list[datetime]]:
        """Person -> instants of outbound and two-way contacts with a rep."""
        touches: dict[str, list[datetime]] = defaultdict(list)
        for row in self.truth.rows("activities"):
            person = self.people.identity.person(row["contact_id"])
            if person is None or (row["deleted_at"] and row["deleted_at"] < self.truth.end):
                continue
            outbound = row["direction"] == "outbound" and row["type"] in ("call", "email", "social")
            two_way = row["direction"] == "inbound" and row["type"] in ("call", "email")
            held = row["type"] == "meeting" and row["outcome"] == "held"
            if outbound or two_way or held:
                touches[person].append(row["occurred_at"])
        return touches

    def stage_entries(self) -> Iterator[Observation]:
        window = timedelta(days=self.people.identity.profile.windows.stage_conversion_days)
        for deal in self.deals:
            stages = STAGES[deal.row["pipeline"]]
            entered = self._entered(deal, stages)
            for position, stage in enumerate(stages):
                if (at := entered[position]) is None:
                    continue
                following = entered[position + 1]
                converted = int(following is not None and following <= at + window)
                where = self.dimensions(deal, at)
                yield Observation("stage_conversion_rate", day_of(at), where, converted, 1)
                yield Observation("stage_conversion_rate", day_of(at), where, converted, 1, stage)

    def _entered(self, deal: Deal, stages: tuple[str, ...]) -> list[datetime | None]:
        """When the deal first was in each stage or a later one; last, when it was won for good."""
        order = {stage: position for position, stage in enumerate(stages)}
        entered: list[datetime | None] = [None] * (len(stages) + 1)
        changes = self.changes(deal.deal_id, "stage")
        for change in changes:
            # A win that a reopening undid has passed nothing.
            is_standing_win = change["new_value"] in WON and change is changes[-1]
            reached = len(stages) if is_standing_win else order.get(change["new_value"], -1)
            for position in range(reached + 1):
                entered[position] = entered[position] or change["changed_at"]
        return entered

    def open_pipeline(self, day: date) -> Iterator[Observation]:
        """The stock at the end of a day."""
        last_instant = start_of(day + timedelta(days=1)) - timedelta(microseconds=1)
        for deal in self.deals:
            if deal.created_at > last_instant:
                continue
            if value_at(self.changes(deal.deal_id, "stage"), last_instant) in CLOSED:
                continue
            text = value_at(self.changes(deal.deal_id, "amount"), last_instant)
            amount = self.people.reporting(
                Decimal(text) if text else None, deal.row["currency"], day
            )
            yield Observation(
                "open_pipeline", day, self.dimensions(deal, last_instant), amount or Decimal(0)
            )


def _days(span: timedelta) -> float:
    return span.total_seconds() / 86400
