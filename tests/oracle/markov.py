"""A first-order Markov chain over channels, and what each channel's removal costs."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np

_START, _WON, _LOST = "start", "won", "lost"
_NOTHING = 1e-12


def removal_effects(paths: list[tuple[list[str], bool]]) -> dict[str, float]:
    """Channel -> share of the chance to win that goes where no path may pass by it.

    `paths`: each deal's channels in order, and whether it was won.
    """
    steps: dict[str, Counter[str]] = defaultdict(Counter)
    for channels, is_won in paths:
        states = [_START, *channels, _WON if is_won else _LOST]
        for here, there in pairwise(states):
            steps[here][there] += 1
    whole = _chance(steps, None)
    channels = [state for state in steps if state != _START]
    if not whole:
        return dict.fromkeys(channels, 0.0)
    effects = {channel: 1 - _chance(steps, channel) / whole for channel in channels}
    return {c: effect if effect > _NOTHING else 0.0 for c, effect in effects.items()}


def _chance(steps: dict[str, Counter[str]], removed: str | None) -> float:
    """Chance to reach the win from the start; whoever comes to the removed channel is lost."""
    states = [state for state in steps if state != removed]
    index = {state: position for position, state in enumerate(states)}
    moves, wins = np.eye(len(states)), np.zeros(len(states))
    for state in states:
        total = sum(steps[state].values())
        for following, count in steps[state].items():
            if following == _WON:
                wins[index[state]] += count / total
            elif following in index:
                moves[index[state], index[following]] -= count / total
    return float(np.linalg.solve(moves, wins)[index[_START]]) if _START in index else 0.0
