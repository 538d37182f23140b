"""Forecast and coverage: what the deals due in a period promised when it began."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from tests.oracle.figures import SUM, Figure, derived, divided
from tests.oracle.known_then import Known, open_at_start
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions
from tests.oracle.periods import GRAINS, MONTH_UP, period_end, period_start, periods
from tests.oracle.quota_reps import daily_quotas
from tests.oracle.targets import revenue_targets
from tests.oracle.truth import day_of
from tests.oracle.world import World

_DRAWS = 200


def _percentile_of_draws(fraction: float) -> Figure:
    def formula(terms: Mapping[str, float]) -> float:
        outcomes = sorted(terms[str(draw)] for draw in range(1, _DRAWS + 1))
        position = fraction * (_DRAWS - 1)
        below = int(position)
        above = min(below + 1, _DRAWS - 1)
        return outcomes[below] + (outcomes[above] - outcomes[below]) * (position - below)

    return replace(derived(formula).monthly(), nothing=0.0)


def _accuracy(terms: Mapping[str, float]) -> float | None:
    actual = terms["actual"]
    # Of nothing won, or less than nothing, no forecast was near or far.
    if actual <= 0:
        return None
    return divided(actual - abs(actual - terms["forecast"]), actual)


def _remaining(terms: Mapping[str, float]) -> float | None:
    return divided(terms["due"], max(terms["asked"] - terms["won"], 0.0))


def _coverage(terms: Mapping[str, float]) -> float | None:
    return divided(terms["due"], terms["asked"])


FIGURES: dict[str | tuple[str, str], Figure] = {
    "forecast_revenue": SUM.monthly(),
    ("forecast_revenue", "p10"): _percentile_of_draws(0.1),
    ("forecast_revenue", "p90"): _percentile_of_draws(0.9),
    "forecast_accuracy": derived(_accuracy).monthly(),
    "pipeline_coverage": derived(_coverage),
    ("pipeline_coverage", "remaining"): derived(_remaining),
}


def observe(world: World) -> Iterator[Observation]:
    first = min((day_of(deal.created_at) for deal in world.deals.deals), default=world.as_of)
    for grain in GRAINS:
        for start, _ in periods(first, world.as_of, grain):
            for known in _due(world, start, start, period_end(start, grain)):
                yield from _of_due(world, known, grain, start)
    yield from _to_come(world)
    yield from _won(world)
    yield from _asked(world)


def _due(world: World, day: date, since: date, until: date) -> Iterator[Known]:
    """Deals open when `day` began and then expected to close between two days."""
    for known in open_at_start(world).get(day, ()):
        if known.expected_on and since <= known.expected_on <= until:
            yield known


def forecast_where(world: World, known: Known, day: date) -> Dimensions:
    """The deal's dimensions, with the owner then known and his team on the day."""
    return {
        **world.deals.dimensions(known.deal, known.deal.created_at),
        **world.people.rep(known.owner, day),
    }


def _of_due(world: World, known: Known, grain: str, start: date) -> Iterator[Observation]:
    where, amount = forecast_where(world, known, start), known.amount or Decimal(0)
    due = Observation("pipeline_coverage", start, where, amount, 0, "", grain, start, term="due")
    yield due
    if grain not in MONTH_UP:
        return
    forecast = replace(due, kpi="forecast_revenue", numerator=known.weighted, term="")
    yield forecast
    yield replace(forecast, kpi="forecast_accuracy", term="forecast")
    key = f"hubspot:{world.people.identity.deals.served_id(known.deal.deal_id)}"
    won = [draw for draw in range(1, _DRAWS + 1) if _is_won(known, key, grain, start, draw)]
    for variant in ("p10", "p90"):
        # Without any win too the cell is there.
        yield replace(forecast, numerator=0, variant=variant)
        for draw in won:
            yield replace(forecast, numerator=amount, variant=variant, term=str(draw))


def _is_won(known: Known, key: str, grain: str, start: date, draw: int) -> bool:
    text = f"{key}:{grain}:{start.isoformat()}:{draw}"
    chance = int(hashlib.md5(text.encode()).hexdigest()[:8], 16) / 2**32
    return chance < float(known.probability or 0)


def _to_come(world: World) -> Iterator[Observation]:
    """Deals open as of the last load and due in what is left of each running period."""
    tomorrow = world.as_of + timedelta(days=1)
    for grain in GRAINS:
        start = period_start(world.as_of, grain)
        for known in _due(world, tomorrow, tomorrow, period_end(start, grain)):
            where, due = forecast_where(world, known, world.as_of), known.amount or Decimal(0)
            remaining = Observation(
                "pipeline_coverage", start, where, due, 0, "remaining", grain, start, term="due"
            )
            yield remaining
            if grain in MONTH_UP:
                yield replace(
                    remaining,
                    kpi="forecast_revenue",
                    variant="to_date",
                    numerator=known.weighted,
                    term="",
                )


def _running(world: World) -> dict[str, date]:
    """Grain -> first day of the period that is not over at the end of the last load's day."""
    starts = {grain: period_start(world.as_of, grain) for grain in GRAINS}
    return {g: start for g, start in starts.items() if period_end(start, g) > world.as_of}


def _won(world: World) -> Iterator[Observation]:
    running = _running(world)
    for deal in world.deals.won:
        assert deal.closed_at
        on, where = day_of(deal.closed_at), world.deals.dimensions(deal, deal.closed_at)
        revenue = deal.revenue or Decimal(0)
        yield Observation("forecast_revenue", on, where, revenue, variant="to_date")
        yield Observation("forecast_accuracy", on, where, revenue, term="actual")
        for grain, start in running.items():
            if on >= start:
                yield Observation(
                    "pipeline_coverage",
                    on,
                    where,
                    revenue,
                    variant="remaining",
                    term="won",
                    grain=grain,
                    period_start=start,
                )


def _asked(world: World) -> Iterator[Observation]:
    """What each member is asked for in a whole period: the sheet's target, else the quotas."""
    quotas: dict[tuple[str, date, str, str], Decimal] = defaultdict(Decimal)
    for day, where, quota in daily_quotas(world):
        for grain in GRAINS:
            start = period_start(day, grain)
            for dimension in ("total", "owner", "team"):
                quotas[grain, start, dimension, where.get(dimension, "total")] += quota
    targets = revenue_targets(world)
    members = {(dimension, member) for _, _, dimension, member in quotas} | set(targets)
    running, first = _running(world), min(start for _, start, _, _ in quotas)
    for grain in GRAINS:
        for start, _ in periods(first, world.as_of, grain):
            for dimension, member in sorted(members):
                target = targets.get((dimension, member), lambda *_: None)
                asked = target(start, period_end(start, grain))
                asked = quotas[grain, start, dimension, member] if asked is None else asked
                observation = Observation(
                    "pipeline_coverage",
                    start,
                    {dimension: member},
                    float(asked),
                    term="asked",
                    grain=grain,
                    period_start=start,
                    slices=(dimension,),
                )
                yield observation
                if start == running.get(grain):
                    yield replace(observation, variant="remaining")
