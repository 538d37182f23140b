"""One run at a time writes to a data folder, whoever started it; the others follow in order.

The operating system drops the lock, and the place in the queue, with the process that has it: a
killed run never leaves them behind.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from filelock import Timeout

from orchestration.build.queue import Queue, file_lock

#: In the data folder: who holds the lock, and the lock itself.
LOCK_FILE = "writer.lock"
_POLL_SECONDS = 0.5


class RunLockError(RuntimeError):
    """Another run kept writing for longer than we may wait."""


class RunLock:
    """The lock of one data folder. Who asks for it first gets it first.

    Args:
        data_dir: the folder that is written to.
        holder: who takes the lock, for the message to others.
        wait_seconds: how long to wait for one other that writes.
        on_wait: called with what there is to wait for, and again whenever that is another.
    """

    def __init__(
        self,
        data_dir: Path,
        holder: str,
        wait_seconds: float,
        on_wait: Callable[[str], None] = lambda _reason: None,
    ) -> None:
        self._path = data_dir / LOCK_FILE
        self._holder = f"{holder} (process {os.getpid()})"
        self._wait_seconds = wait_seconds
        self._on_wait = on_wait
        self._lock = file_lock(self._path)
        self._queue = Queue(data_dir / "writer.queue")

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
        with self._queue.place(self._holder):
            self._wait()
            self._path.write_text(self._holder, encoding="utf-8")

    def release(self) -> None:
        """Give the lock back; without effect when it is not held."""
        self._lock.release()

    def _wait(self) -> None:
        reason, since = "", time.monotonic()
        while not (self._queue.is_first() and self._is_taken()):
            holder, before = self._holder_now(), self._before_this()
            if (now := f"{holder} is writing{before}") != reason:
                reason, since = now, time.monotonic()
                self._on_wait(reason)
            if time.monotonic() - since >= self._wait_seconds:
                raise RunLockError(
                    f"{holder} is still writing to {self._path.parent}{before}; "
                    "wait for it or stop it"
                )
            time.sleep(_POLL_SECONDS)

    def _is_taken(self) -> bool:
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        return True

    def _holder_now(self) -> str:
        holder = self._path.read_text(encoding="utf-8") if self._path.is_file() else ""
        return holder or "another run"

    def _before_this(self) -> str:
        before = self._queue.before()
        return f"; before this one: {', '.join(before)}" if before else ""
