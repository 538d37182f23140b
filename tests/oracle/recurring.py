"""Recurring lines of won deals: what each is worth a month, and when it really ends."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from tests.oracle.deals import Deal
from tests.oracle.lines import CENT, won_lines
from tests.oracle.truth import Row, day_of
from tests.oracle.world import World

_MONTHS = {"monthly": 1, "annual": 12}


class Recurring(NamedTuple):
    """A recurring line; `ends_on` is the first day without it, if it ended or another followed."""

    customer: str
    deal: Deal
    product: str
    monthly: Decimal
    starts_on: date
    ends_on: date | None

    def holds(self, day: date) -> bool:
        """Whether the line is active at the end of a day."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


@lru_cache(maxsize=1)
def recurring_lines(world: World) -> list[Recurring]:
    """Lines that have begun, of all won deals."""
    lines = [
        line
        for of_deal in won_lines(world).values()
        for line in of_deal
        if line.row
        and line.row["billing_period"] in _MONTHS
        and line.row["recurring_amount"] is not None
        and line.row["starts_on"] is not None
        and line.row["starts_on"] <= world.as_of
    ]
    starts: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for line in lines:
        assert line.row
        customer = world.deals.customer_of[line.deal.deal_id]
        starts[customer].append((line.row["starts_on"], line.row["line_id"]))
    grace, found = timedelta(days=world.profile.windows.churn_grace_days), []
    for line in lines:
        assert line.row
        row, customer = line.row, world.deals.customer_of[line.deal.deal_id]
        ends_on, last_day = None, _last_day(world, row)
        if last_day is not None and last_day < row["starts_on"]:
            # Refunded before it began.
            continue
        if last_day is not None:
            # The last day is one of service: the line is over on the next.
            over_on = last_day + timedelta(days=1)
            following = [
                start
                for start, line_id in starts[customer]
                if line_id != row["line_id"] and last_day <= start <= over_on + grace
            ]
            is_carried = world.as_of < over_on + grace
            ends_on = min(following, default=None if is_carried else over_on)
        rate = world.people.rate(row["currency"], row["starts_on"]) or Decimal(0)
        amount = Decimal(str(row["recurring_amount"])) * rate / _MONTHS[row["billing_period"]]
        monthly = amount.quantize(CENT, ROUND_HALF_UP)
        found.append(
            Recurring(customer, line.deal, line.product, monthly, row["starts_on"], ends_on)
        )
    return found


def _last_day(world: World, row: Row) -> date | None:
    """Last day of service: as sold, or that of a refund in full if it came before."""
    sold: date | None = row["ends_on"]
    refunded_on = refund_day(world, row)
    if refunded_on is None or row["refund_amount"] < row["amount"]:
        return sold
    return min(sold or refunded_on, refunded_on)


def refund_day(world: World, row: Row) -> date | None:
    """The day on which something of a line was given back, as far as is known."""
    known, at = row["refund_recorded_at"], row["refunded_at"]
    if not row["refund_amount"] or at is None or known is None:
        return None
    return day_of(at) if known < world.truth.end and at < world.truth.end else None
