"""Who waits for the run lock, in the order in which they came.

Each that waits holds the lock of a file of its own, `writer.queue.<number>`. A number is drawn, and
the files are looked at, by one process at a time: whoever holds `writer.queue`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


def file_lock(path: Path) -> FileLock:
    """Return a lock that the operating system drops with the process that holds it."""
    return FileLock(
        path,
        # Dagster may release it in another thread than it was taken in.
        thread_local=False,
        # Where a file system knows no such lock, a marker file would outlive a killed run.
        fallback_to_soft=False,
        preserve_lock_file=True,
    )


class Queue:
    """The queue of one data folder; `path` is the lock of the whole."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._whole = file_lock(path)
        self._number = 0

    @contextmanager
    def place(self, who: str) -> Iterator[None]:
        """Wait in line during the block; `who` is shown to others."""
        with self._whole:
            self._number = max((number for number, _ in self._waiting()), default=0) + 1
            mine = self._file(self._number)
            ticket = file_lock(mine)
            ticket.acquire(timeout=0)
            mine.write_text(who, encoding="utf-8")
        try:
            yield
        finally:
            with self._whole:
                mine.unlink(missing_ok=True)
                ticket.release()

    def is_first(self) -> bool:
        """Return whether nobody who still lives came before."""
        return not self.before()

    def before(self) -> list[str]:
        """Return those who came before and still wait, the first one first."""
        with self._whole:
            return [who for number, who in self._waiting() if number < self._number]

    def _waiting(self) -> Iterator[tuple[int, str]]:
        """Yield everybody who waits; what the dead left is removed."""
        found = sorted(
            int(path.suffix[1:]) for path in self._path.parent.glob(f"{self._path.name}.*")
        )
        for number in found:
            path = self._file(number)
            # A lock that this process holds is not taken a second time: by the file, not by name.
            ticket = file_lock(path)
            try:
                ticket.acquire(timeout=0)
            except Timeout:
                yield number, path.read_text(encoding="utf-8")
                continue
            path.unlink(missing_ok=True)
            ticket.release()

    def _file(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{number}")
