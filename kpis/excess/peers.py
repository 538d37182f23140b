"""What the peers say of a rep: each rep's own prior, fitted to the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kpis.excess.binomials import coins_pmf_and_tail, pmf, tail
from kpis.excess.grids import Flags, Floats, Grid, rate_grid, shift_grid

#: The chance that any one peer does the trick, too. Such a peer tells nothing about honest ones, so
#: that few of them do not hide each other.
TRICKSTERS = 0.1
#: A team of fewer peers says too little; then all of the company are peers alike.
TEAM_PEERS = 4
#: Else what a rep of another team says counts so much, beside one of the team.
OTHER_TEAMS = 0.5
#: One peer alone is nobody to be compared with.
COMPANY_PEERS = 2


@dataclass(frozen=True)
class Seen:
    """What was seen of each rep: the chance of it, and of at least as much, at each rate."""

    exactly: Floats
    at_least: Floats


@dataclass(frozen=True)
class Comparison:
    """What the peers expect of each rep, and how the rep compares.

    Attributes:
        p_value: chance that an honest rep has at least as many.
        expected_rate: the share that the peers lead to expect.
        shrunk_rate: the rep's own share, drawn towards the peers' by how little is known of it.
    """

    p_value: Floats
    expected_rate: Floats
    shrunk_rate: Floats


def compare_alike(
    observed: Floats, records: Floats, teams: Sequence[str | None]
) -> tuple[Comparison, Floats]:
    """Compare reps whose records are all alike; also the mean rate that the peers of each have."""
    grid = rate_grid()
    seen = Seen(pmf(observed, records, grid.rates), tail(observed, records, grid.rates))
    weights = peer_weights(grid, seen, teams, records > 0)
    rates = np.broadcast_to(grid.rates, seen.exactly.shape)
    return _compare(grid, seen, weights, rates), weights @ grid.means


def compare_expected(
    observed: Floats,
    chances: Sequence[Floats],
    times: Sequence[Floats],
    teams: Sequence[str | None],
) -> Comparison:
    """Compare reps by how far each lies from what is expected of their own records.

    Args:
        observed: how many each rep has.
        chances: for each rep, the chance of each kind of record.
        times: for each rep, how many records of each kind.
        teams: of each rep.
    """
    grid = shift_grid()
    shape = (len(observed), len(grid.rates))
    seen = Seen(np.ones(shape), np.ones(shape))
    rates = np.zeros(shape)
    for rep, (own, count) in enumerate(zip(chances, times, strict=True)):
        if count.sum() == 0:
            continue
        shifted = shift(own, grid.shifts)
        seen.exactly[rep], seen.at_least[rep] = coins_pmf_and_tail(
            shifted, count, int(observed[rep])
        )
        rates[rep] = shifted @ count / count.sum()
    has_records = np.array([count.sum() > 0 for count in times])
    return _compare(grid, seen, peer_weights(grid, seen, teams, has_records), rates)


def shift(chances: Floats, shifts: Floats) -> Floats:
    """Return the chances moved by each shift of their log-odds: shifts x kinds."""
    odds = np.exp(shifts)[:, None] * chances[None, :]
    return np.asarray(odds / (odds + 1.0 - chances[None, :]))


def peer_weights(grid: Grid, seen: Seen, teams: Sequence[str | None], has_records: Flags) -> Floats:
    """Return how probable each beta of the grid is by the peers of each rep: reps x betas."""
    said = np.log(
        (1.0 - TRICKSTERS) * (seen.exactly @ grid.honest.T)
        + TRICKSTERS * (seen.exactly @ grid.trick.T)
        + 1e-300
    )
    said[~has_records] = 0.0
    by_peers = grid.prior + _sum_of_peers(said, teams, has_records)
    by_peers -= by_peers.max(axis=1, keepdims=True)
    weights = np.exp(by_peers)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _mates(teams: Sequence[str | None], has_records: Flags) -> Floats:
    names = np.array([team or "" for team in teams])
    same = (names[:, None] == names[None, :]) & (names[:, None] != "") & has_records[None, :]
    np.fill_diagonal(same, False)
    return np.asarray(same, dtype=np.float64)


def _sum_of_peers(said: Floats, teams: Sequence[str | None], has_records: Flags) -> Floats:
    mates = _mates(teams, has_records)
    is_team = mates.sum(axis=1) >= TEAM_PEERS
    others = np.broadcast_to(has_records.astype(float), mates.shape).copy()
    np.fill_diagonal(others, 0.0)
    weighed = np.where(is_team[:, None], np.maximum(mates, others * OTHER_TEAMS), others)
    return np.asarray(weighed @ said)


def _compare(grid: Grid, seen: Seen, weights: Floats, rates: Floats) -> Comparison:
    by_rate = weights @ grid.honest
    own = by_rate * seen.exactly
    total = np.maximum(own.sum(axis=1), 1e-300)
    return Comparison(
        p_value=np.clip((by_rate * seen.at_least).sum(axis=1), 0.0, 1.0),
        expected_rate=(by_rate * rates).sum(axis=1),
        shrunk_rate=(own * rates).sum(axis=1) / total,
    )
