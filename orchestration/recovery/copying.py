"""Copies as of one moment, of files that others may be writing to."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb

from orchestration.build.damage import is_locked
from orchestration.recovery.errors import RecoveryError


def close_log(warehouse: Path) -> None:
    """Have what a killed run left in the write-ahead log written into the file itself.

    Raises:
        RecoveryError: another program has the warehouse open.
    """
    if not warehouse.is_file():
        return
    try:
        duckdb.connect(str(warehouse)).close()
    except duckdb.Error as error:
        if not is_locked(error):
            raise
        raise RecoveryError(
            f"another program has {warehouse} open; end that and back up again"
        ) from error


def copy(path: Path, target: Path) -> None:
    """Copy a file or folder; a SQLite file as of one moment, for the UI may be writing to it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.copytree(path, target)
    elif path.suffix == ".db":
        with (
            closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as read,
            closing(sqlite3.connect(target)) as written,
        ):
            read.backup(written)
    else:
        shutil.copy2(path, target)
        with target.open("rb") as file:
            os.fsync(file.fileno())


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of all files in a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def require_room(folder: Path, size: int) -> None:
    """Make sure that the disk of `folder`, which is made, has room.

    Raises:
        RecoveryError: it has not.
    """
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    if size > free:
        raise RecoveryError(
            f"the back-up needs {size / 1e9:.2f} GB and the disk of {folder} has {free / 1e9:.2f} "
            "GB left; make room, or give another folder with `--to`. Nothing was changed"
        )
