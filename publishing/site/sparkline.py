"""A small picture of a series that a page has before any script runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

_WIDTH, _HEIGHT, _MARGIN = 240.0, 48.0, 4.0


def sparkline(
    values: Sequence[float | None],
    targets: Sequence[float | None],
    words: str,
    *,
    bars: bool = False,
    current: int | None = None,
) -> str:
    """Return SVG: a line or bars, with the targets dashed and the current period marked.

    Args:
        values: the figures in order; None leaves a gap.
        targets: what was asked of each period.
        words: what a screen reader says of it.
        bars: for what adds up over time, from zero.
        current: place of the period that the page shows.
    """
    known = [value for value in (*values, *targets) if value is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    if bars:
        low, high = min(low, 0.0), max(high, 0.0)
    span = (high - low) or 1.0
    step = (_WIDTH - 2 * _MARGIN) / max(len(values), 1)

    def x(place: int) -> float:
        return _MARGIN + step * (place + 0.5)

    def y(value: float) -> float:
        return _HEIGHT - _MARGIN - (value - low) / span * (_HEIGHT - 2 * _MARGIN)

    parts = []
    if bars:
        for place, value in enumerate(values):
            if value is not None:
                top, bottom = sorted((y(value), y(0.0)))
                kind = "bar now" if place == current else "bar"
                parts.append(
                    f'<rect class="{kind}" x="{x(place) - step * 0.35:.1f}" y="{top:.1f}" '
                    f'width="{step * 0.7:.1f}" height="{max(bottom - top, 0.8):.1f}"/>'
                )
    else:
        parts.append(f'<path class="line" d="{_path(values, x, y)}"/>')
        if current is not None and current < len(values):
            value = values[current]
            if value is not None:
                parts.append(
                    f'<circle class="dot" cx="{x(current):.1f}" cy="{y(value):.1f}" r="3"/>'
                )
    if any(target is not None for target in targets):
        parts.append(f'<path class="aim" d="{_path(targets, x, y)}"/>')
    return (
        f'<svg class="spark" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" role="img" '
        f'aria-label="{escape(words)}" preserveAspectRatio="none">{"".join(parts)}</svg>'
    )


def _path(
    values: Sequence[float | None], x: Callable[[int], float], y: Callable[[float], float]
) -> str:
    path, is_open = [], False
    for place, value in enumerate(values):
        if value is None:
            is_open = False
            continue
        path.append(f"{'L' if is_open else 'M'}{x(place):.1f} {y(value):.1f}")
        is_open = True
    return "".join(path)
