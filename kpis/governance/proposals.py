"""Targets that a history supports: FROM its trailing level TO what past paces lead to."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from kpis.governance.pace import Movement, Series, movement

#: The drafts, and what share of the past windows moved at least so fast.
DRAFTS = {"ambitious": 0.2, "likely": 0.5, "safe": 0.8}
#: From which share on a pace is called so; what never happened is `beyond`.
CALLED = (("safe", 2 / 3), ("likely", 1 / 3), ("ambitious", 0.0))
BENCHMARK = "benchmark"
#: The columns of the targets sheet, in its order.
COLUMNS = (
    *("kpi_id", "dimension", "dimension_value", "baseline_value", "target_value"),
    *("start_on", "due_on", "owner", "path", "guardrail_kpi_id", "guardrail_min"),
)


@dataclass(frozen=True)
class Guard:
    """A guardrail that every target of the KPI must set, with a minimum (None: unknown)."""

    kpi_id: str
    least: float | None


@dataclass(frozen=True)
class Asked:
    """A figure for which targets are drafted."""

    kpi_id: str
    dimension: str
    member: str
    unit: str
    direction: str
    grain: str
    owner: str
    series: Series
    benchmark: float | None = None
    guards: tuple[Guard, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Draft:
    """A target, and how it was reached.

    Attributes:
        name: ambitious, likely, safe or benchmark.
        target: where it leads to.
        pace: growth per period that it asks.
        reached: how many of the past windows moved at least so fast.
        called: ambitious, likely, safe or beyond, by the share of these.
        words: how it was reached.
    """

    name: str
    target: float
    pace: float
    reached: int
    called: str
    words: str


@dataclass(frozen=True)
class Proposal:
    """The drafts of a figure, from one baseline, with what the history says in words.

    `horizon` is over how many periods they go: fewer than asked for where the history is short.
    """

    asked: Asked
    baseline: float
    horizon: int
    drafts: tuple[Draft, ...]
    words: str

    def rows(self, name: str, start: date, due: date) -> list[list[str]]:
        """Return the rows of the targets sheet for the draft of that name; none without it."""
        asked = self.asked
        return [
            [
                *(asked.kpi_id, asked.dimension, asked.member),
                *(f"{self.baseline:.10g}", f"{draft.target:.10g}"),
                *(start.isoformat(), due.isoformat(), asked.owner, "linear"),
                "" if guard is None else guard.kpi_id,
                "" if guard is None or guard.least is None else f"{guard.least:.10g}",
            ]
            for draft in self.drafts
            if draft.name == name
            for guard in (asked.guards or (None,))
        ]


def propose(asked: Asked, horizon: int) -> Proposal:
    """Draft targets of a figure for `horizon` periods ahead.

    Raises:
        TooShortError: its history says too little.
        ValueError: it has no direction in which it could improve.
    """
    if asked.direction == "target_is_best":
        raise ValueError("its target itself is best: no pace leads there")
    found = movement(asked.series, horizon)
    horizon = found.window
    rises = asked.direction == "higher_is_better"
    sound = _Sound(asked, found, horizon, rises)
    drafts = [sound.draft(name, share) for name, share in DRAFTS.items()]
    if asked.benchmark is not None:
        drafts.append(sound.to_benchmark(asked.benchmark))
    baseline = rounded(found.level, asked.unit)
    return Proposal(asked, baseline, horizon, tuple(drafts), _history_words(asked, found))


@dataclass(frozen=True)
class _Sound:
    asked: Asked
    found: Movement
    horizon: int
    rises: bool

    def draft(self, name: str, share: float) -> Draft:
        sign = 1 if self.rises else -1
        # The best pace that at least this share of the windows had.
        worse = -sign * self.found.paces
        pace = -sign * float(np.quantile(worse, share, method="inverted_cdf"))
        holds = sign * pace <= 0
        target = self.found.level if holds else self.found.after(pace, self.horizon)
        # Rounded back towards the level: the other way it would ask more than so many did.
        made = self._at(name, target if holds else _back(target, self.found.level, self.asked.unit))
        if not holds:
            return made
        said = (
            f"{name}: hold {_shown(made.target, self.asked.unit)}: fewer than {share:.0%} of the "
        )
        return replace(made, words=f"{said}past windows improved at all")

    def to_benchmark(self, value: float) -> Draft:
        sign = 1 if self.rises else -1
        if sign * (self.found.level - value) >= 0:
            made = self._at(BENCHMARK, self.found.level)
            shown = _shown(value, self.asked.unit)
            words = f"{BENCHMARK}: {shown} is reached already: hold the level"
            return replace(made, words=words)
        return self._at(BENCHMARK, value)

    def _at(self, name: str, target: float) -> Draft:
        unit, found = self.asked.unit, self.found
        shown = rounded(min(max(target, 0.0), 1.0) if unit == "rate" else target, unit)
        pace = 0.0
        if shown != rounded(found.level, unit):
            pace = found.pace_of(shown, self.horizon)
        reached = found.reached(pace, self.rises)
        share = reached / found.paces.size
        called = next((word for word, least in CALLED if share >= least and reached), "beyond")
        outside = ""
        if not found.least <= shown <= found.most:
            outside = "; outside all of the history, so kpi_targets will warn"
        words = (
            f"{name}: {_shown(shown, unit)}, {_pace_shown(pace, found)} a {self.asked.grain} over "
            f"{self.horizon}; {reached} of {found.paces.size} past windows of that length "
            f"moved at least so fast ({called}){outside}"
        )
        return Draft(name, shown, pace, reached, called, words)


def _history_words(asked: Asked, found: Movement) -> str:
    trend = found.trend
    ranged = f"{_pace_shown(trend.low, found)} to {_pace_shown(trend.high, found)}"
    spread = _shown(found.spread, asked.unit) if found.by_points else f"{found.spread:.1%}"
    words = (
        f"level {_shown(found.level, asked.unit)} over the last {found.trailing} {asked.grain}s; "
        f"trend {_pace_shown(trend.slope, found)} a {asked.grain} ({ranged}); "
        f"{asked.grain}s lie about {spread} off it"
    )
    if found.season is None:
        return f"{words}; no season found"
    high, low = int(np.argmax(found.season)), int(np.argmin(found.season))
    return (
        f"{words}; season: {asked.grain} {high + 1} of the year is the highest "
        f"({_season_shown(found.season[high], found)}), {low + 1} the lowest "
        f"({_season_shown(found.season[low], found)}); neither the level nor a path has it"
    )


def _season_shown(value: float, found: Movement) -> str:
    return _pace_shown(value, found) if found.by_points else f"x {value:.2f}"


def _pace_shown(pace: float, found: Movement) -> str:
    return f"{float(f'{pace:.3g}'):+,.10g}" if found.by_points else f"{pace:+.1%}"


def _shown(value: float, unit: str) -> str:
    near = rounded(value, unit)
    return f"{near * 100:.1f} %" if unit == "rate" else f"{near:,.10g}"


def _back(target: float, level: float, unit: str) -> float:
    """Return the target with three digits, no further from the level than it was."""
    if target == 0:
        return target
    step = 0.001 if unit == "rate" else 10.0 ** (math.floor(math.log10(abs(target))) - 2)
    steps = target / step
    # What is a whole number of steps but for its last bit stays.
    whole = round(steps)
    if not math.isclose(steps, whole, rel_tol=1e-9):
        whole = math.floor(steps) if target > level else math.ceil(steps)
    return whole * step


def rounded(value: float, unit: str) -> float:
    """Return a figure as one would write it in a sheet: three digits, a rate to 0.1 %."""
    return round(value, 3) if unit == "rate" else float(f"{value:.3g}")
