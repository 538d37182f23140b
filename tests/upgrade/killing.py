"""Upgrade a folder, killed (SIGKILL) before each thing that an upgrade does, one after the other.

    python -m tests.upgrade.killing <folder>

Each try goes on where the one before was killed, and comes one thing further. Prints what it was
killed before, a line each. Each is a process of its own, forked from this one, which has loaded
everything and opened nothing.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from orchestration.upgrade.upgrade import upgrade
from tests.upgrade.folder import Folder


def main(folder: Folder) -> None:
    """Kill until an upgrade ends before it is killed."""
    # Loads what every upgrade needs, once.
    folder.company().entities_by_source()
    reader, writer = os.pipe()
    seen: set[str] = set()
    while _killed_in_a_fork(folder, seen, writer):
        what = os.read(reader, 10_000).decode()
        seen.add(what)
        sys.stdout.write(f"{what}\n")


def _killed_in_a_fork(folder: Folder, seen: set[str], writer: int) -> bool:
    """Upgrade until something is begun that is not in `seen`; return whether it was killed."""
    child = os.fork()
    if child == 0:
        _upgrade(folder, seen, writer)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"{folder.path}: the upgrade failed")
    return False


def _upgrade(folder: Folder, seen: set[str], writer: int) -> None:
    def tell(what: str) -> None:
        # A back-up is named after the instant.
        kind = what.split("backups/")[0]
        if kind not in seen:
            os.write(writer, kind.encode())
            os.kill(os.getpid(), signal.SIGKILL)

    upgrade(folder.company(), tell)


if __name__ == "__main__":
    main(Folder(Path(sys.argv[1])))
