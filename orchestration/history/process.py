"""The process that executes a run, as distinct from a later one that got the same id.

Noted on the run as a tag. Dagster copies a run's tags to its re-executions, so the tag also says
whose it is.
"""

from __future__ import annotations

import os
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

#: On a run: its process, as `run/host/id/start`. Named so that the UI shows it on no run.
PROCESS_TAG = ".dagster/accord_process"
#: Until 0.2.0 this tag held the id alone, and the other one the host.
FORMER_TAG, FORMER_HOST_TAG = "accord/process", "accord/host"

_PROC = Path("/proc")


@dataclass(frozen=True)
class Process:
    """A process of some machine.

    Attributes:
        host: the machine.
        id: its id there.
        start: when it began, as its system says it; empty when that was not noted.
    """

    host: str
    id: int
    start: str

    @property
    def is_here(self) -> bool:
        """Whether it is a process of this machine: of others nothing is known."""
        return self.host == socket.gethostname()

    @property
    def is_gone(self) -> bool:
        """Whether it ended for certain."""
        if not self.is_here:
            return False
        now = _start(self.id)
        return now is None or bool(self.start and now and now != self.start)


def process_tags(run_id: str, process: int | None = None) -> dict[str, str]:
    """Return the tag that says that a process of this machine, this one, executes the run."""
    process = os.getpid() if process is None else process
    return {PROCESS_TAG: f"{run_id}/{socket.gethostname()}/{process}/{_start(process)}"}


def process_of(run: dg.DagsterRun) -> Process | None:
    """Return the run's own process; None when none was noted, or only that of its parent."""
    noted = run.tags.get(PROCESS_TAG) or run.tags.get(FORMER_TAG, "")
    if noted.isdigit():
        return _former(run, int(noted))
    run_id, _, rest = noted.partition("/")
    if run_id != run.run_id:
        return None
    host, process, start = rest.split("/")
    return Process(host, int(process), start)


def _former(run: dg.DagsterRun, process: int) -> Process | None:
    if run.parent_run_id:
        return None
    return Process(run.tags.get(FORMER_HOST_TAG, ""), process, "")


def _start(process: int) -> str | None:
    """Return when the process began; None when there is no such process, or only its remains.

    Clocks that are set don't change it: Linux counts from the machine's start.
    """
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        # It lives, and is another user's.
        pass
    state, start = _on_linux(process) if _PROC.is_dir() else _elsewhere(process)
    return None if state.startswith("Z") else start


def _on_linux(process: int) -> tuple[str, str]:
    try:
        stat = (_PROC / str(process) / "stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        # It ended since we asked.
        return "Z", ""
    # The second field is the program's name in parentheses, which may hold anything.
    fields = stat.rpartition(")")[2].split()
    boot = (_PROC / "sys" / "kernel" / "random" / "boot_id").read_text(encoding="ascii")
    return fields[0], f"{boot[:8]}-{fields[19]}"


def _elsewhere(process: int) -> tuple[str, str]:
    asked = subprocess.run(  # noqa: S603 - a fixed command and a number
        ["/bin/ps", "-o", "stat=,lstart=", "-p", str(process)],
        capture_output=True,
        text=True,
        check=False,
        env={"LC_ALL": "C"},
    )
    state, _, start = asked.stdout.strip().partition(" ")
    return (state, "-".join(start.split())) if state else ("Z", "")
