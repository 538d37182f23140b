"""Which KPIs moved together: rank correlations of their changes, with intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from kpis.reviews.figures import Key, Period, Series

Pair = tuple[Key, Key]
Floats = NDArray[np.float64]

#: Changes that are compared: so many, or half as many where the history is shorter.
WINDOWS = (24, 12)
#: The share of chance finds among the pairs of a review that are said to move together.
FALSE_DISCOVERY_RATE = 0.05
#: A weaker bond says too little to act on.
LEAST = 0.5


@dataclass(frozen=True)
class Bond:
    """Two KPIs whose changes go together: Spearman's rank correlation, its 95 % interval."""

    pair: Pair
    correlation: float
    low: float
    high: float
    p_value: float
    points: int


@dataclass(frozen=True)
class Lineage:
    """The base entities that each KPI is made of, as its metric file names them."""

    entities: Mapping[str, frozenset[str]]

    def is_apart(self, first: str, second: str) -> bool:
        """Return whether both are known and no record counts in both."""
        one, other = (self.entities.get(kpi, frozenset()) for kpi in (first, second))
        return bool(one and other) and one.isdisjoint(other)


@dataclass(frozen=True)
class Compared:
    """The pairs of a review that were compared, and those that move together."""

    pairs: Sequence[Pair]
    bonds: Sequence[Bond]


class Correlations:
    """The ranks of the changes of all series of one grain, up to the end of one period.

    Two series are compared over as many periods, and up to as late a one, as both have: in the
    first of the tables that has both. A cohort's figures end before the period does.
    """

    def __init__(self, series: Sequence[Series], period: Period) -> None:
        ends = {one.key: point.start for one in series if (point := one.due(period)) is not None}
        reaching = {
            end: [one for one in series if one.key in ends and ends[one.key] >= end]
            for end in sorted(set(ends.values()), reverse=True)
        }
        self._tables = [
            _ranked(of_end, end, window) for window in WINDOWS for end, of_end in reaching.items()
        ]

    def compare(self, keys: Sequence[Key], lineage: Lineage) -> Compared:
        """Compare every two of `keys` that may be; the strongest bonds come first."""
        by_window: dict[int, list[tuple[Pair, Floats, Floats]]] = {}
        for pair in combinations(sorted(set(keys)), 2):
            if lineage.is_apart(pair[0][0], pair[1][0]) and (ranks := self._ranks_of(pair)):
                by_window.setdefault(len(ranks[0]), []).append((pair, *ranks))
        bonds = [bond for compared in by_window.values() for bond in _bonds(compared)]
        return Compared([bond.pair for bond in bonds], _close(bonds))

    def _ranks_of(self, pair: Pair) -> tuple[Floats, Floats] | None:
        for table in self._tables:
            if pair[0] in table and pair[1] in table:
                return table[pair[0]], table[pair[1]]
        return None


def _ranked(series: Sequence[Series], end: date, window: int) -> dict[Key, Floats]:
    """Return the ranks of the changes of each series that has all of the window's."""
    columns = {one.key: one.changes_until(end, window) for one in series}
    whole = {
        key: changes
        for key, changes in columns.items()
        # Without variation there is nothing to go together with.
        if len(changes) == window and len(set(changes)) > 1
    }
    if not whole:
        return {}
    ranks = stats.rankdata(np.array(list(whole.values())), axis=1)
    return dict(zip(whole, ranks, strict=True))


def _bonds(compared: Sequence[tuple[Pair, Floats, Floats]]) -> Iterator[Bond]:
    """Yield the correlation of each pair: Spearman's is Pearson's of the ranks."""
    pairs, first, second = zip(*compared, strict=True)
    said = stats.pearsonr(np.array(first), np.array(second), axis=1)
    # Fisher's interval.
    interval = said.confidence_interval(0.95)
    numbers = zip(said.statistic, interval.low, interval.high, said.pvalue, strict=True)
    for pair, (correlation, low, high, p_value) in zip(pairs, numbers, strict=True):
        yield Bond(pair, float(correlation), float(low), float(high), float(p_value), len(first[0]))


def _close(bonds: Sequence[Bond]) -> list[Bond]:
    """Return those that chance does not explain and that are strong, the strongest first."""
    if not bonds:
        return []
    # Benjamini and Hochberg 1995: many pairs are looked at.
    q_values = stats.false_discovery_control([bond.p_value for bond in bonds])
    close = [
        bond
        for bond, q_value in zip(bonds, q_values, strict=True)
        if q_value <= FALSE_DISCOVERY_RATE and abs(bond.correlation) >= LEAST
    ]
    return sorted(close, key=lambda bond: (-abs(bond.correlation), bond.pair))
