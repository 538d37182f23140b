"""Is the pipeline gamed: deals logged late, forecasts, close dates, losses that nobody declares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from tests.oracle.activity_log import Activity
from tests.oracle.close_dates import due_in_last_days, last_act
from tests.oracle.cycles import cycle_days
from tests.oracle.deals import CLOSED, STAGES, Deal
from tests.oracle.figures import RATIO, Figure
from tests.oracle.observations import Observation
from tests.oracle.periods import MONTH_UP, add_months, period_end, period_start, periods
from tests.oracle.pipeline import open_deals
from tests.oracle.truth import day_of, value_at
from tests.oracle.world import World

_OPEN = {stage for stages in STAGES.values() for stage in stages}
_FIRST = {stages[0] for stages in STAGES.values()}
_LAST_TWO = {stage for stages in STAGES.values() for stage in stages[-2:]}
FIGURES: dict[str | tuple[str, str], Figure] = {
    kpi: RATIO.monthly()
    for kpi in (
        "late_logged_pipeline_rate",
        "forecast_bias",
        "close_date_shift_rate",
        "undeclared_loss_rate",
    )
}


def observe(world: World) -> Iterator[Observation]:
    for deal in world.deals.won:
        assert deal.closed_at
        where = world.deals.dimensions(deal, deal.closed_at)
        on = day_of(deal.closed_at)
        yield Observation("late_logged_pipeline_rate", on, where, int(_is_late(world, deal)), 1)
        for grain in ("quarter", "year"):
            # Is it at an edge of its quarter, and how many of the quarter's working days are?
            yield Observation(
                "close_date_shift_rate",
                on,
                where,
                int(_is_edge(on)),
                _edge_share(world, period_start(on, "quarter")),
                "bunching",
                grain=grain,
                period_start=period_start(on, grain),
            )
    for deal in world.deals.deals:
        if deal.closed_at is not None and deal.outcome != "open":
            yield from _forecasts(world, deal)
        yield from _shifts(world, deal)
    yield from _undeclared(world)


class LateLogging(NamedTuple):
    """Why a win looks as if it was logged late, and its first activity."""

    is_short: bool
    is_begun_late: bool
    is_worked_before: bool
    first_stage: str | None
    first_activity: datetime | None


def late_logging(world: World, deal: Deal) -> LateLogging:
    assert deal.closed_at
    stages = [row["new_value"] for row in world.deals.changes(deal.deal_id, "stage")]
    begun = next((stage for stage in stages if stage in _OPEN), None)
    first = _first_activity(world, deal)
    return LateLogging(
        deal.created_at >= deal.closed_at - timedelta(days=7),
        begun in _LAST_TWO and begun not in _FIRST,
        first is not None and first < deal.created_at - timedelta(days=30),
        begun,
        first,
    )


def _is_late(world: World, deal: Deal) -> bool:
    return any(late_logging(world, deal)[:3])


def _first_activity(world: World, deal: Deal) -> datetime | None:
    """The first on the deal, or of its owner with its people, since the customer's win before."""
    since = world.deals.previous_win_at(deal, deal.created_at)
    owner = value_at(world.deals.changes(deal.deal_id, "owner"), deal.created_at)
    acts = [
        activity.at
        for activity in _of_deal(world)[deal.deal_id]
        if since is None or activity.at > since
    ]
    acts += [
        activity.at
        for person in world.deals.members[deal.deal_id]
        for activity in world.activities.of_person.get(person, ())
        if activity.row["rep_id"] == owner and (since is None or activity.at > since)
    ]
    return min(acts, default=None)


@lru_cache(maxsize=1)
def _of_deal(world: World) -> dict[str, list[Activity]]:
    """Deal -> its past activities."""
    grouped: dict[str, list[Activity]] = defaultdict(list)
    for activity in world.activities.past:
        deal = world.people.identity.deals.resolve(activity.row["deal_id"])
        if deal:
            grouped[deal].append(activity)
    return grouped


def _is_edge(day: date) -> bool:
    start = period_start(day, "quarter")
    return (day - start).days < 3 or (period_end(start, "quarter") - day).days < 3


def _edge_share(world: World, start: date) -> float:
    length = (period_end(start, "quarter") - start).days + 1
    workdays = [
        day
        for day in (start + timedelta(days=offset) for offset in range(length))
        if world.calendar.is_open(day)
    ]
    return sum(map(_is_edge, workdays)) / len(workdays)


def _forecasts(world: World, deal: Deal) -> Iterator[Observation]:
    """The probability that a deal left each stage with, less how it ended."""
    assert deal.closed_at
    where, on = world.deals.dimensions(deal, deal.closed_at), day_of(deal.closed_at)
    won = int(deal.outcome == "won")
    odds = world.deals.changes(deal.deal_id, "probability")
    for stage, (entered, left) in _stays(world, deal).items():
        said = [row["new_value"] for row in odds if row["changed_at"] < left and row["new_value"]]
        if not said:
            continue
        forecast = float(said[-1])
        raised = any(entered < at < left for at in _late_raises(world, deal))
        for part in ("", stage):
            for name, amount in (
                ("", forecast - won),
                ("over", 0 if won else forecast),
                ("under", 1 - forecast if won else 0),
                ("late_raises", int(raised)),
            ):
                variant = ":".join(word for word in (part, name) if word)
                yield Observation("forecast_bias", on, where, amount, 1, variant)


def _stays(world: World, deal: Deal) -> dict[str, tuple[datetime, datetime]]:
    """Open stage -> when the deal first entered it, and last left it."""
    assert deal.closed_at
    changes = world.deals.changes(deal.deal_id, "stage")
    stays: dict[str, tuple[datetime, datetime]] = {}
    for row, following in zip(changes, [*changes[1:], None], strict=True):
        stage, since = row["new_value"], row["changed_at"]
        until = following["changed_at"] if following else deal.closed_at
        until = min(until, deal.closed_at)
        if stage in CLOSED or since >= until:
            continue
        first, last = stays.get(stage, (since, until))
        stays[stage] = (min(first, since), max(last, until))
    return stays


def _late_raises(world: World, deal: Deal) -> list[datetime]:
    """When the probability was raised in the last 14 days of a quarter, within a stage."""
    by_record = sorted(
        world.deals.changes(deal.deal_id, "probability"),
        key=lambda row: (row["recorded_at"], row["changed_at"]),
    )
    stage_moves = {row["recorded_at"] for row in world.deals.changes(deal.deal_id, "stage")}
    raises = []
    for before, row in pairwise(by_record):
        at = row["recorded_at"]
        end = period_end(period_start(day_of(at), "quarter"), "quarter")
        is_raise = float(row["new_value"] or 0) > float(before["new_value"] or 0)
        if is_raise and at not in stage_moves and (end - day_of(at)).days < 14:
            raises.append(at)
    return raises


def _shifts(world: World, deal: Deal) -> Iterator[Observation]:
    """Deals due in the last 14 days of a period, and whether they were moved across its end."""
    for (grain, start), acts in due_in_last_days(world, deal).items():
        *_, acted = last_act(acts)
        pushed, pulled = max(act[0] for act in acts), max(act[1] for act in acts)
        on = min(period_end(start, grain), world.as_of)
        where = world.deals.dimensions(deal, acted)
        for variant, count in (("", max(pushed, pulled)), ("pushed", pushed), ("pulled", pulled)):
            yield Observation("close_date_shift_rate", on, where, count, 1, variant, grain, start)


def _undeclared(world: World) -> Iterator[Observation]:
    """Open deals that are overdue, or silent for two median cycles, at the ends of periods."""
    ends: dict[date, list[tuple[str, date]]] = defaultdict(list)
    first = min((day_of(deal.created_at) for deal in world.deals.deals), default=world.as_of)
    for grain in MONTH_UP:
        for start, end in periods(first, world.as_of, grain):
            ends[end].append((grain, start))
    for day, ending in ends.items():
        for deal, instant, overdue, silent, _ in looks_lost(world, day):
            where = world.deals.dimensions(deal, instant)
            for variant, counts in (
                ("", overdue or silent),
                ("overdue", overdue),
                ("silent", silent),
            ):
                for grain, start in ending:
                    yield Observation(
                        "undeclared_loss_rate", day, where, int(counts), 1, variant, grain, start
                    )


class State(NamedTuple):
    """An open deal at the end of a day: is it past its date or silent, and since when quiet."""

    deal: Deal
    instant: datetime
    is_overdue: bool
    is_silent: bool
    quiet_since: date


@lru_cache(maxsize=256)
def looks_lost(world: World, day: date) -> list[State]:
    cycles = [
        (day_of(closed_at), length)
        for deal_id, length in cycle_days(world).items()
        if (closed_at := world.deals.by_id[deal_id].closed_at)
    ]
    usual = _median([n for on, n in cycles if add_months(day, -12) < on <= day])
    states = []
    for deal, instant in open_deals(world, day):
        text = value_at(world.deals.changes(deal.deal_id, "expected_close_on"), instant)
        overdue = text is not None and (day - date.fromisoformat(text)).days > 30
        quiet = max(last_activity(world, deal, day), day_of(deal.created_at))
        silent = usual is not None and (day - quiet).days > 2 * usual
        states.append(State(deal, instant, overdue, silent, quiet))
    return states


def _median(values: list[float]) -> float | None:
    ordered, half = sorted(values), len(values) // 2
    if not ordered:
        return None
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def last_activity(world: World, deal: Deal, day: date, only_held: bool = False) -> date:
    """The last day, up to one, with an activity on the deal or with one of its people.

    With `only_held`, meetings that were held alone count.
    """
    acts = [
        *_of_deal(world)[deal.deal_id],
        *(
            activity
            for person in world.deals.members[deal.deal_id]
            for activity in world.activities.of_person.get(person, ())
        ),
    ]
    days = [day_of(activity.at) for activity in acts if activity.is_held or not only_held]
    return max((one for one in days if one <= day), default=date.min)
