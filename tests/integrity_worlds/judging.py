"""Worlds judged: what the statistics say of each rep, beside who really did the trick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from kpis.excess.rules import Asked, Count, RepCounts, Verdict, judge
from tests.integrity_worlds.facts import MAKERS, Company, Records, volume
from tests.integrity_worlds.reps import QUARTERS, RULES, SIZES, Rep, cast


@dataclass(frozen=True)
class Outcome:
    """One rep, one rule, one world: the windows' verdicts; the last is of the whole year."""

    rule: str
    size: str
    seed: int
    rep: Rep
    windows: tuple[Verdict, ...]

    def is_flagged(self, asked: Asked) -> bool:
        """Say whether any window is an excess under these thresholds."""
        return any(exceeds(window, asked) for window in self.windows)


def exceeds(verdict: Verdict, asked: Asked) -> bool:
    """Say whether a verdict made without thresholds is an excess under these."""
    if verdict.records < asked.min_records or verdict.q_value is None:
        return False
    if verdict.shrunk_rate is None or verdict.expected_rate is None:
        return False
    is_large = verdict.shrunk_rate - verdict.expected_rate >= asked.min_excess
    return is_large and verdict.q_value <= asked.false_discovery_rate


def outcomes(
    seeds: Iterable[int],
    asked: Asked,
    share: float = 0.25,
    part: float | None = None,
    rules: Iterable[str] = RULES,
    sizes: Iterable[str] = SIZES,
) -> Iterator[Outcome]:
    """Yield what is said of each rep. `part`: the share of reps who do it, else as in the demo."""
    for seed in seeds:
        for size in sizes:
            for rule in rules:
                yield from _judged(rule, size, seed, asked, share, part)


def _judged(
    rule: str, size: str, seed: int, asked: Asked, share: float, part: float | None
) -> Iterator[Outcome]:
    volumes = SIZES[size]
    rng = np.random.default_rng([seed, RULES.index(rule), len(size)])
    does = volumes.tricksters
    if part is not None:
        does = round(part * len(cast(np.random.default_rng(0), volumes, rule, 0)))
    reps = cast(rng, volumes, rule, does)
    company = Company(usual=float(rng.normal(0, 0.3)), share=share)
    windows = []
    counts: list[list[Counter[tuple[str, float | None, bool]]]] = []
    for rep in reps:
        yearly = volume(rule, volumes) * rng.lognormal(0, 0.35)
        quarterly = rng.poisson(yearly / QUARTERS, QUARTERS)
        counts.append([_counted(MAKERS[rule](rng, rep, company, int(n))) for n in quarterly])
    for quarter in [*range(QUARTERS), None]:
        chosen = [
            _rep_counts(rep, own if quarter is None else own[quarter : quarter + 1])
            for rep, own in zip(reps, counts, strict=True)
        ]
        windows.append({verdict.owner_key: verdict for verdict in judge(chosen, asked)})
    for rep in reps:
        yield Outcome(rule, size, seed, rep, tuple(window[rep.key] for window in windows))


def _counted(records: Records) -> Counter[tuple[str, float | None, bool]]:
    expected = (
        [None] * len(records.observed)
        if records.expected is None
        else [float(chance) for chance in records.expected]
    )
    return Counter(zip(records.stratum, expected, map(bool, records.observed), strict=True))


def _rep_counts(rep: Rep, parts: list[Counter[tuple[str, float | None, bool]]]) -> RepCounts:
    total: Counter[tuple[str, float | None, bool]] = sum(parts, Counter())
    kinds = sorted({key[:2] for key in total}, key=lambda kind: (kind[0], kind[1] or 0.0))
    return RepCounts(
        rep.key,
        rep.team,
        tuple(
            Count(
                stratum,
                chance,
                total[stratum, chance, True] + total[stratum, chance, False],
                total[stratum, chance, True],
            )
            for stratum, chance in kinds
        ),
    )
