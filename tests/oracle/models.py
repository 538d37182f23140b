"""Attribution models but Markov's: a weight for each touch of a path, exact where it can be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from tests.oracle.deals import days
from tests.oracle.touches import Touch


class Milestones(NamedTuple):
    """What the weights depend on besides the touches."""

    lead_at: datetime | None
    created_at: datetime
    closed_at: datetime
    half_life_days: int


def _first(path: list[Touch], _: Milestones) -> list[Fraction]:
    return [Fraction(1)] + [Fraction(0)] * (len(path) - 1)


def _last(path: list[Touch], _: Milestones) -> list[Fraction]:
    return [Fraction(0)] * (len(path) - 1) + [Fraction(1)]


def _linear(path: list[Touch], _: Milestones) -> list[Fraction]:
    return [Fraction(1)] * len(path)


def _decayed(path: list[Touch], at: Milestones) -> list[Fraction]:
    return [Fraction(2 ** -(days(at.closed_at - touch.at) / at.half_life_days)) for touch in path]


def _by_position(path: list[Touch], _: Milestones) -> list[Fraction]:
    """40 % to the first and the last, 20 % to those between; halves where none is between."""
    if len(path) < 3:
        return [Fraction(1)] * len(path)
    return [Fraction(2, 5), *[Fraction(1, 5) / (len(path) - 2)] * (len(path) - 2), Fraction(2, 5)]


def _w_shaped(path: list[Touch], at: Milestones) -> list[Fraction]:
    """30 % to the first touch, the lead's and the opportunity's creation; 10 % to the rest."""
    weights = [Fraction(0)] * len(path)
    marked = {0}
    weights[0] += Fraction(3, 10)
    for instant in (at.lead_at, at.created_at):
        before = [i for i, touch in enumerate(path) if instant and touch.at <= instant]
        if before:
            weights[before[-1]] += Fraction(3, 10)
            marked.add(before[-1])
    others = [position for position in range(len(path)) if position not in marked]
    for position in others:
        weights[position] = Fraction(1, 10) / len(others)
    return weights


MODELS: dict[str, Callable[[list[Touch], Milestones], list[Fraction]]] = {
    "first_touch": _first,
    "last_touch": _last,
    "linear": _linear,
    "time_decay": _decayed,
    "position_based": _by_position,
    "w_shaped": _w_shaped,
}
