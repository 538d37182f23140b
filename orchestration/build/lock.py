"""One run at a time writes to a data folder, whoever started it.

The operating system drops the lock with the process that holds it, so that a killed run never
leaves it behind.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

#: In the data folder: who holds the lock, and the lock itself.
LOCK_FILE = "writer.lock"
_POLL_SECONDS = 0.5


class RunLockError(RuntimeError):
    """Another run kept writing for longer than we may wait."""


class RunLock:
    """The lock of one data folder.

    Args:
        data_dir: the folder that is written to.
        holder: who takes the lock, for the message to others.
        wait_seconds: how long to wait for it.
        on_wait: called once, with the holder, when there is something to wait for.
    """

    def __init__(
        self,
        data_dir: Path,
        holder: str,
        wait_seconds: float,
        on_wait: Callable[[str], None] = lambda _holder: None,
    ) -> None:
        self._path = data_dir / LOCK_FILE
        self._holder = f"{holder} (process {os.getpid()})"
        self._wait_seconds = wait_seconds
        self._on_wait = on_wait
        self._lock = FileLock(
            self._path,
            # Dagster may release it in another thread than it was taken in.
            thread_local=False,
            # Where a file system knows no such lock, a marker file would outlive a killed run.
            fallback_to_soft=False,
            preserve_lock_file=True,
        )

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            RunLockError: it was not free in time.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            self._on_wait(self._read_holder())
            self._wait()
        self._path.write_text(self._holder, encoding="utf-8")

    def release(self) -> None:
        """Give the lock back; without effect when it is not held."""
        self._lock.release()

    def _wait(self) -> None:
        try:
            self._lock.acquire(timeout=self._wait_seconds, poll_interval=_POLL_SECONDS)
        except Timeout:
            raise RunLockError(
                f"{self._read_holder()} is still writing to {self._path.parent}; "
                "wait for it or stop it"
            ) from None

    def _read_holder(self) -> str:
        return self._path.read_text(encoding="utf-8") or "another run"
