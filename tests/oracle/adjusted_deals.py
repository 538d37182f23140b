"""Deals as if they had been entered at their first trace, and their losses declared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from tests.oracle.cycles import cycle_days, cycled, first_contact
from tests.oracle.deals import STAGES, Deal, days
from tests.oracle.figures import RATIO, Figure
from tests.oracle.integrity_deals import last_activity, late_logging, looks_lost
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions
from tests.oracle.periods import periods
from tests.oracle.stages import entered_at
from tests.oracle.truth import day_of, start_of, value_at
from tests.oracle.world import World

ADJUSTED = "adjusted"
#: Adjusted figures are read in total, by rep and by team.
SLICES = ("total", "owner", "team")
FIGURES: dict[str | tuple[str, str], Figure] = {
    (kpi, ADJUSTED): RATIO.monthly()
    for kpi in (
        "win_rate",
        "sales_cycle_days",
        "lead_to_opportunity_rate",
        "stage_conversion_rate",
    )
}


def observe(world: World) -> Iterator[Observation]:
    for deal in world.deals.deals:
        yield from _closing(world, deal)
        yield from _stages(world, deal)
    for deal in cycled(world):
        yield from _cycle(world, deal)
    for person in world.people.identity.records_of:
        yield _lead(world, person)


@lru_cache(maxsize=1)
def traced(world: World) -> dict[str, datetime]:
    """Win that was logged late, with nothing that explains it -> its trace before its creation."""
    found = {}
    for deal in world.deals.won:
        why = late_logging(world, deal)
        assert deal.closed_at
        if not (why.is_short or why.is_begun_late or why.is_worked_before):
            continue
        # A contract that ran before there was a CRM has no stages.
        if why.first_stage is None and deal.row["recorded_at"] > deal.closed_at:
            continue
        if (
            why.is_short
            and not (why.is_begun_late or why.is_worked_before)
            and _passed(world, deal)
        ):
            continue
        if why.first_activity is not None and why.first_activity < deal.created_at:
            found[deal.deal_id] = why.first_activity
    return found


def _passed(world: World, deal: Deal) -> bool:
    """Whether the deal came to its last open stage on a later day than that of its creation."""
    stages = STAGES[deal.row["pipeline"]]
    moves = [at for at, stage in world.deals.stages(deal) if stage in stages]
    return bool(moves) and day_of(max(moves)) > day_of(deal.created_at)


@lru_cache(maxsize=1)
def lost_on(world: World) -> dict[str, date]:
    """Deal that looked lost when it was last open at the end of a month -> its last activity."""
    first = min((day_of(deal.created_at) for deal in world.deals.deals), default=world.as_of)
    found: dict[str, date] = {}
    for _, end in periods(first, world.as_of, "month"):
        if (end + timedelta(days=1)).day != 1:
            continue
        for state in looks_lost(world, end):
            deal = state.deal
            met = last_activity(world, deal, end, only_held=True)
            is_lost = (state.is_overdue or state.is_silent) and (end - met).days > 30
            found.pop(deal.deal_id, None)
            if is_lost and deal.outcome != "won":
                found[deal.deal_id] = state.quiet_since
    return found


def entered(world: World, deal: Deal) -> datetime:
    """When the deal was entered, or would have been at its first trace."""
    return traced(world).get(deal.deal_id, deal.created_at)


def end_of(day: date) -> datetime:
    """The last instant of a day."""
    return start_of(day + timedelta(days=1)) - timedelta(microseconds=1)


def _closing(world: World, deal: Deal) -> Iterator[Observation]:
    if (on := lost_on(world).get(deal.deal_id)) is not None:
        where, won = world.deals.dimensions(deal, end_of(on)), 0
    elif deal.closed_at is not None:
        on, won = day_of(deal.closed_at), int(deal.outcome == "won")
        where = world.deals.dimensions(deal, deal.closed_at)
    else:
        return
    yield Observation("win_rate", on, where, won, 1, ADJUSTED, slices=SLICES)


def _cycle(world: World, deal: Deal) -> Iterator[Observation]:
    assert deal.closed_at
    length = cycle_days(world).get(deal.deal_id)
    if (trace := traced(world).get(deal.deal_id)) is not None:
        began = min(first_contact(world, deal) or trace, trace)
        length = days(deal.closed_at - began) if began <= deal.closed_at else None
    if length is not None:
        where, on = world.deals.dimensions(deal, deal.closed_at), day_of(deal.closed_at)
        yield Observation("sales_cycle_days", on, where, length, 1, ADJUSTED, slices=SLICES)


def _lead(world: World, person: str) -> Observation:
    lead_at = world.people.lead_at(person)
    first = min(_deals_of(world).get(person, ()), default=None)
    window = timedelta(days=world.profile.windows.lead_to_opportunity_days)
    in_time = int(first is not None and lead_at <= first <= lead_at + window)
    where = world.people.person(person) | world.people.lead_owner(person, lead_at)
    kpi = "lead_to_opportunity_rate"
    return Observation(kpi, day_of(lead_at), where, in_time, 1, ADJUSTED, slices=SLICES)


@lru_cache(maxsize=1)
def _deals_of(world: World) -> dict[str, list[datetime]]:
    """Person -> when each of their deals was entered."""
    found: dict[str, list[datetime]] = {}
    for deal in world.deals.deals:
        for person in world.deals.members[deal.deal_id]:
            found.setdefault(person, []).append(entered(world, deal))
    return found


def _stages(world: World, deal: Deal) -> Iterator[Observation]:
    stages = STAGES[deal.row["pipeline"]]
    reached = entered_at(world.deals, deal, stages)
    begun = min((at for at in reached if at), default=None)
    trace = traced(world).get(deal.deal_id)
    window = timedelta(days=world.profile.windows.stage_conversion_days)

    def adjusted(at: datetime | None) -> datetime | None:
        return min(at, trace) if at is not None and at == begun and trace else at

    for stage, at, following in zip(stages, reached, reached[1:], strict=False):
        if at is None:
            continue
        moved, then = adjusted(at), adjusted(following)
        assert moved
        converted = int(then is not None and then <= moved + window)
        where = _owned(world, deal, at, day_of(moved))
        for variant in (ADJUSTED, f"{stage}:{ADJUSTED}"):
            yield Observation(
                "stage_conversion_rate",
                day_of(moved),
                where,
                converted,
                1,
                variant,
                slices=SLICES,
            )


def _owned(world: World, deal: Deal, instant: datetime, day: date) -> Dimensions:
    """The deal's dimensions with its owner at an instant, and that owner's team on a day."""
    where = world.deals.dimensions(deal, instant)
    owner = value_at(world.deals.changes(deal.deal_id, "owner"), instant)
    return {**where, **world.people.rep(owner, day)}
