"""How the observations of a cell become its figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace

from tests.oracle.observations import Observation
from tests.oracle.periods import GRAINS, MONTH_UP, QUARTER_UP


@dataclass(slots=True)
class Tally:
    """What observations add up to."""

    numerator: float = 0.0
    denominator: float = 0.0
    of_values: bool = False
    #: Sums of numerators by term.
    terms: dict[str, float] = field(default_factory=dict)
    #: Distinct keys by term.
    distinct: dict[str, set[Hashable]] = field(default_factory=dict)
    #: Numerator and denominator of every observation, where the figure needs each.
    values: list[tuple[float, float]] = field(default_factory=list)

    def add(self, item: Observation) -> None:
        numerator, denominator = float(item.numerator), float(item.denominator)
        self.numerator += numerator
        self.denominator += denominator
        if item.term:
            self.terms[item.term] = self.terms.get(item.term, 0.0) + numerator
        if item.distinct is not None:
            self.distinct.setdefault(item.term, set()).add(item.distinct)
        if self.of_values:
            self.values.append((numerator, denominator))

    def merge(self, other: Tally) -> None:
        self.numerator += other.numerator
        self.denominator += other.denominator
        for term, total in other.terms.items():
            self.terms[term] = self.terms.get(term, 0.0) + total
        for term, keys in other.distinct.items():
            self.distinct.setdefault(term, set()).update(keys)
        self.values.extend(other.values)


@dataclass(frozen=True)
class Figure:
    """A kind of figure: its formula, its grains, and what it is where nothing happened."""

    formula: Callable[[Tally], float | None]
    grains: tuple[str, ...] = GRAINS
    nothing: float | None = None
    #: Whether the formula needs every value, not their sums.
    of_values: bool = False

    def monthly(self) -> Figure:
        """From the month up: cadence M."""
        return replace(self, grains=MONTH_UP)

    def quarterly(self) -> Figure:
        """From the quarter up: cadence Q."""
        return replace(self, grains=QUARTER_UP)


def divided(numerator: float, denominator: float) -> float | None:
    """A ratio of sums; no denominator, no value."""
    return numerator / denominator if denominator else None


#: Numerators added up; 0 where nothing happened.
SUM = Figure(lambda tally: tally.numerator, nothing=0.0)
#: Numerators ÷ denominators.
RATIO = Figure(lambda tally: divided(tally.numerator, tally.denominator))
#: Distinct keys.
DISTINCT = Figure(lambda tally: float(len(tally.distinct.get("", ()))))
#: Numerators ÷ distinct keys.
PER_DISTINCT = Figure(lambda tally: divided(tally.numerator, len(tally.distinct.get("", ()))))


def percentile(fraction: float) -> Figure:
    """The continuous percentile of the numerators."""
    return Figure(lambda tally: _percentile(tally.values, fraction), of_values=True)


def derived(formula: Callable[[Mapping[str, float]], float | None]) -> Figure:
    """A function of summed terms; an absent term is 0."""
    return Figure(lambda tally: formula(defaultdict(float, tally.terms)))


def of_values(formula: Callable[[list[tuple[float, float]]], float | None]) -> Figure:
    """A function of the (numerator, denominator) pairs."""
    return Figure(lambda tally: formula(tally.values), of_values=True)


def _percentile(values: list[tuple[float, float]], fraction: float) -> float:
    """Linear interpolation between the closest ranks."""
    ordered = sorted(value for value, _ in values)
    position = fraction * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)
