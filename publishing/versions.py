"""The versions on disk, and which of them readers get."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

from publishing.errors import PublishError

DUCKDB_NAME = "accord.duckdb"
_VERSIONS = "versions"
_POINTER = "current"
#: Beside the versions: what a killed run left half-written is never taken for one of them.
_BUILDING = ".building"


def version_folder(published_dir: Path, version: str) -> Path:
    """Return the folder of a version."""
    return published_dir / _VERSIONS / version


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
    (published_dir / _BUILDING).rename(folder)


def version_name(published_at: datetime, run_id: str) -> str:
    """Return the name of the version that a run publishes: names sort by instant."""
    return f"{published_at:%Y%m%dT%H%M%S%fZ}-{run_id[:8]}"


def is_of_run(version: str, run_id: str) -> bool:
    """Return whether a version was published by the run."""
    return version.endswith(f"-{run_id[:8]}")


def current_version(published_dir: Path) -> Path | None:
    """Return the folder of the version that readers get, or None before the first."""
    pointer = published_dir / _POINTER
    return pointer.resolve() if pointer.exists() else None


def make_current(published_dir: Path, version: str) -> None:
    """Give `version` to readers: the file first, the pointer to its Parquet last."""
    folder = version_folder(published_dir, version)
    staged = published_dir / f".{DUCKDB_NAME}.next"
    staged.unlink(missing_ok=True)
    os.link(folder / DUCKDB_NAME, staged)
    staged.replace(published_dir / DUCKDB_NAME)
    _point(published_dir / _POINTER, Path(_VERSIONS) / version)
    _point(published_dir / "parquet", Path(_POINTER) / "parquet")


def prune(published_dir: Path, keep: int) -> None:
    """Remove the oldest versions beyond `keep`, never the current one."""
    current = current_version(published_dir)
    for folder in _by_age(published_dir)[:-keep]:
        if folder.resolve() != current:
            shutil.rmtree(folder)


def rollback(published_dir: Path) -> str:
    """Give readers the version before the current one; return its name.

    Raises:
        PublishError: there is no version before.
    """
    current = current_version(published_dir)
    if current is None:
        raise PublishError("nothing is published yet; `make run` publishes")
    older = [folder for folder in _by_age(published_dir) if folder.name < current.name]
    if not older:
        raise PublishError(f"{current.name} is the oldest version kept; nothing to roll back to")
    make_current(published_dir, older[-1].name)
    return older[-1].name


def _by_age(published_dir: Path) -> list[Path]:
    """Return the version folders, oldest first (their names begin with the instant)."""
    versions = published_dir / _VERSIONS
    return sorted(versions.iterdir()) if versions.exists() else []


def _point(pointer: Path, target: Path) -> None:
    staged = pointer.with_name(f".{pointer.name}.next")
    staged.unlink(missing_ok=True)
    staged.symlink_to(target)
    staged.replace(pointer)
