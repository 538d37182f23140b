"""Open deals as the systems knew them at an instant: by when each thing was recorded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tests.oracle.deals import CLOSED, Deal
from tests.oracle.truth import Row, day_of, start_of
from tests.oracle.world import World

_FIELDS = ("stage", "amount", "probability", "expected_close_on", "owner")


class Known(NamedTuple):
    """What was known of an open deal when a day began."""

    deal: Deal
    stage: str
    owner: str | None
    expected_on: date | None
    #: In the reporting currency at the rate of the day before.
    amount: Decimal | None
    probability: Decimal | None

    @property
    def weighted(self) -> Decimal:
        return ((self.amount or Decimal(0)) * (self.probability or Decimal(0))).quantize(
            Decimal("0.01"), "ROUND_HALF_UP"
        )


@lru_cache(maxsize=1)
def open_at_start(world: World) -> dict[date, list[Known]]:
    """Day -> the deals that were known as open when it began."""
    known: dict[date, list[Known]] = {}
    for deal in world.deals.every:
        for day, item in _days(world, deal):
            known.setdefault(day, []).append(item)
    return known


def _days(world: World, deal: Deal) -> Iterator[tuple[date, Known]]:
    rows = {field: _recorded(world.deals.changes(deal.deal_id, field)) for field in _FIELDS}
    stages = rows["stage"]
    if not stages:
        return
    day = day_of(deal.row["recorded_at"]) + timedelta(days=1)
    is_closed_for_good = stages[-1]["new_value"] in CLOSED
    # What is open at the end of as_of is what the day after begins with.
    tomorrow = world.as_of + timedelta(days=1)
    last = day_of(stages[-1]["recorded_at"]) if is_closed_for_good else tomorrow
    while day <= last:
        instant = start_of(day)
        values = {field: _value_before(rows[field], instant) for field in _FIELDS}
        if values["stage"] not in (None, *CLOSED) and not _is_gone(deal.row, instant):
            amount, probability = values["amount"], values["probability"]
            expected = values["expected_close_on"]
            yield (
                day,
                Known(
                    deal,
                    str(values["stage"]),
                    values["owner"],
                    date.fromisoformat(expected) if expected else None,
                    world.people.reporting(
                        Decimal(amount) if amount else None,
                        deal.row["currency"],
                        day - timedelta(days=1),
                    ),
                    Decimal(probability) if probability else None,
                ),
            )
        day += timedelta(days=1)


def _recorded(changes: list[Row]) -> list[Row]:
    """In the order in which the systems heard of them."""
    return sorted(changes, key=lambda row: (row["recorded_at"], row["changed_at"]))


def _value_before(rows: list[Row], instant: datetime) -> str | None:
    index = bisect_left(rows, instant, key=lambda row: row["recorded_at"])
    return rows[index - 1]["new_value"] if index else None


def _is_gone(row: Row, instant: datetime) -> bool:
    deleted, restored = row["deleted_at"], row["restored_at"]
    if deleted is None or deleted >= instant:
        return False
    return not (restored is not None and deleted <= restored < instant)
