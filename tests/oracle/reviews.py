"""What reviews of scorecards must find, from published values and targets by their words alone.

Plain Python. Student's t is taken from printed tables: its two-sided 1 % points.
"""

from __future__ import annotations

import itertools
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Query = Callable[[str], list[tuple[Any, ...]]]
_ONE_PERCENT = {7: 3.499, 8: 3.355, 9: 3.250, 10: 3.169, 11: 3.106}
_MONTHS = {"month": 1, "quarter": 3}
_REVIEWED = {"month": 7, "quarter": 4}


@dataclass(frozen=True)
class _Figure:
    start: date
    end: date
    value: float | None
    cases: float | None
    target: float | None
    status: str
    is_whole: bool


@dataclass(frozen=True)
class Expected:
    """What is expected, by scorecard, grain, period and KPI.

    Attributes:
        verdicts: progressed, worsened, moved, stagnated or not_judged.
        surprises: whose change is not to be expected.
        false_successes: whose target is met while a guardrail broke.
        guardrails: the state of each, with the guardrail's id as the last part of the key.
    """

    verdicts: dict[tuple[str, str, date, str], str]
    surprises: set[tuple[str, str, date, str]]
    false_successes: set[tuple[str, str, date, str]]
    guardrails: dict[tuple[str, str, date, str, str], str]


class _World:
    def __init__(self, query: Query) -> None:
        self.catalog = {
            row[0]: row[1:]
            for row in query(
                "select kpi_id, direction, unit, additivity, coalesce(window_days, 0), "
                "coalesce(guardrails, '') from kpi.kpi_catalog"
            )
        }
        self.figures: dict[tuple[str, str], list[_Figure]] = defaultdict(list)
        for kpi, grain, *own, is_complete, quality in query(
            "select kpi_id, grain, period_start, period_end, value, denominator, target_value, "
            "status, is_complete, quality from kpi.kpi_values where dimension = 'total' "
            "and variant = '' and grain in ('month', 'quarter') order by period_start"
        ):
            start, end, value, cases, target, status = own
            is_whole = is_complete and quality != "distrusted" and value is not None
            self.figures[kpi, grain].append(
                _Figure(start, end, value, cases, target, status, is_whole)
            )
        self.minima = query(
            "select kpi_id, guardrail_kpi_id, guardrail_min, start_on from "
            "kpi.kpi_target_guardrails where dimension = 'total'"
        )
        self.targets = query(
            "select kpi_id, start_on, due_on from kpi.kpi_targets where dimension = 'total'"
        )
        self.cards: dict[str, list[str]] = defaultdict(list)
        for card, kpi in query("select scorecard, kpi_id from kpi.scorecards where variant = ''"):
            self.cards[card].append(kpi)
        shown = {kpi for kpis in self.cards.values() for kpi in kpis}
        self.cards[""] = sorted({kpi for kpi, *_ in self.targets} - shown)
        self.periods = {
            grain: query(
                "select period_start, period_end from marts.dim_periods where is_complete "
                f"and grain = '{grain}' order by period_start desc limit {last}"
            )
            for grain, last in _REVIEWED.items()
        }


def expected(query: Query) -> Expected:
    """Return what the reviews of the last months and quarters must find."""
    world = _World(query)
    found = Expected({}, set(), set(), {})
    for grain, periods in world.periods.items():
        for start, end in periods:
            for card, kpis in world.cards.items():
                # Before anything of it is known, a scorecard has no review.
                known = [one for kpi in kpis for one in world.figures[kpi, grain]]
                for kpi in kpis if any(one.end <= end for one in known) else ():
                    _expect(world, found, (card, grain, start, kpi), end)
    return found


def _expect(world: _World, found: Expected, key: tuple[str, str, date, str], end: date) -> None:
    card, grain, _, kpi = key
    window = timedelta(days=world.catalog[kpi][3])
    ended = [one for one in world.figures[kpi, grain] if one.end + window <= end]
    # What has a target and is on no scorecard is there in the periods that have one.
    if not card and (not ended or ended[-1].target is None):
        return
    if not ended:
        found.verdicts[key] = "not_judged"
        return
    figure = ended[-1]
    verdict, is_surprise = _movement(world, kpi, grain, figure)
    found.verdicts[key] = verdict
    if is_surprise:
        found.surprises.add(key)
    states = dict(_guardrails(world, kpi, grain, figure))
    found.guardrails.update({(*key, name): state for name, state in states.items()})
    if _is_met(world, kpi, figure) and "broke" in states.values():
        found.false_successes.add(key)


def _is_met(world: _World, kpi: str, figure: _Figure) -> bool:
    if not figure.is_whole or figure.target is None or figure.value is None:
        return False
    if world.catalog[kpi][0] == "target_is_best":
        return figure.status == "green"
    return not _is_worse(figure.value, figure.target, world.catalog[kpi][0])


def _is_worse(value: float, bound: float, direction: str) -> bool:
    # Where the target is best, either side of it is worse.
    difference = {
        "higher_is_better": bound - value,
        "lower_is_better": value - bound,
        "target_is_best": abs(value - bound),
    }[direction]
    return difference > 1e-9 * abs(bound)


def _movement(world: _World, kpi: str, grain: str, figure: _Figure) -> tuple[str, bool]:
    direction, unit, *_ = world.catalog[kpi]
    figures = world.figures[kpi, grain]
    place = figures.index(figure)
    pairs = list(itertools.pairwise(figures[: place + 1]))
    changes = [
        (one.value or 0) - (before.value or 0) if before.is_whole and one.is_whole else None
        for before, one in pairs
    ]
    earlier = [change for change in changes[:-1][-12:] if change is not None]
    few = unit == "rate" and figure.cases is not None and abs(figure.cases) < 10
    if not figure.is_whole or few or place == 0 or not figures[place - 1].is_whole:
        return "not_judged", False
    if len(earlier) < 8:
        return "not_judged", False
    change = (figure.value or 0) - (figures[place - 1].value or 0)
    usual, middle = statistics.stdev(earlier), statistics.fmean(earlier)
    critical = _ONE_PERCENT[len(earlier) - 1] * usual * (1 + 1 / len(earlier)) ** 0.5
    is_surprise = usual > 0 and abs(change - middle) > critical
    if abs(change) <= usual * (1 + 1e-9):
        return "stagnated", is_surprise
    if direction == "target_is_best":
        return "moved", is_surprise
    is_good = (change > 0) == (direction == "higher_is_better")
    return ("progressed" if is_good else "worsened"), is_surprise


def _guardrails(world: _World, kpi: str, grain: str, figure: _Figure) -> Iterator[tuple[str, str]]:
    minima = _minima(world, kpi, grain, figure)
    names = [name for name in world.catalog[kpi][4].split(", ") if name]
    for name in {*names, *minima}:
        if name in world.catalog:
            yield name, _state(world, name, grain, figure, minima.get(name))


def _minima(world: _World, kpi: str, grain: str, figure: _Figure) -> dict[str, float]:
    """The minima of the target that asks something of the figure's period."""
    if figure.target is None:
        return {}
    starts = [
        start
        for target, start, due in world.targets
        if target == kpi and start <= figure.end <= due
    ]
    return {
        name: least * (_MONTHS[grain] if world.catalog[name][2] == "full" else 1)
        for target, name, least, start in world.minima
        if target == kpi and starts and start == max(starts)
    }


def _state(world: _World, name: str, grain: str, guarded: _Figure, least: float | None) -> str:
    [figure] = [one for one in world.figures[name, grain] if one.start == guarded.start] or [None]
    if figure is None or not figure.is_whole or figure.value is None:
        return "not_known"
    direction = world.catalog[name][0]
    if least is not None:
        return "broke" if _is_worse(figure.value, least, direction) else "holds"
    if figure.status != "none":
        return "broke" if figure.status == "red" else "holds"
    verdict, is_surprise = _movement(world, name, grain, figure)
    if verdict == "not_judged" or (is_surprise and verdict == "moved"):
        return "not_known"
    return "broke" if is_surprise and verdict == "worsened" else "holds"
