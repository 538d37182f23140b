"""Whether somebody is writing to the data folder, asked without writing to it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from orchestration.build.lock import LOCK_FILE


@contextmanager
def holder_of(data_dir: Path) -> Iterator[str | None]:
    """Yield who is writing; None when nobody is, and nobody begins before the block ends."""
    path = data_dir / LOCK_FILE
    if not path.is_file():
        yield None
        return
    with path.open("rb") as file:
        try:
            # The lock of a run is the same one, but for itself alone.
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            yield path.read_text(encoding="utf-8") or "another run"
            return
        yield None
