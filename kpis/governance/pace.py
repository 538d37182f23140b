"""How a figure has moved: level, season, trend, spread, and how fast it grew over past windows.

Figures that are amounts or durations grow by shares, rates and scores by points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]

#: Units whose figures grow by points: ten points of a rate are the same everywhere.
POINTS = ("rate", "ratio", "score")
#: Fewer windows than this say nothing of how often something happens.
FEWEST_WINDOWS = 8
#: Shortest windows that count, as a part of the year: a quarter of it.
_SHORTEST = 4
#: Chance by which a pattern over the year may be none.
_SEASON_P = 0.05
#: How sure the range of the trend is.
_TREND_RANGE = 0.9


@dataclass(frozen=True)
class Series:
    """A figure by period, oldest first, without a gap in the calendar; NaN where it has none.

    Attributes:
        values: the figure.
        places: place of each period in its year, from 0: 0 to 11 of months.
        per_year: periods of a year: 12 or 4.
        by_points: whether it grows by points, else by shares.
        numerators: what a ratio counts above the line; None for another figure.
        denominators: what it counts below.
    """

    values: Floats
    places: NDArray[np.int64]
    per_year: int
    by_points: bool
    numerators: Floats | None = None
    denominators: Floats | None = None


@dataclass(frozen=True)
class Trend:
    """By how much a period moves it, with a range; of the level where it grows by shares."""

    slope: float
    low: float
    high: float


@dataclass(frozen=True)
class Movement:
    """What the history of a figure says.

    Attributes:
        level: the trailing level, without the season.
        trailing: over how many periods that is.
        season: per place of the year, what the season multiplies the figure by or adds; None
            without a season.
        trend: how a period moves it.
        spread: standard deviation about the trend, estimated by the median absolute deviation.
        paces: growth per period over each past window.
        window: length of the windows in periods.
        least: the lowest figure of the history.
        most: the highest one.
    """

    level: float
    trailing: int
    season: Floats | None
    trend: Trend
    spread: float
    paces: Floats
    window: int
    least: float
    most: float
    by_points: bool

    def reached(self, pace: float, rises: bool) -> int:
        """Return how many windows moved at `pace` or better, give or take a rounding."""
        slack = 1e-9 + 1e-6 * abs(pace)
        good = self.paces >= pace - slack if rises else self.paces <= pace + slack
        return int(np.sum(good))

    def pace_of(self, target: float, periods: int) -> float:
        """Return the pace per period that `target` asks, from the level."""
        if self.by_points:
            return (target - self.level) / periods
        return float((target / self.level) ** (1 / periods) - 1)

    def after(self, pace: float, periods: int) -> float:
        """Return where the level is after so many periods at `pace`."""
        if self.by_points:
            return self.level + pace * periods
        return float(self.level * (1 + pace) ** periods)


class TooShortError(ValueError):
    """A history from which nothing follows; the words say why."""


def movement(series: Series, horizon: int) -> Movement:
    """Return what the history of a figure says of `horizon` periods ahead, or of fewer.

    The windows are no longer than what leaves enough of them: their pace is not drawn out beyond
    their own length, for one that holds over a season seldom holds over a year.

    Raises:
        TooShortError: there are too few periods, or figures that no share can be taken of.
    """
    known = series.values[~np.isnan(series.values)]
    # Half a year smooths a freak month away; a young company has no half year to spare.
    is_young = known.size < 2 * series.per_year
    trailing = max(2, series.per_year // (4 if is_young else 2))
    shortest = min(horizon, series.per_year // _SHORTEST)
    needed = trailing - 1 + FEWEST_WINDOWS + shortest
    if known.size < needed:
        raise TooShortError(f"{known.size} complete periods with a figure; {needed} are needed")
    by_points = series.by_points or bool(np.any(known <= 0))
    work = series.values if by_points else np.log(series.values)
    season = _season(work, series.places, series.per_year)
    adjusted = work if season is None else work - season[series.places]
    levels = _levels(series, adjusted, trailing, by_points, season is not None)
    if np.isnan(levels[-1]) or (not by_points and levels[-1] <= 0):
        raise TooShortError("the last periods have no figure to start from")
    window = min(horizon, levels.size - FEWEST_WINDOWS)
    paces = _paces(levels, window, by_points)
    if paces.size < FEWEST_WINDOWS:
        raise TooShortError(f"{paces.size} windows without a gap; {FEWEST_WINDOWS} are needed")
    fit, trend = _trend(adjusted, by_points)
    spread = float(stats.median_abs_deviation(adjusted - fit, scale="normal", nan_policy="omit"))
    shown = None if season is None else (season if by_points else np.exp(season))
    return Movement(
        level=float(levels[-1]),
        trailing=trailing,
        season=shown,
        trend=trend,
        spread=spread if by_points else float(np.exp(spread) - 1),
        paces=paces,
        window=window,
        least=float(known.min()),
        most=float(known.max()),
        by_points=by_points,
    )


def _levels(
    series: Series, adjusted: Floats, trailing: int, by_points: bool, has_season: bool
) -> Floats:
    """Return the mean of each so many periods; of a ratio the ratio of its sums."""
    if series.numerators is not None and series.denominators is not None and not has_season:
        above = _windowed(series.numerators, trailing).sum(axis=1)
        below = _windowed(series.denominators, trailing).sum(axis=1)
        return _divided(above, below)
    plain = adjusted if by_points else np.exp(adjusted)
    blocks = _windowed(plain, trailing)
    counts = np.sum(~np.isnan(blocks), axis=1)
    sums = np.nansum(blocks, axis=1)
    return _divided(sums, counts.astype(np.float64))


def _divided(above: Floats, below: Floats) -> Floats:
    """Return the ratio; NaN where there is none."""
    found: Floats = np.divide(above, below, out=np.full_like(above, np.nan), where=below != 0)
    return found


def _windowed(values: Floats, length: int) -> Floats:
    blocks: Floats = np.lib.stride_tricks.sliding_window_view(values, length)
    return blocks


def _paces(levels: Floats, window: int, by_points: bool) -> Floats:
    before, after = levels[:-window], levels[window:]
    if by_points:
        paces = (after - before) / window
    else:
        with np.errstate(divide="ignore", invalid="ignore"):
            paces = np.where(before > 0, (after / before) ** (1 / window) - 1, np.nan)
    found: Floats = paces[np.isfinite(paces)]
    return found


def _trend(work: Floats, by_points: bool) -> tuple[Floats, Trend]:
    """Return the line through the figures (Theil-Sen: a freak month does not turn it)."""
    at = np.arange(work.size, dtype=np.float64)
    known = ~np.isnan(work)
    found: Any = stats.theilslopes(work[known], at[known], alpha=_TREND_RANGE)
    fit = found.intercept + found.slope * at
    slopes = (found.slope, found.low_slope, found.high_slope)
    shown = [float(it) if by_points else float(np.exp(it) - 1) for it in slopes]
    return fit, Trend(*shown)


def _season(work: Floats, places: NDArray[np.int64], per_year: int) -> Floats | None:
    """Return what each place of the year adds, if the places differ; None if not, or unknown.

    Two years at least: of one alone nobody knows whether the next is like it.
    """
    fit, _ = _trend(work, by_points=True)
    rest = work - fit
    groups: Sequence[Floats] = [
        rest[(places == place) & ~np.isnan(rest)] for place in range(per_year)
    ]
    if min(group.size for group in groups) < 2 or np.ptp(np.concatenate(groups)) == 0:
        return None
    if stats.kruskal(*groups).pvalue >= _SEASON_P:
        return None
    season = np.array([np.median(group) for group in groups])
    centred: Floats = season - season.mean()
    return centred
