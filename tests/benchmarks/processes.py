"""Run a command and see what it and all its children cost, at each line that it prints."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
#: Positions in /proc/<pid>/stat, counted behind the name: own and waited-for children's ticks.
_PARENT, _TICKS = 1, slice(11, 15)


class FailedRunError(RuntimeError):
    """The command that was to be measured failed; the message is what it said last."""


@dataclass(frozen=True)
class Line:
    """A line of output, and the CPU seconds of the process tree since the line before."""

    text: str
    cpu: float


@dataclass(frozen=True)
class Measured:
    """A command that ended well: wall and CPU seconds of the whole tree, and its lines."""

    wall: float
    cpu: float
    lines: tuple[Line, ...]


def measure(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> Measured:
    """Run `command` in `folder` to its end.

    CPU per line needs Linux's /proc; without it, it is 0 and only the whole is known.

    Raises:
        FailedRunError: the command failed.
    """
    started, lines, spent = time.monotonic(), list[Line](), 0.0
    with subprocess.Popen(
        command, env=environment, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        for raw in process.stdout:
            now = max(spent, tree_seconds(process.pid))
            lines.append(Line(raw.decode("utf-8", "replace").rstrip(), now - spent))
            spent = now
        # Unlike wait(), this returns exactly what this child and its children have used.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedRunError("\n".join(line.text for line in lines[-60:]))
    return Measured(time.monotonic() - started, usage.ru_utime + usage.ru_stime, tuple(lines))


def tree_seconds(root: int) -> float:
    """Return the CPU seconds that `root` and its living and reaped descendants have used."""
    ticks, children = dict[int, int](), dict[int, list[int]]()
    for entry in _PROC.glob("[0-9]*"):
        try:
            # The name, in brackets, may itself hold blanks and brackets.
            fields = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        ticks[int(entry.name)] = sum(int(field) for field in fields[_TICKS])
        children.setdefault(int(fields[_PARENT]), []).append(int(entry.name))
    total, waiting = 0, [root]
    while waiting:
        process = waiting.pop()
        total += ticks.get(process, 0)
        waiting += children.get(process, [])
    return total / os.sysconf("SC_CLK_TCK")
