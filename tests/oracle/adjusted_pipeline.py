"""Open deals and forecasts without what is entered late, moved late or not declared.

Weighted by how often deals of that stage and age were won.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from tests.oracle.adjusted_deals import ADJUSTED, SLICES, entered, lost_on, traced
from tests.oracle.close_dates import due_in_last_days, expected_closes, last_act
from tests.oracle.deals import Deal
from tests.oracle.figures import SUM, Figure
from tests.oracle.forecasts import forecast_where
from tests.oracle.known_then import open_at_start
from tests.oracle.lines import CENT
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions
from tests.oracle.periods import MONTH_UP, period_end, period_start, periods
from tests.oracle.pipeline import open_deals
from tests.oracle.truth import day_of, start_of, value_at
from tests.oracle.win_chances import first_stage, win_chance
from tests.oracle.world import World

FIGURES: dict[str | tuple[str, str], Figure] = {
    (kpi, ADJUSTED): SUM.monthly()
    for kpi in ("open_pipeline", "weighted_pipeline", "forecast_revenue")
}


class Unlogged(NamedTuple):
    """A deal before it was entered, late: what it was entered with."""

    deal: Deal
    owner: str | None
    amount: Decimal | None
    expected_on: date | None


def observe(world: World) -> Iterator[Observation]:
    first = min((day_of(entered(world, deal)) for deal in world.deals.deals), default=world.as_of)
    ends: dict[date, list[tuple[str, date]]] = defaultdict(list)
    for grain in MONTH_UP:
        for start, end in periods(first, world.as_of, grain):
            ends[end].append((grain, start))
            yield from _forecast(world, grain, start)
    for day, ending in ends.items():
        for observation in _stock(world, day):
            for grain, start in ending:
                yield replace(observation, grain=grain, period_start=start)


def _stock(world: World, day: date) -> Iterator[Observation]:
    """What is open at the end of a day."""
    for deal, instant in open_deals(world, day):
        lost = lost_on(world).get(deal.deal_id)
        if lost is not None and lost <= day:
            continue
        text = value_at(world.deals.changes(deal.deal_id, "amount"), instant)
        *_, stage = (stage for at, stage in world.deals.stages(deal) if at <= instant)
        where = world.deals.dimensions(deal, instant)
        yield from _open(world, deal, stage, Decimal(text) if text else None, day, where)
    for one in _unlogged(world):
        deal = one.deal
        assert deal.closed_at
        until = min(day_of(deal.created_at), day_of(deal.closed_at))
        if day_of(entered(world, deal)) <= day < until:
            where = world.deals.dimensions(deal, deal.created_at) | world.people.rep(one.owner, day)
            yield from _open(world, deal, first_stage(world, deal), one.amount, day, where)


def _open(
    world: World,
    deal: Deal,
    stage: str | None,
    amount: Decimal | None,
    day: date,
    where: Dimensions,
) -> Iterator[Observation]:
    worth = world.people.reporting(amount, deal.row["currency"], day) or Decimal(0)
    weighted = _weighted(world, deal, stage, worth, day)
    for kpi, value in (("open_pipeline", worth), ("weighted_pipeline", weighted)):
        yield Observation(kpi, day, where, value, variant=ADJUSTED, slices=SLICES)


def _weighted(world: World, deal: Deal, stage: str | None, worth: Decimal, day: date) -> Decimal:
    age = (day - day_of(entered(world, deal))).days
    chance = win_chance(world, period_start(day, "month"), deal.row["pipeline"], stage, age)
    return (worth * (chance or 0)).quantize(CENT, ROUND_HALF_UP)


def _unlogged(world: World) -> Iterator[Unlogged]:
    for deal_id in traced(world):
        deal = world.deals.by_id[deal_id]

        def first_value(field: str, deal_id: str = deal_id) -> str | None:
            rows = world.deals.changes(deal_id, field)
            return next((row["new_value"] for row in rows if row["new_value"]), None)

        amount, expected = first_value("amount"), first_value("expected_close_on")
        yield Unlogged(
            deal,
            value_at(world.deals.changes(deal_id, "owner"), deal.created_at),
            Decimal(amount) if amount else None,
            date.fromisoformat(expected) if expected else None,
        )


def _forecast(world: World, grain: str, start: date) -> Iterator[Observation]:
    """What was open when a period began, and expected in it but for late moves."""
    end, begins = period_end(start, grain), start_of(start)
    day_before = start - timedelta(days=1)
    for known in open_at_start(world).get(start, ()):
        deal = known.deal
        expected = _expected(world, deal, grain, begins)
        lost = lost_on(world).get(deal.deal_id)
        if expected is None or not start <= expected <= end or (lost and lost < start):
            continue
        worth = known.amount or Decimal(0)
        where = forecast_where(world, known, start)
        yield _due(world, deal, known.stage, worth, day_before, where, grain)
    for one in _unlogged(world):
        deal = one.deal
        assert deal.closed_at
        is_there = entered(world, deal) < begins <= min(deal.row["recorded_at"], deal.closed_at)
        if not is_there or one.expected_on is None or not start <= one.expected_on <= end:
            continue
        amount = world.people.reporting(one.amount, deal.row["currency"], day_before)
        where = world.deals.dimensions(deal, deal.created_at) | world.people.rep(one.owner, start)
        stage = first_stage(world, deal)
        yield _due(world, deal, stage, amount or Decimal(0), day_before, where, grain)


def _due(
    world: World,
    deal: Deal,
    stage: str | None,
    worth: Decimal,
    day_before: date,
    where: Dimensions,
    grain: str,
) -> Observation:
    start = day_before + timedelta(days=1)
    weighted = _weighted(world, deal, stage, worth, day_before)
    return Observation(
        "forecast_revenue",
        start,
        where,
        weighted,
        variant=ADJUSTED,
        grain=grain,
        period_start=start,
        slices=SLICES,
    )


def _expected(world: World, deal: Deal, grain: str, instant: datetime) -> date | None:
    """The day expected at an instant, without what was moved in the last days of a period."""
    moved = list(_moved(world, deal, grain))
    known: date | None = None
    for since, _, expected in expected_closes(world, deal):
        is_moved = any(first <= since < until for first, until in moved)
        if since < instant and not is_moved:
            known = expected
    return known


def _moved(world: World, deal: Deal, grain: str) -> Iterator[tuple[datetime, datetime]]:
    """From the first move across the end of a period up to that end, but for a new owner's."""
    if deal.deal_id not in world.deals.by_id:
        return
    for (its_grain, start), acts in due_in_last_days(world, deal).items():
        moves = [at for pushed, pulled, at in acts if pushed or pulled]
        if its_grain == grain and moves and not _took_over(world, deal, last_act(acts)[2]):
            yield min(moves), start_of(period_end(start, grain) + timedelta(days=1))


def _took_over(world: World, deal: Deal, instant: datetime) -> bool:
    """Whether the deal's owner had taken it over in the 14 days before."""
    owners = [
        row["changed_at"]
        for row in world.deals.changes(deal.deal_id, "owner")
        if row["changed_at"] <= instant
    ]
    return len(owners) > 1 and instant <= owners[-1] + timedelta(days=14)
