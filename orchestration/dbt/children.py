"""The dbt processes of this one: none outlives the step that started it, nor holds the warehouse.

A step that is interrupted between two of dbt's events is left as it is by Dagster; so whoever
ends the run also ends what is still here.
"""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

_running: list[subprocess.Popen[bytes]] = []
#: dbt takes Ctrl-C as the order to end its queries; what has not ended then is killed.
_PATIENCE_SECONDS = 10.0


@contextmanager
def ended_with_the_block(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """End the process when the block ends, however that is."""
    _running.append(process)
    try:
        yield
    finally:
        _end(process)


def end_children() -> None:
    """End every process that a block still holds."""
    for process in tuple(_running):
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process in _running:
        _running.remove(process)
