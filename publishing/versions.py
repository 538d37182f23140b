"""The versions on disk, and which of them readers get."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from publishing.errors import PublishError
from publishing.manifest import DUCKDB_NAME, damage_of, followed_by
from publishing.modes import RESTRICTED, open_to_readers
from publishing.site.settings import SITE

VERSIONS = "versions"
POINTER = "current"
PARQUET = "parquet"
#: A workbook per scorecard: publishing/spreadsheets.py.
WORKBOOKS = "workbooks"
#: Beside the versions: what a killed run left half-written is never taken for one of them.
_BUILDING = ".building"
#: The current version, and the one to roll back to.
_LEAST_KEPT = 2


@dataclass(frozen=True)
class Retention:
    """How many versions are kept.

    Attributes:
        count: at most so many, the current one included.
        max_bytes: at most so much together; the current one and the one before stay all the same.
        promised: versions that stay, whatever the limits: an upgrade could be undone to them.
        unwanted: versions that go as soon as readers have another one: a person in them was
            forgotten.
    """

    count: int = 3
    max_bytes: int | None = None
    promised: Collection[str] = ()
    unwanted: Collection[str] = ()


def version_folder(published_dir: Path, version: str) -> Path:
    """Return the folder of a version."""
    return published_dir / VERSIONS / version


def building_folder(published_dir: Path) -> Path:
    """Return an empty folder to build the next version in, whatever a killed run left in it."""
    folder = published_dir / _BUILDING
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def finish(published_dir: Path, version: str) -> None:
    """Make what was built a version; readers don't have it yet."""
    folder = version_folder(published_dir, version)
    folder.parent.mkdir(exist_ok=True)
    open_to_readers(published_dir, published_dir / _BUILDING)
    open_to_readers(published_dir, folder.parent)
    (published_dir / _BUILDING).rename(folder)


def version_name(published_at: datetime, run_id: str) -> str:
    """Return the name of the version that a run publishes: names sort by instant."""
    return f"{published_at:%Y%m%dT%H%M%S%fZ}-{run_id[:8]}"


def is_of_run(version: str, run_id: str) -> bool:
    """Return whether a version was published by the run."""
    return version.endswith(f"-{run_id[:8]}")


def current_version(published_dir: Path) -> Path | None:
    """Return the folder of the version that readers get, or None before the first."""
    pointer = published_dir / POINTER
    return pointer.resolve() if pointer.exists() else None


def make_current(published_dir: Path, version: str) -> None:
    """Give `version` to readers: the file first, the pointer to its Parquet last."""
    folder = version_folder(published_dir, version)
    staged = published_dir / f".{DUCKDB_NAME}.next"
    staged.unlink(missing_ok=True)
    os.link(folder / DUCKDB_NAME, staged)
    staged.replace(published_dir / DUCKDB_NAME)
    # Over another link of the very same file, a rename does nothing.
    staged.unlink(missing_ok=True)
    _point(published_dir / POINTER, Path(VERSIONS) / version)
    _point(published_dir / PARQUET, Path(POINTER) / PARQUET)
    for name in (RESTRICTED, SITE, WORKBOOKS):
        if (folder / name).exists():
            _point(published_dir / name, Path(POINTER) / name)
        else:
            # A version of a release, or with a setting, that had none.
            (published_dir / name).unlink(missing_ok=True)


def prune(published_dir: Path, retention: Retention) -> None:
    """Remove the oldest versions beyond what is kept, never the current one or one promised."""
    current = current_version(published_dir)
    room = retention.max_bytes
    for place, folder in enumerate(reversed(by_age(published_dir))):
        room = None if room is None else room - size_of(folder)
        is_kept = place < _LEAST_KEPT or (place < retention.count and (room is None or room >= 0))
        is_kept = is_kept or folder.name in retention.promised
        if folder.name in retention.unwanted:
            is_kept = False
        if not is_kept and folder.resolve() != current:
            shutil.rmtree(folder)


def rollback(published_dir: Path) -> str:
    """Give readers the last whole version that they had before this one; return its name.

    Raises:
        PublishError: there is no such version.
    """
    current = current_version(published_dir)
    if current is None:
        raise PublishError(
            "readers have no publication: `accord run` publishes, `accord doctor` says what is "
            "wrong if there was one"
        )
    # A version that was rolled back from lies between: readers had the one before it.
    latest = followed_by(current)
    older = [
        folder
        for folder in by_age(published_dir)
        if folder.name < current.name and (latest is None or folder.name <= latest)
    ]
    if not older:
        raise PublishError(f"{current.name} is the oldest version kept; nothing to roll back to")
    whole = next((folder.name for folder in reversed(older) if not damage_of(folder)), None)
    if whole is None:
        raise PublishError("no version before the current one is whole; `accord doctor` says why")
    make_current(published_dir, whole)
    return whole


def before_current(published_dir: Path) -> Path | None:
    """Return the folder of the version that readers had before this one, if it is kept."""
    current = current_version(published_dir)
    if current is None:
        return None
    older = [folder for folder in by_age(published_dir) if folder.name < current.name]
    return older[-1] if older else None


def by_age(published_dir: Path) -> list[Path]:
    """Return the version folders, oldest first (their names begin with the instant)."""
    versions = published_dir / VERSIONS
    return sorted(versions.iterdir()) if versions.exists() else []


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _point(pointer: Path, target: Path) -> None:
    staged = pointer.with_name(f".{pointer.name}.next")
    staged.unlink(missing_ok=True)
    staged.symlink_to(target)
    if pointer.is_dir() and not pointer.is_symlink():
        # A copy that followed links left a folder here, over which no link can be renamed.
        shutil.rmtree(pointer)
    staged.replace(pointer)
