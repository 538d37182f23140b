"""Where honest reps' rates may lie: beta distributions over a fixed grid of rates.

A beta-binomial is a binomial whose rate is drawn from a beta. With the rates on a fixed grid the
weights of each beta are made once, and each rep costs one binomial per rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

#: Correlation of two records of one rep: 1 / (a + b + 1) of the beta. Zero is plain chance.
CORRELATIONS = 0.001 * 2.0 ** np.arange(9)
#: How far honest reps are expected to differ before anything is seen: an exponential with this
#: mean. Published correlations of records of one practitioner lie between 0.01 and 0.05.
TYPICAL_CORRELATION = 0.02
#: The same between records whose chance is half: a difference of log-odds weighs most there.
TYPICAL_CORRELATION_OF_HALVES = 0.05
#: A first guess of a rate, worth four records: a quarter.
FIRST_GUESS = (1.0, 3.0)
#: A first guess, in log-odds, of how far all reps together lie off what a rule expects.
COMMON_SHIFT = 0.75


@dataclass(frozen=True)
class Grid:
    """Betas over the rates in `rates`.

    Attributes:
        rates: K rates, evenly spaced in log-odds.
        shifts: their log-odds.
        means: the mean of each of G betas.
        prior: the log weight of each beta before anything is seen.
        honest: G x K, the weight of each rate under each beta.
        trick: G x K, the same for a rep who does the trick: any rate above the mean.
    """

    rates: Floats
    shifts: Floats
    means: Floats
    prior: Floats
    honest: Floats
    trick: Floats


@cache
def rate_grid() -> Grid:
    """Return the grid for rates of records that are alike."""
    shifts = np.arange(-13.0, 6.01, 0.05)
    means = special.expit(np.arange(-7.0, 3.01, 0.25))
    a, b = FIRST_GUESS
    weights = a * np.log(means) + b * np.log1p(-means)
    return _grid(shifts, means, weights, TYPICAL_CORRELATION)


@cache
def shift_grid() -> Grid:
    """Return the grid for records whose chances are known: the rate of one whose chance is half."""
    shifts = np.arange(-5.0, 5.01, 0.05)
    middles = np.arange(-2.0, 2.01, 0.2)
    weights = -0.5 * (middles / COMMON_SHIFT) ** 2
    return _grid(shifts, special.expit(middles), weights, TYPICAL_CORRELATION_OF_HALVES)


def _grid(shifts: Floats, means: Floats, mean_weights: Floats, typical: float) -> Grid:
    correlation_weights = np.log(CORRELATIONS) - CORRELATIONS / typical
    mean = np.repeat(means, len(CORRELATIONS))
    size = np.tile(1.0 / CORRELATIONS - 1.0, len(means))
    a, b = (mean * size)[:, None], ((1.0 - mean) * size)[:, None]
    rates = special.expit(shifts)
    step = shifts[1] - shifts[0]
    widths = rates * (1.0 - rates) * step
    # Evenly spaced in log-odds, a sum is as good as the integral; the edges take what lies beyond.
    density = (
        special.xlogy(a - 1.0, rates) + special.xlog1py(b - 1.0, -rates) - special.betaln(a, b)
    )
    honest = np.exp(density) * widths
    honest[:, :1] += special.betainc(a, b, special.expit(shifts[0] - step / 2.0))
    honest[:, -1:] += special.betaincc(a, b, special.expit(shifts[-1] + step / 2.0))
    above = widths[None, :] * (rates[None, :] >= mean[:, None])
    prior = np.repeat(mean_weights, len(CORRELATIONS))
    return Grid(
        rates=rates,
        shifts=shifts,
        means=mean,
        prior=prior + np.tile(correlation_weights, len(means)),
        honest=honest,
        trick=above / above.sum(axis=1, keepdims=True),
    )
