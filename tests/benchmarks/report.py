"""What a run said of itself, and what was seen of it from outside, as phases."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

#: A line of `accord run`: what ended, and after how many seconds.
_LINE = re.compile(r"^\s*✓\s+(?P<seconds>\d+\.\d) s\s+(?P<what>.+?)\s*$")
_LOAD = "load_"


@dataclass(frozen=True)
class Phase:
    """A part of a run: wall seconds by the run's own clock, CPU seconds of all its processes."""

    name: str
    wall: float
    cpu: float


def read_steps(path: Path) -> dict[str, float]:
    """Return the seconds of each step of a run report, in the order in which they ran.

    Raises:
        ValueError: the run did not end well: it measures nothing.
    """
    report = json.loads(path.read_text(encoding="utf-8"))
    if report["status"] != "SUCCESS":
        raise ValueError(f"run {report['run_id']} ended as {report['status']}")
    return {step["name"]: float(step["seconds"] or 0.0) for step in report["steps"]}


def parse_line(line: str) -> tuple[str, float] | None:
    """Return a phase that the line says has ended, with its seconds; None for another line."""
    found = _LINE.match(line)
    return (found["what"].replace(" ", "_"), float(found["seconds"])) if found else None


def phases(
    ended: Iterable[tuple[str, float, float]],
    steps: Mapping[str, float],
    total_wall: float,
    total_cpu: float,
) -> list[Phase]:
    """Return the phases of a run, the rest last, so that they add up to the whole.

    Args:
        ended: for each line of progress the phase, its seconds, and the CPU seconds of the run's
            processes since the line before.
        steps: the report's, whose seconds are finer than those of the lines.
        total_wall, total_cpu: of the whole command.
    """
    by_words = {name.replace("__", "_"): seconds for name, seconds in steps.items()}
    known = [Phase(name, by_words.get(name, shown), cpu) for name, shown, cpu in ended]
    rest = Phase(
        "start, end, summary",
        max(0.0, total_wall - sum(phase.wall for phase in known)),
        max(0.0, total_cpu - sum(phase.cpu for phase in known)),
    )
    return [*known, rest]


def loading_rates(
    steps: Mapping[str, float], rows: Mapping[str, int]
) -> dict[str, tuple[int, float]]:
    """Return rows loaded and rows per second of each source that was loaded."""
    seconds = {
        name.removeprefix(_LOAD): taken for name, taken in steps.items() if name.startswith(_LOAD)
    }
    return {
        source: (rows.get(source, 0), rows.get(source, 0) / taken if taken else 0.0)
        for source, taken in seconds.items()
    }
