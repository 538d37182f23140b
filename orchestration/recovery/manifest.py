"""What a back-up holds: whose it is, of which moment, and size and hash of each file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from orchestration.recovery.errors import RecoveryError

MANIFEST = "manifest.json"
_PREFIX = "accord-"
_FORMAT = 1
_HASH = "blake2b"


@dataclass(frozen=True)
class Manifest:
    """A back-up.

    Attributes:
        company: the company's name.
        world: the demo company's size and seed; empty for a real one.
        made_at: the instant, in UTC.
        release: the release that wrote the data folder.
        steps: the upgrade steps that the folder has had.
        loaded_to: the last day that was loaded.
        publication: the version that readers had; empty when there was none.
        files: size and hash of each file, by its path in the back-up.
    """

    company: str
    world: str
    made_at: str
    release: str
    steps: tuple[str, ...]
    loaded_to: str
    publication: str
    files: Mapping[str, tuple[int, str]] = field(default_factory=dict)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of what is in `folder`."""
    files = {
        str(path.relative_to(folder)): (path.stat().st_size, _hash(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    content = {"format": _FORMAT, **asdict(manifest), "files": files}
    (folder / MANIFEST).write_text(json.dumps(content, indent=1), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a back-up.

    Raises:
        RecoveryError: the folder is no back-up, or one of a later release.
    """
    try:
        content: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if content.pop("format") != _FORMAT:
            raise RecoveryError(f"{folder} is a back-up of a later release; use that one")
        steps, files = content.pop("steps"), content.pop("files")
        noted = {name: (int(size), str(digest)) for name, (size, digest) in files.items()}
        return Manifest(**content, steps=tuple(steps), files=noted)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RecoveryError(
            f"{folder} is no whole back-up ({MANIFEST}: {error}); `accord backup` makes one"
        ) from error


def damage_of_backup(folder: Path, manifest: Manifest) -> list[str]:
    """Return what of a back-up is not what was written, one line a file."""
    problems = []
    for name, (size, digest) in manifest.files.items():
        path = folder / name
        if not path.is_file():
            problems.append(f"{name} is gone")
        elif path.stat().st_size != size or _hash(path) != digest:
            problems.append(f"{name} is not what was backed up")
    return problems


def backups_in(folder: Path, company: str) -> list[Path]:
    """Return a company's back-ups in `folder`, the oldest first."""
    found = []
    for path in sorted(folder.glob(f"{_PREFIX}*/{MANIFEST}")):
        try:
            if read_manifest(path.parent).company == company:
                found.append(path.parent)
        except RecoveryError:
            # Not one of ours, or damaged: it is neither counted nor removed.
            continue
    return found


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, _HASH).hexdigest()
