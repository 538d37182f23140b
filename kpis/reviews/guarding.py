"""The state of a KPI's guardrails, and whether a target that is met is a false success."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kpis.reviews.figures import Point, Series
from kpis.reviews.movement import Movement, Usual, movement

State = Literal["holds", "broke", "not_known"]
#: By what a guardrail is judged: what the target says that it must keep, its own target or
#: thresholds, its own usual variation; none where it is not known.
Yardstick = Literal["minimum", "status", "usual", "none"]
#: Rounding is no breach.
_HAIR = 1e-9


@dataclass(frozen=True)
class Guard:
    """A guardrail in the period of a figure that it guards."""

    series: Series
    point: Point | None
    state: State
    by: Yardstick
    least: float | None = None
    moved: Movement | None = None


def is_good(value: float, bound: float, direction: str) -> bool:
    """Return whether `value` is at least as good as `bound`."""
    slack = _HAIR * abs(bound)
    if direction == "lower_is_better":
        return value <= bound + slack
    if direction == "higher_is_better":
        return value >= bound - slack
    return abs(value - bound) <= slack


def is_target_met(series: Series, point: Point | None) -> bool:
    """Return whether a whole period has what its target asks."""
    if point is None or not point.is_known or point.target is None or point.value is None:
        return False
    if series.kpi.direction == "target_is_best":
        # How near is near enough, the status knows.
        return point.status == "green"
    return is_good(point.value, point.target, series.kpi.direction)


def guard(series: Series, figure: Point, least: float | None, usual: Usual) -> Guard:
    """Return the state of a guardrail in the very period of the figure that it guards.

    Another period's figure says nothing: a guardrail that is not known yet is not known.
    """
    point = series.at(figure.start)
    if point is None or not point.is_known or point.value is None:
        return Guard(series, point, "not_known", "none", least)
    if least is not None:
        held = is_good(point.value, least, series.kpi.direction)
        return Guard(series, point, "holds" if held else "broke", "minimum", least)
    if point.status in ("green", "orange", "red"):
        return Guard(series, point, "broke" if point.status == "red" else "holds", "status")
    moved = movement(series, point, usual)
    return Guard(series, point, _by_usual(moved), "usual", moved=moved)


def _by_usual(moved: Movement) -> State:
    if moved.verdict == "not_judged":
        return "not_known"
    if moved.is_surprise and moved.verdict == "worsened":
        return "broke"
    # Where no side is good, a figure far out is neither right nor wrong.
    return "not_known" if moved.is_surprise and moved.verdict == "moved" else "holds"


def state_of(guards: Mapping[str, Guard]) -> str:
    """Return the state of all guardrails of a KPI: the worst, and `none` where it has none."""
    states = {one.state for one in guards.values()}
    for state in ("broke", "not_known", "holds"):
        if state in states:
            return state
    return "none"
