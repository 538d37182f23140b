"""From counts to a verdict for each rep: one rule, one period, several reps tested together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

from kpis.excess.binomials import coins_pmf_and_tail, exact_interval
from kpis.excess.grids import Floats
from kpis.excess.peers import (
    COMPANY_PEERS,
    Comparison,
    compare_alike,
    compare_expected,
)


@dataclass(frozen=True)
class Count:
    """How many records of one kind a rep has, and how many of them show what the rule looks for.

    `expected` is the chance of it for an honest rep, where the rule knows one. Records are compared
    with the peers' of the same stratum.
    """

    stratum: str
    expected: float | None
    records: int
    observed: int


@dataclass(frozen=True)
class RepCounts:
    """The records of one rep."""

    owner_key: str
    team_key: str | None
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Asked:
    """What must hold for an excess: records, the rate of false ones among them, and its size."""

    min_records: int
    false_discovery_rate: float
    min_excess: float


@dataclass(frozen=True)
class Verdict:
    """One rep beside the peers. What can't be known, for want of peers, is None."""

    owner_key: str
    team_key: str | None
    records: int
    observed: int
    expected_rate: float | None
    shrunk_rate: float | None
    rate_low: float
    rate_high: float
    p_value: float | None
    q_value: float | None
    is_enough: bool
    is_excess: bool


def judge(reps: Sequence[RepCounts], asked: Asked) -> list[Verdict]:
    """Return a verdict for each rep, by owner."""
    reps = sorted(reps, key=lambda rep: rep.owner_key)
    kept = _comparable(reps)
    compared = _compared(reps, kept)
    counted = np.array([[_records(rep.counts), _observed(rep.counts)] for rep in reps], dtype=float)
    of_peers = np.array([_records(counts) for counts in kept], dtype=float)
    is_enough = of_peers >= max(asked.min_records, 1)
    q_values = np.full(len(reps), np.nan)
    if is_enough.any():
        # Benjamini and Hochberg 1995.
        q_values[is_enough] = stats.false_discovery_control(compared.p_value[is_enough])
    intervals = exact_interval(counted[:, 1], counted[:, 0])
    is_large = compared.shrunk_rate - compared.expected_rate >= asked.min_excess
    is_excess = is_enough & is_large & (q_values <= asked.false_discovery_rate)
    return [
        Verdict(
            owner_key=rep.owner_key,
            team_key=rep.team_key,
            records=int(counted[at, 0]),
            observed=int(counted[at, 1]),
            expected_rate=_known(compared.expected_rate[at], of_peers[at]),
            shrunk_rate=_known(compared.shrunk_rate[at], of_peers[at]),
            rate_low=float(intervals[at, 0]),
            rate_high=float(intervals[at, 1]),
            p_value=_known(compared.p_value[at], of_peers[at]),
            q_value=_known(q_values[at], float(is_enough[at])),
            is_enough=bool(is_enough[at]),
            is_excess=bool(is_excess[at]),
        )
        for at, rep in enumerate(reps)
    ]


def _compared(reps: Sequence[RepCounts], kept: Sequence[tuple[Count, ...]]) -> Comparison:
    teams = [rep.team_key for rep in reps]
    observed = np.array([_observed(counts) for counts in kept], dtype=float)
    records = np.array([_records(counts) for counts in kept], dtype=float)
    strata = sorted({count.stratum for counts in kept for count in counts})
    if len(strata) <= 1:
        compared = compare_alike(observed, records, teams)[0]
    else:
        rates = _stratum_rates(kept, teams, strata)
        times = [_by_stratum(counts, strata)[0] for counts in kept]
        compared = compare_expected(observed, rates, times, teams)
    # More than the peers have *and* more than the rule expects: the weaker evidence counts.
    return replace(compared, p_value=np.maximum(compared.p_value, _by_rule(kept)))


def _by_rule(kept: Sequence[tuple[Count, ...]]) -> Floats:
    """Return the chance of as many where the rule knows a chance of every record; else 0."""
    chances = np.zeros(len(kept))
    for rep, counts in enumerate(kept):
        if counts and all(count.expected is not None for count in counts):
            own = np.array([[count.expected for count in counts]], dtype=float)
            times = np.array([count.records for count in counts], dtype=float)
            chances[rep] = coins_pmf_and_tail(own, times, _observed(counts))[1][0]
    return chances


def _comparable(reps: Sequence[RepCounts]) -> list[tuple[Count, ...]]:
    """Return the records of each rep that can be compared: peers have some of the same stratum."""
    owners: Counter[str] = Counter()
    for rep in reps:
        owners.update({count.stratum for count in rep.counts if count.records})
    return [
        tuple(
            count
            for count in sorted(rep.counts, key=lambda c: (c.stratum, c.expected or 0.0))
            if count.records and owners[count.stratum] > COMPANY_PEERS
        )
        for rep in reps
    ]


def _stratum_rates(
    kept: Sequence[tuple[Count, ...]], teams: Sequence[str | None], strata: Sequence[str]
) -> list[Floats]:
    """Return for each rep the rate that its peers lead to expect in each stratum."""
    records, observed = (
        np.array([_by_stratum(counts, strata)[which] for counts in kept]) for which in (0, 1)
    )
    rates = np.column_stack(
        [compare_alike(observed[:, at], records[:, at], teams)[1] for at in range(len(strata))]
    )
    return list(rates)


def _by_stratum(counts: Sequence[Count], strata: Sequence[str]) -> tuple[Floats, Floats]:
    totals = np.zeros((2, len(strata)))
    for count in counts:
        totals[:, strata.index(count.stratum)] += count.records, count.observed
    return totals[0], totals[1]


def _records(counts: Sequence[Count]) -> int:
    return sum(count.records for count in counts)


def _observed(counts: Sequence[Count]) -> int:
    return sum(count.observed for count in counts)


def _known(value: float, counted: float) -> float | None:
    return float(value) if counted else None
