"""Which figures moved, and which of them moved in silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.breakages.machine import Figure, Key, Outcome

#: KPIs that measure missing data: where something is missing they fall, and this is what they say.
MEASURES_OF_MISSING_DATA = frozenset({"crm_completeness"})
#: The score that has them among its parts, as variants: it falls with them.
SCORE = "kpi_integrity_score"
#: A figure that is wrong by more than this share of itself must say that something is wrong.
MOVED = 0.001


@dataclass(frozen=True)
class Silence:
    """A figure that is wrong and says nothing."""

    key: Key
    right: float | None
    found: float | None

    def __str__(self) -> str:
        kpi, variant, grain, start, dimension, member = self.key
        name = f"{kpi}{'.' + variant if variant else ''}"
        return f"{name} {grain} {start} {dimension}={member}: {self.found}, right is {self.right}"


def silent(right: Outcome, broken: Outcome) -> list[Silence]:
    """Return every figure that moved and whose row says that it is sound.

    A figure without a row says nothing itself: the catalogue or a check speaks for its KPI, or the
    total of its KPI, variant and period does. What a member lost to the member `unknown`, or to
    one that was not there before, is said by that one: also by a rate of 0 whose denominator it
    has since. What measures missing data says so by falling.
    """
    wrong = set(moved_keys(right, broken))
    known = {key[4:] for key in right.figures if key[5] != "unknown"}
    taken_over = {
        key[:5]
        for key in broken.figures
        if key[4:] not in known
        and any(_terms(key, broken))
        and _terms(key, broken) != _terms(key, right)
    }
    return [
        Silence(key, _value(key, right), _value(key, broken))
        for key in wrong
        if key[:5] not in taken_over
        and not _is_said(key, broken)
        and not _fell_with_the_data(key, wrong, right, broken)
    ]


def _fell_with_the_data(key: Key, wrong: set[Key], right: Outcome, broken: Outcome) -> bool:
    kpi, variant, *place = key
    was, is_now = _value(key, right), _value(key, broken)
    if was is None or is_now is None or is_now > was:
        return False
    parts = {(SCORE, part, *place) for part in MEASURES_OF_MISSING_DATA}
    is_such_a_part = kpi == SCORE and variant in MEASURES_OF_MISSING_DATA
    is_score_of_one = kpi == SCORE and not variant and bool(parts & wrong)
    return kpi in MEASURES_OF_MISSING_DATA or is_such_a_part or is_score_of_one


def _is_said(key: Key, broken: Outcome) -> bool:
    figure = broken.figures.get(key)
    # The attainment of a target has the KPI for its variant, and no row where that has none.
    if figure is None and broken.explained.intersection(key[:2]):
        return True
    # All that a member lost is of the member `unknown`, whose median may be what it was.
    unknown, total = broken.figures.get((*key[:5], "unknown")), _total(key, broken)
    if figure is None and unknown and total and total[0] is not None and unknown[0] == total[0]:
        return True
    speaking = figure or _total(key, broken)
    return speaking is not None and speaking[1] != "ok"


def moved(right: Outcome, broken: Outcome) -> int:
    """Return how many figures moved."""
    return sum(1 for _ in moved_keys(right, broken))


def moved_keys(right: Outcome, broken: Outcome) -> Iterator[Key]:
    """Yield the figures that differ by more than rounding."""
    for key in {**right.figures, **broken.figures}:
        was, is_now = _value(key, right), _value(key, broken)
        if was is None or is_now is None:
            # A member that nothing happened with has no row, or one with a zero.
            if was != is_now and (was or is_now):
                yield key
        elif abs(is_now - was) > MOVED * max(abs(was), 1e-9):
            yield key


def _value(key: Key, outcome: Outcome) -> float | None:
    figure = outcome.figures.get(key)
    return figure[0] if figure else None


def _terms(key: Key, outcome: Outcome) -> tuple[float | None, ...]:
    """Return the value of a figure, and the terms of a ratio; nothing where it has no row."""
    figure = outcome.figures.get(key)
    return (figure[0], *figure[3:]) if figure else ()


def _total(key: Key, outcome: Outcome) -> Figure | None:
    kpi, variant, grain, start, *_ = key
    return outcome.figures.get((kpi, variant, grain, start, "total", "total")) or (
        outcome.figures.get((kpi, "", grain, start, "total", "total"))
    )
