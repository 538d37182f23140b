"""The funnel's weakest link: the step that lies furthest below what is usual, or asked, of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from scipy import stats

from kpis.reviews.figures import Key, Period, Point, Series

#: The steps of the funnel, in order: rates of one entry cohort, and of closed deals.
STEPS = (
    "lead_qualification_rate",
    "contact_to_meeting_rate",
    "mql_to_sql_rate",
    "lead_to_opportunity_rate",
    "r1_to_r2_rate",
    "win_rate_on_proposals",
    "win_rate",
)
#: What is usual: the step's own periods before, so many at most and at least.
PERIODS, LEAST_PERIODS = 12, 6
#: A shortfall that comes by chance more often is none.
CHANCE = 0.05


@dataclass(frozen=True)
class Link:
    """A step below what it is held against.

    Attributes:
        reference: its target, or the rate of the periods before it.
        by: which of the two.
        shortfall: how far below, as a share of the reference: what the end of the funnel lacks.
        p_value: chance of so few (binomial; Fisher's exact test beside the periods before).
        points: how many periods the reference is of; 0 for a target.
    """

    series: Series
    point: Point
    reference: float
    by: Literal["target", "usual"]
    shortfall: float
    p_value: float
    points: int


def compared_steps(series: Mapping[Key, Series], period: Period) -> list[Link]:
    """Return each step that can be held against something, in the order of the funnel."""
    found = (series.get((step, "")) for step in STEPS)
    return [link for one in found if one is not None for link in _link(one, one.due(period))]


def weakest(links: list[Link]) -> Link | None:
    """Return the step furthest below, of those that chance does not explain; None: none is."""
    if not links:
        return None
    # Benjamini and Hochberg 1995: the steps are tested together.
    q_values = stats.false_discovery_control([link.p_value for link in links])
    short = [
        link
        for link, q_value in zip(links, q_values, strict=True)
        if q_value <= CHANCE and link.shortfall < 0
    ]
    return min(short, key=lambda link: link.shortfall, default=None)


def _link(series: Series, point: Point | None) -> Iterator[Link]:
    terms = _terms(point)
    if point is None or point.value is None or terms is None:
        return
    hits, cases = terms
    if point.target is not None and 0 < point.target <= 1:
        chance = stats.binomtest(hits, cases, point.target, alternative="less").pvalue
        shortfall = point.value / point.target - 1
        yield Link(series, point, point.target, "target", shortfall, float(chance), 0)
        return
    earlier = [_terms(one) for one in series.before(point.start, PERIODS)]
    known = [one for one in earlier if one is not None]
    usual_hits, usual_cases = sum(one[0] for one in known), sum(one[1] for one in known)
    if len(known) < LEAST_PERIODS or not usual_hits:
        return
    table = [[hits, cases - hits], [usual_hits, usual_cases - usual_hits]]
    chance = stats.fisher_exact(table, alternative="less").pvalue
    usual = usual_hits / usual_cases
    yield Link(series, point, usual, "usual", point.value / usual - 1, float(chance), len(known))


def _terms(point: Point | None) -> tuple[int, int] | None:
    """Return how many of how many, of a known figure that is a share of cases."""
    if point is None or not point.is_known or point.numerator is None or not point.denominator:
        return None
    hits, cases = round(point.numerator), round(point.denominator)
    return (hits, cases) if 0 <= hits <= cases else None
