"""How probable counts are: binomials, sums of unequal coins, exact intervals."""

from __future__ import annotations

import numpy as np
from scipy import special

from kpis.excess.grids import Floats

#: Up to so many records a sum of unequal coins is exact. Above, a binomial of the same mean takes
#: its place: its tail is the longer one (Hoeffding 1956), so that nobody is accused by it.
EXACT_UP_TO = 600


def pmf(observed: Floats, records: Floats, rates: Floats) -> Floats:
    """Return the chance of exactly `observed` of `records` at each rate: reps x rates."""
    x, n = observed[:, None], records[:, None]
    ways = special.gammaln(n + 1) - special.gammaln(x + 1) - special.gammaln(n - x + 1)
    chance = special.xlogy(x, rates[None, :]) + special.xlog1py(n - x, -rates[None, :])
    return np.asarray(np.exp(ways + chance))


def tail(observed: Floats, records: Floats, rates: Floats) -> Floats:
    """Return the chance of at least `observed` of `records` at each rate: reps x rates."""
    x, n = observed[:, None], records[:, None]
    # The incomplete beta function is the binomial's tail from one upwards.
    beyond = special.betainc(np.maximum(x, 1.0), n - x + 1.0, rates[None, :])
    return np.where(x > 0, beyond, 1.0)


def coins(chances: Floats, times: Floats) -> Floats:
    """Return the distribution of the number of heads of unequal coins: rates x (records + 1).

    Args:
        chances: rates x kinds, the chance of each kind of coin.
        times: how many coins of each kind.
    """
    records = int(times.sum())
    turns = np.exp(-2j * np.pi * np.arange((records + 1) // 2 + 1) / (records + 1))
    wave = np.ones((len(chances), len(turns)), dtype=complex)
    for kind, count in enumerate(times):
        wave *= (1.0 + chances[:, kind, None] * (turns[None, :] - 1.0)) ** int(count)
    heads = np.fft.irfft(wave, n=records + 1, axis=1)
    return np.asarray(np.clip(heads, 0.0, 1.0))


def coins_pmf_and_tail(chances: Floats, times: Floats, observed: int) -> tuple[Floats, Floats]:
    """Return for each rate the chance of exactly and of at least `observed` heads."""
    if times.sum() > EXACT_UP_TO:
        mean = chances @ times / times.sum()
        x, n = np.array([float(observed)]), np.array([float(times.sum())])
        return pmf(x, n, mean)[0], tail(x, n, mean)[0]
    heads = coins(chances, times)
    return heads[:, observed], np.minimum(heads[:, observed:].sum(axis=1), 1.0)


def exact_interval(observed: Floats, records: Floats, confidence: float = 0.95) -> Floats:
    """Return the interval of Clopper and Pearson (1934) of each share: reps x (low, high)."""
    aside = (1.0 - confidence) / 2.0
    low = special.betaincinv(np.maximum(observed, 1e-9), records - observed + 1.0, aside)
    high = special.betaincinv(observed + 1.0, np.maximum(records - observed, 1e-9), 1.0 - aside)
    return np.column_stack(
        [np.where(observed > 0, low, 0.0), np.where(observed < records, high, 1.0)]
    )
