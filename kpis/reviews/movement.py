"""How a figure moved: beyond its usual variation, within it, or as nobody could expect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import special

from kpis.reviews.figures import Point, Said, Series

Verdict = Literal["progressed", "worsened", "moved", "stagnated", "not_judged"]

#: A change is judged beside so many earlier ones at least.
MIN_CHANGES = 8
#: A rate is judged on so many cases at least.
MIN_CASES = 10
#: A change surprises where so large a one comes by chance this seldom.
SURPRISE = 0.01


@dataclass(frozen=True)
class Usual:
    """What is usual of a series: read from its settings `trend`.

    Attributes:
        periods: how many earlier changes say what is usual.
        deviations: how many standard deviations of them a trend exceeds.
    """

    periods: int
    deviations: float


@dataclass(frozen=True)
class Movement:
    """How a figure moved since the period before.

    Attributes:
        points: how many earlier changes it was judged beside.
        usual_change: up to which change it is no trend, in the KPI's unit.
        mean_change: mean of the earlier changes.
        size: distance of the change from that mean, in their standard deviations.
        p_value: chance of a change so far from the mean (t prediction interval).
        reason: why it is not judged.
    """

    verdict: Verdict
    points: int
    usual_change: float | None = None
    mean_change: float | None = None
    size: float | None = None
    p_value: float | None = None
    reason: Said | None = None

    @property
    def is_surprise(self) -> bool:
        """Whether so large a change is not to be expected."""
        return self.p_value is not None and self.p_value < SURPRISE


def movement(series: Series, point: Point | None, usual: Usual) -> Movement:
    """Return how `point` moved since the period before."""
    if point is None:
        return _unjudged(series.why_absent)
    earlier = series.changes_before(point.start, usual.periods)
    if reason := _why_not(series, point, earlier):
        return _unjudged(reason, len(earlier))
    deviation, mean = float(np.std(earlier, ddof=1)), float(np.mean(earlier))
    change = point.change or 0.0
    size, p_value = None, None
    if deviation > 0:
        # A next draw lies as far from the mean of n as a t with n - 1 degrees of freedom says.
        size = (change - mean) / deviation
        spread = (1 + 1 / len(earlier)) ** 0.5
        p_value = float(2 * special.stdtr(len(earlier) - 1, -abs(size) / spread))
    return Movement(
        verdict=_verdict(change, usual.deviations * deviation, series.kpi.direction),
        points=len(earlier),
        usual_change=usual.deviations * deviation,
        mean_change=mean,
        size=size,
        p_value=p_value,
    )


def _unjudged(reason: Said, points: int = 0) -> Movement:
    return Movement("not_judged", points, reason=reason)


def _why_not(series: Series, point: Point, earlier: list[float]) -> Said | None:
    if not point.is_known:
        return point.reason
    cases = point.denominator
    if series.unit == "rate" and cases is not None and abs(cases) < MIN_CASES:
        return Said(
            f"it is of {cases:g} cases, at least {MIN_CASES} are needed",
            f"{cases:g} cas seulement, il en faut {MIN_CASES}".replace(".", ","),
        )
    if series.change_of(point.start) is None:
        return Said(
            "the period before has no figure to rely on",
            "la période précédente n'a pas de chiffre fiable",
        )
    if len(earlier) < MIN_CHANGES:
        return Said(
            f"{len(earlier)} earlier changes are known, at least {MIN_CHANGES} are needed",
            f"{len(earlier)} variations antérieures connues, il en faut {MIN_CHANGES}",
        )
    return None


def _verdict(change: float, usual_change: float, direction: str) -> Verdict:
    # A hair's breadth past the usual is rounding.
    if abs(change) <= usual_change * (1 + 1e-9):
        return "stagnated"
    if direction == "target_is_best":
        return "moved"
    is_good = (change > 0) == (direction == "higher_is_better")
    return "progressed" if is_good else "worsened"
