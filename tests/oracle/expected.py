"""Expected figures: observations added up by period and dimension member."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from company.profile import Profile
from tests.oracle.cells import TOTAL, Cell
from tests.oracle.figures import Tally
from tests.oracle.identity import UNKNOWN
from tests.oracle.integrity_score import SCORE, scored
from tests.oracle.known_costs import waits_for_costs
from tests.oracle.observations import Observation
from tests.oracle.periods import period_end, period_start
from tests.oracle.registry import OBSERVERS, figure_of
from tests.oracle.targets import TARGET_ATTAINMENT, attained
from tests.oracle.world import World

Key = tuple[object, ...]


class Member(NamedTuple):
    """A dimension's member on a day, or in a period of one grain."""

    grain: str | None
    on: date
    dimension: str
    member: str


def expected_values(
    truth_folder: Path,
    profile: Profile,
    as_of: date,
    dimensions: Iterable[str],
    kpis: Collection[str] = (),
) -> dict[Cell, float | None]:
    """Return the figure of every cell in which something happened; of all KPIs unless named."""
    world, names = World(truth_folder, profile, as_of), tuple(dimensions)
    if TARGET_ATTAINMENT in kpis or SCORE in kpis:
        kpis = ()
    collected: dict[tuple[str, str], dict[Key, Tally]] = defaultdict(dict)
    for observer in OBSERVERS:
        wanted = {kpi for kpi in observer.kpis() if not kpis or kpi in kpis}
        for item in observer.observe(world) if wanted else ():
            if item.kpi in wanted:
                _collect(collected[item.kpi, item.variant], item, names)
    figures: dict[Cell, float | None] = {}
    while collected:
        (kpi, variant), tallies = collected.popitem()
        figure = figure_of(kpi, variant)
        for cell, tally in _cells(kpi, variant, figure.grains, _by_member(tallies, names)).items():
            # Of periods before the history there are no figures.
            if period_end(cell.period_start, cell.grain) >= world.history_from:
                figures[cell] = figure.formula(tally)
    if not kpis:
        figures.update(dict(scored(world, figures)))
        figures.update(dict(attained(world, figures, figure_of)))
    waits = waits_for_costs(world)
    return {cell: None if waits(cell) else value for cell, value in figures.items()}


def _collect(tallies: dict[Key, Tally], item: Observation, names: tuple[str, ...]) -> None:
    """Add up what is of the same day and the same members of all dimensions."""
    on = item.period_start or item.on
    members = (item.dimensions.get(name, UNKNOWN) for name in names)
    key = (item.grain, on, item.slices, *members)
    if key not in tallies:
        tallies[key] = Tally(of_values=figure_of(item.kpi, item.variant).of_values)
    tallies[key].add(item)


def _by_member(tallies: dict[Key, Tally], names: tuple[str, ...]) -> dict[Member, Tally]:
    by_member: dict[Member, Tally] = defaultdict(Tally)
    for (grain, on, slices, *members), tally in tallies.items():
        for name, member in zip((TOTAL, *names), (TOTAL, *members), strict=True):
            if slices is None or name in slices:  # type: ignore[operator]
                by_member[Member(grain, on, name, member)].merge(tally)  # type: ignore[arg-type]
    return by_member


def _cells(
    kpi: str, variant: str, grains: tuple[str, ...], by_member: dict[Member, Tally]
) -> dict[Cell, Tally]:
    cells: dict[Cell, Tally] = defaultdict(Tally)
    for (its_grain, on, dimension, member), tally in by_member.items():
        for grain in grains if its_grain is None else (its_grain,):
            start = on if its_grain else period_start(on, grain)
            cells[Cell(kpi, variant, grain, start, dimension, member)].merge(tally)
    return cells
