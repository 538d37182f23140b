"""What is wrong with what readers get, and how it is put right from a version that is whole."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from publishing.manifest import DUCKDB_NAME, damage_of
from publishing.site.settings import SITE
from publishing.versions import (
    PARQUET,
    POINTER,
    VERSIONS,
    by_age,
    current_version,
    make_current,
    version_folder,
)


@dataclass(frozen=True)
class Diagnosis:
    """The state of a published folder.

    Attributes:
        version: the version that readers should have; None when none is whole.
        problems: what is wrong with what they have, one line each.
        damaged: versions that are not whole, and why.
    """

    version: str | None
    problems: tuple[str, ...]
    damaged: Mapping[str, str]


def diagnose(published_dir: Path, *, thorough: bool = False) -> Diagnosis:
    """Look at what readers have. Changes nothing.

    Versions that they don't have are only looked at when theirs is damaged, or with `thorough`.
    """
    meant = _meant(published_dir)
    names = [folder.name for folder in by_age(published_dir)]
    damaged: dict[str, str] = {}
    chosen = None
    # After the version meant those before it, then those that an operator rolled back from.
    for name in sorted({*names, *filter(None, [meant])}, key=lambda it: _rank(it, meant)):
        if chosen is not None and not thorough:
            break
        if damage := damage_of(version_folder(published_dir, name)):
            damaged[name] = damage
        else:
            chosen = chosen or name
    return Diagnosis(chosen, tuple(_problems(published_dir, meant, chosen, damaged)), damaged)


def heal(published_dir: Path, aside: Path) -> list[str]:
    """Give readers a version that is whole; return what was wrong and what was done.

    A damaged version is moved into the folder `aside`: nobody can go back to it. Where none is
    whole, readers have what is left until the next publication.
    """
    found = diagnose(published_dir)
    done = list(found.problems)
    if found.version and found.problems:
        make_current(published_dir, found.version)
        done.append(f"readers have {found.version}, which is whole")
    elif found.problems:
        done.append("no version is whole; the next run publishes anew")
    for name in found.damaged:
        folder = version_folder(published_dir, name)
        if folder.exists():
            aside.mkdir(parents=True, exist_ok=True)
            # The published folder may lie on another disk than the data folder.
            shutil.move(folder, aside / name)
            done.append(f"the damaged version is in {aside / name}")
    return done


def last_whole(published_dir: Path) -> Path | None:
    """Return the folder of the version to compare the next one with; None when none is whole."""
    version = diagnose(published_dir).version
    return version_folder(published_dir, version) if version else None


def _meant(published_dir: Path) -> str | None:
    """Return the version that readers were last given, though links may be gone.

    A publication that was killed between its two renames is a newer file than the pointer says:
    it was audited, and half of the readers have it.
    """
    pointer = published_dir / POINTER
    pointed = Path(pointer.readlink()).name if pointer.is_symlink() else ""
    file = published_dir / DUCKDB_NAME
    linked = [
        folder.name for folder in by_age(published_dir) if _is_same(folder / DUCKDB_NAME, file)
    ]
    versions = by_age(published_dir)
    return max([pointed, *linked]) or (versions[-1].name if versions else None)


def _rank(name: str, meant: str | None) -> tuple[int, tuple[int, ...]]:
    """Return a sort key: the version meant, then older ones, the newest first, then newer ones."""
    newest_first = tuple(-ord(letter) for letter in name)
    return (0 if name == meant else 1 if meant is None or name < meant else 2), newest_first


def _problems(
    published_dir: Path, meant: str | None, chosen: str | None, damaged: Mapping[str, str]
) -> Iterator[str]:
    if meant is None:
        if (published_dir / DUCKDB_NAME).exists():
            yield f"{published_dir / VERSIONS} has no version"
        return
    if meant in damaged:
        yield f"version {meant}: {damaged[meant]}"
    file = published_dir / DUCKDB_NAME
    current = current_version(published_dir)
    if not file.is_file():
        yield f"{file} is gone"
    elif chosen and not _has_same_content(file, version_folder(published_dir, chosen)):
        yield f"{file} is not that of version {chosen}"
    if current is None:
        yield f"{published_dir / POINTER} is gone, or leads nowhere"
    elif chosen and current.name != chosen:
        yield f"{published_dir / POINTER} leads to {current.name}"
    if not (published_dir / PARQUET).is_symlink():
        yield f"{published_dir / PARQUET} is gone, or no link any more"
    if current and (current / SITE).is_dir() and not (published_dir / SITE).is_symlink():
        yield f"{published_dir / SITE} is gone, or no link any more"


def _is_same(one: Path, other: Path) -> bool:
    """Return whether two paths are the same file, as a hard link is."""
    return one.is_file() and other.is_file() and one.samefile(other)


def _has_same_content(file: Path, folder: Path) -> bool:
    """Return whether a file is that of the version in `folder`: linked, or a copy of it.

    Where a whole data folder was copied, what was one file is two.
    """
    own = folder / DUCKDB_NAME
    return _is_same(file, own) or filecmp.cmp(file, own, shallow=False)
