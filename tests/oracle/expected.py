"""Expected figures: observations added up by period and dimension member."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from company.profile import Profile
from tests.oracle import activity, funnel, marketing
from tests.oracle.deals import Deals
from tests.oracle.identity import UNKNOWN, Identity
from tests.oracle.observations import Number, Observation
from tests.oracle.people import People
from tests.oracle.support import Support
from tests.oracle.truth import Truth, day_of

GRAINS = ("day", "week", "month", "quarter", "year")
RATIOS = {
    "lead_to_opportunity_rate",
    "mql_to_sql_rate",
    "cost_per_lead",
    "win_rate",
    "average_deal_size",
    "quota_attainment",
    "stage_conversion_rate",
    "customer_satisfaction_score",
}
#: KPI and variant -> the percentile that it is; a mean is a ratio.
PERCENTILES = {
    ("sales_cycle_days", "median"): 0.5,
    ("sales_cycle_days", "p90"): 0.9,
    ("first_response_hours", ""): 0.5,
    ("first_response_hours", "p90"): 0.9,
    ("first_response_hours", "median_business"): 0.5,
    ("first_response_hours", "p90_business"): 0.9,
}
FROM_MONTH_UP = {"stage_conversion_rate", "cost_per_lead"}


@dataclass(frozen=True)
class Cell:
    """The address of one figure."""

    kpi: str
    variant: str
    grain: str
    period_start: date
    dimension: str
    member: str


def period_start(day: date, grain: str) -> date:
    """First day of the calendar period that holds `day`."""
    if grain == "week":
        return date.fromisocalendar(*day.isocalendar()[:2], 1)
    if grain == "month":
        return date(day.year, day.month, 1)
    if grain == "quarter":
        return date(day.year, 1 + 3 * ((day.month - 1) // 3), 1)
    if grain == "year":
        return date(day.year, 1, 1)
    return day


def expected_values(
    truth_folder: Path, profile: Profile, as_of: date, dimensions: Iterable[str]
) -> dict[Cell, float | None]:
    """Return the figure of every cell in which something happened."""
    people = People(Identity(Truth(truth_folder, as_of), profile))
    collected: dict[Cell, list[Observation]] = defaultdict(list)
    names = tuple(dimensions)
    for observation in _observations(people):
        for grain in GRAINS:
            if grain in ("day", "week") and observation.kpi in FROM_MONTH_UP:
                continue
            for cell in _cells(observation, grain, names):
                collected[cell].append(observation)
    figures = {cell: _figure(cell, items) for cell, items in collected.items()}
    return figures | _stocks(people, names) | _visitors(people, names)


def _observations(people: People) -> Iterator[Observation]:
    deals, support = Deals(people), Support(people)
    yield from funnel.observe(people)
    yield from activity.observe(people)
    yield from marketing.spend(people)
    yield from marketing.quotas(people)
    yield from deals.closed()
    yield from deals.new_customers()
    yield from deals.cycles()
    yield from deals.stage_entries()
    yield from support.first_responses()
    yield from support.satisfaction()


def _cells(observation: Observation, grain: str, names: tuple[str, ...]) -> Iterator[Cell]:
    start = period_start(observation.on, grain)
    yield Cell(observation.kpi, observation.variant, grain, start, "total", "total")
    for name in names:
        member = observation.dimensions.get(name, UNKNOWN)
        yield Cell(observation.kpi, observation.variant, grain, start, name, member)


def _figure(cell: Cell, items: list[Observation]) -> float | None:
    numerator = float(sum(item.numerator for item in items))
    denominator = float(sum(item.denominator for item in items))
    if fraction := PERCENTILES.get((cell.kpi, cell.variant)):
        return _percentile([float(item.numerator) for item in items], fraction)
    if cell.kpi in RATIOS or cell.kpi in ("sales_cycle_days", "first_response_hours"):
        return numerator / denominator if denominator else None
    return numerator


def _percentile(values: list[float], fraction: float) -> float:
    """Linear interpolation between the closest ranks."""
    ordered = sorted(values)
    position = fraction * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def _stocks(people: People, names: tuple[str, ...]) -> dict[Cell, float | None]:
    """Open pipeline at the last day of each period (of the running one: at as_of)."""
    deals = Deals(people)
    first = min((deal.created_at for deal in deals.deals), default=None)
    sums: dict[Cell, Number] = defaultdict(int)
    day = day_of(first) if first else people.truth.as_of + timedelta(days=1)
    while day <= people.truth.as_of:
        ending = [
            grain
            for grain in GRAINS
            if day == people.truth.as_of
            or period_start(day, grain) != period_start(day + timedelta(days=1), grain)
        ]
        for observation in deals.open_pipeline(day):
            for grain in ending:
                for cell in _cells(observation, grain, names):
                    sums[cell] += observation.numerator  # type: ignore[operator]
        day += timedelta(days=1)
    return {cell: float(total) for cell, total in sums.items()}


def _visitors(people: People, names: tuple[str, ...]) -> dict[Cell, float | None]:
    """Distinct visitors, counted anew for each grain and member."""
    seen: dict[Cell, set[str]] = defaultdict(set)
    for row in people.truth.rows("web_sessions"):
        if row["started_at"] >= people.truth.end:
            continue
        members = {
            "channel": row["channel"] or UNKNOWN,
            "campaign": row["utm_campaign"] or UNKNOWN,
            "market": row["country"] or UNKNOWN,
        }
        sighting = Observation("unique_visitors", day_of(row["started_at"]), members)
        for grain in GRAINS:
            for cell in _cells(sighting, grain, tuple(n for n in names if n in members)):
                seen[cell].add(row["visitor_id"])
    return {cell: float(len(visitors)) for cell, visitors in seen.items()}
