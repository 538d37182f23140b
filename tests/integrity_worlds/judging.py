"""Worlds judged: what the statistics say of each rep, beside who really did the trick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from company.sections import Excess
from kpis.excess.rules import Asked, Count, RepCounts, Verdict, judge
from tests.integrity_worlds.facts import MAKERS, Company, Records, volume
from tests.integrity_worlds.reps import QUARTERS, RULES, SIZES, Rep, cast

#: The share of the records in which a rep does the trick.
TRICK_SHARE = 0.25


@dataclass(frozen=True)
class Outcome:
    """One rep, one rule, one world: the windows' verdicts; the last is of the whole year."""

    rule: str
    size: str
    seed: int
    rep: Rep
    windows: tuple[Verdict, ...]

    @property
    def is_flagged(self) -> bool:
        """Say whether any window is an excess."""
        return any(window.is_excess for window in self.windows)

    @property
    def is_enough(self) -> bool:
        """Say whether the rep has records enough in the year."""
        return self.windows[-1].is_enough


def asked(rule: str, is_year: bool) -> Asked:
    """Return what the product's own settings ask of a rule."""
    excess = Excess()
    least, more, yearly = excess.min_records, excess.min_excess, excess.false_discovery_rate
    rate = excess.quarter_false_discovery_rate
    if is_year:
        rate = yearly.get(rule, yearly["default"])
    return Asked(least.get(rule, least["default"]), rate, more.get(rule, more["default"]))


def outcomes(
    seeds: Iterable[int],
    rules: Iterable[str] = RULES,
    sizes: Iterable[str] = SIZES,
    part: float | None = None,
    habit: float = 1.0,
    share: float = TRICK_SHARE,
) -> Iterator[Outcome]:
    """Yield what is said of each rep.

    Args:
        seeds: one company of each size per seed.
        rules: those that are judged.
        sizes: of the companies.
        part: the share of reps who do the trick, else as in the demo.
        habit: how much wider than usual honest habits differ.
        share: the share of the records in which a rep does the trick.
    """
    for seed in seeds:
        for size in sizes:
            for rule in rules:
                yield from _judged(rule, size, seed, part, habit, share)


def _judged(
    rule: str, size: str, seed: int, part: float | None, habit: float, share: float
) -> Iterator[Outcome]:
    volumes = SIZES[size]
    rng = np.random.default_rng([seed, RULES.index(rule), len(size)])
    does = volumes.tricksters
    if part is not None:
        does = round(part * len(cast(np.random.default_rng(0), volumes, rule, 0)))
    reps = [replace(rep, habit=rep.habit * habit) for rep in cast(rng, volumes, rule, does)]
    company = Company(usual=float(rng.normal(0, 0.3)), share=share)
    windows = []
    counts: list[list[Counter[tuple[str, float | None, bool]]]] = []
    for rep in reps:
        yearly = volume(rule, volumes) * rng.lognormal(0, 0.35)
        quarterly = rng.poisson(yearly / QUARTERS, QUARTERS)
        counts.append([counted(MAKERS[rule](rng, rep, company, int(n))) for n in quarterly])
    for quarter in [*range(QUARTERS), None]:
        thresholds = asked(rule, is_year=quarter is None)
        chosen = [
            rep_counts(rep, own if quarter is None else own[quarter : quarter + 1])
            for rep, own in zip(reps, counts, strict=True)
        ]
        windows.append({verdict.owner_key: verdict for verdict in judge(chosen, thresholds)})
    for rep in reps:
        yield Outcome(rule, size, seed, rep, tuple(window[rep.key] for window in windows))


def counted(records: Records) -> Counter[tuple[str, float | None, bool]]:
    """Count records by stratum, known chance and whether the rule finds them."""
    expected = (
        [None] * len(records.observed)
        if records.expected is None
        else [float(chance) for chance in records.expected]
    )
    return Counter(zip(records.stratum, expected, map(bool, records.observed), strict=True))


def rep_counts(rep: Rep, parts: list[Counter[tuple[str, float | None, bool]]]) -> RepCounts:
    """Return what the statistics count of one rep, over the parts of a period."""
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
