"""Attribution models but Markov's: a weight for each touch of a path."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from tests.oracle.deals import days
from tests.oracle.touches import Touch


class Milestones(NamedTuple):
    """What the weights depend on besides the touches."""

    lead_at: datetime | None
    created_at: datetime
    closed_at: datetime
    half_life_days: int


def _first(path: list[Touch], _: Milestones) -> list[float]:
    return [1.0] + [0.0] * (len(path) - 1)


def _last(path: list[Touch], _: Milestones) -> list[float]:
    return [0.0] * (len(path) - 1) + [1.0]


def _linear(path: list[Touch], _: Milestones) -> list[float]:
    return [1.0] * len(path)


def _decayed(path: list[Touch], at: Milestones) -> list[float]:
    return [2 ** -(days(at.closed_at - touch.at) / at.half_life_days) for touch in path]


def _by_position(path: list[Touch], _: Milestones) -> list[float]:
    """40 % to the first and the last, 20 % to those between; halves where none is between."""
    if len(path) < 3:
        return [1.0] * len(path)
    return [0.4] + [0.2 / (len(path) - 2)] * (len(path) - 2) + [0.4]


def _w_shaped(path: list[Touch], at: Milestones) -> list[float]:
    """30 % to the first touch, the lead's and the opportunity's creation; 10 % to the rest."""
    weights = [0.0] * len(path)
    marked = {0}
    weights[0] += 0.3
    for instant in (at.lead_at, at.created_at):
        before = [i for i, touch in enumerate(path) if instant and touch.at <= instant]
        if before:
            weights[before[-1]] += 0.3
            marked.add(before[-1])
    others = [position for position in range(len(path)) if position not in marked]
    for position in others:
        weights[position] = 0.1 / len(others)
    return weights


MODELS: dict[str, Callable[[list[Touch], Milestones], list[float]]] = {
    "first_touch": _first,
    "last_touch": _last,
    "linear": _linear,
    "time_decay": _decayed,
    "position_based": _by_position,
    "w_shaped": _w_shaped,
}
