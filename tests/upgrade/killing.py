"""Upgrade copies of a folder, each killed (SIGKILL) at another point, then upgraded to the end.

    python -m tests.upgrade.killing <folder> <scratch>

The copies are `<scratch>/<n>`, killed just before the nth thing that the upgrade does. Prints what
that was, a line each. Each upgrade is a process of its own, forked from this one, which has loaded
everything and opened nothing.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from orchestration.upgrade.upgrade import upgrade
from tests.upgrade.folder import Folder


def main(folder: Folder, scratch: Path) -> None:
    """Kill at each point until an upgrade ends before it is killed."""
    # Loads what every upgrade needs, once.
    folder.company().entities_by_source()
    for point in range(1, 1000):
        copy = folder.copy_to(scratch / str(point))
        killed = _in_a_fork(copy, point)
        if not killed:
            return
        if _in_a_fork(copy, 0):
            raise RuntimeError(f"{copy.path}: killed though it should not be")


def _in_a_fork(folder: Folder, point: int) -> bool:
    """Upgrade, killed at `point`; 0: not at all. Return whether it was killed."""
    child = os.fork()
    if child == 0:
        _upgrade(folder, point)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return os.WTERMSIG(status) == signal.SIGKILL
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"{folder.path}: the upgrade failed")
    return False


def _upgrade(folder: Folder, point: int) -> None:
    told = 0

    def tell(what: str) -> None:
        nonlocal told
        told += 1
        if told == point:
            os.write(1, f"{what}\n".encode())
            os.kill(os.getpid(), signal.SIGKILL)

    upgrade(folder.company(), tell)


if __name__ == "__main__":
    main(Folder(Path(sys.argv[1])), Path(sys.argv[2]))
