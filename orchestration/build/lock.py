"""One run at a time writes to a data folder, whoever started it.

The lock is the operating system's (`flock`): it falls with the process that holds it, so that a
killed run never leaves it behind.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Self

_POLL_SECONDS = 0.5


class RunLockError(RuntimeError):
    """Another run kept writing for longer than we may wait."""


class RunLock:
    """The lock of one data folder.

    Args:
        data_dir: the folder that is written to.
        holder: who takes the lock, for the message to others.
        wait_seconds: how long to wait for it.
        on_wait: told once, with the holder, when there is something to wait for.
    """

    def __init__(
        self,
        data_dir: Path,
        holder: str,
        wait_seconds: float,
        on_wait: Callable[[str], None] = lambda _holder: None,
    ) -> None:
        self._path = data_dir / "writer.lock"
        self._holder = f"{holder} (process {os.getpid()})"
        self._wait_seconds = wait_seconds
        self._on_wait = on_wait
        self._file: IO[str] | None = None

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
        file = self._path.open("a+", encoding="utf-8")
        deadline = time.monotonic() + self._wait_seconds
        told = False
        while not _try_lock(file):
            if not told:
                self._on_wait(_read(file))
                told = True
            if time.monotonic() >= deadline:
                holder = _read(file)
                file.close()
                raise RunLockError(
                    f"{holder} is still writing to {self._path.parent}; wait for it or stop it"
                )
            time.sleep(_POLL_SECONDS)
        file.truncate(0)
        file.write(self._holder)
        file.flush()
        self._file = file

    def release(self) -> None:
        """Give the lock back; without effect when it is not held."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _try_lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(file: IO[str]) -> str:
    file.seek(0)
    return file.read() or "another run"
