"""Publish, and die by SIGKILL before one of the changes that publishing makes to the folder.

    python -m tests.faults.publish_killed FOLDER

FOLDER holds `warehouse.duckdb` with the value 2 and `published/` with the value 1. For each change
that Python makes there (as its audit events say), in a copy of the folder: publish and be killed,
look what readers have, put right, publish again. Prints one JSON object per change.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from publishing import diagnose, heal, publish
from publishing.versions import Retention

_CHANGES = ("os.rename", "os.link", "os.symlink", "os.remove", "os.mkdir", "shutil.rmtree")


def copy_of(folder: Path, place: int) -> Path:
    """Return a copy in which readers' file is linked to its version, as in the original."""
    copy = folder.parent / f"copy_{place}"
    shutil.copytree(folder, copy, symlinks=True)
    (copy / "published" / "accord.duckdb").unlink()
    os.link(copy / "published/current/accord.duckdb", copy / "published/accord.duckdb")
    return copy


def publish_once(folder: Path, run_id: str) -> None:
    """Publish as a run does, but for one version less: so that this one removes another."""
    heal(folder / "published", folder / "aside")
    warehouse, published = folder / "warehouse.duckdb", folder / "published"
    publish(warehouse, published, run_id, retention=Retention(count=2))


def die_before(place: int, folder: Path, log: Path) -> None:
    """Publish, but die before change number `place`; note each change in `log`."""
    seen = 0

    def hook(event: str, args: tuple[Any, ...]) -> None:
        nonlocal seen
        is_open = event == "open" and isinstance(args[1], str) and "w" in args[1]
        if not (event in _CHANGES or is_open) or str(folder) not in str(args[0]):
            return
        seen += 1
        if seen == place:
            log.write_text(f"{event} {Path(str(args[0])).relative_to(folder)}")
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    publish_once(folder, "run-2")


def values(folder: Path) -> list[float]:
    """Return what readers of the file and of the Parquet have."""
    with duckdb.connect(str(folder / "published/accord.duckdb"), read_only=True) as connection:
        parquet = f"'{folder}/published/parquet/kpi/kpi_values.parquet'"
        both = f"select value from kpi.kpi_values union all select value from {parquet}"
        return [row[0] for row in connection.execute(both).fetchall()]


def in_a_process(work: Callable[[], None]) -> int:
    """Do `work` in a fork, for DuckDB's threads don't survive one; return its exit status."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except Exception:
            logging.exception("in a fork")
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def look_and_go_on(folder: Path, at: str) -> None:
    """Print what readers have after the kill, after it was put right, and after the next run."""
    published = folder / "published"
    after_kill = values(folder)
    heal(published, folder / "aside")
    healed = values(folder)
    publish_once(folder, "run-3")
    found = {
        "at": at,
        "after kill": after_kill,
        "healed": healed,
        "after rerun": values(folder),
        "problems": [*diagnose(published, thorough=True).problems],
        "versions": len(list((published / "versions").iterdir())),
        "names": sorted(path.name for path in published.iterdir()),
        "aside": (folder / "aside").exists(),
    }
    sys.stdout.write(f"{json.dumps(found)}\n")
    sys.stdout.flush()


def main(folder: Path) -> None:
    """Die before each change in turn, until there is none left."""
    for place in range(1, 100):
        copy, log = copy_of(folder, place), folder.parent / f"log_{place}"
        status = in_a_process(lambda: die_before(place, copy, log))  # noqa: B023 - it is awaited
        if status == 0:
            return
        assert os.WTERMSIG(status) == signal.SIGKILL, f"publishing failed by itself: {status}"
        if in_a_process(lambda: look_and_go_on(copy, log.read_text())) != 0:  # noqa: B023
            sys.exit(f"after {log.read_text()} it did not go on")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
