"""The back-up that an upgrade makes of what it changes, and how it is put back.

A back-up is a folder `backups/<release>-<instant>/` of the data folder: `files/` holds copies, and
`backup.json` says what they are. It is made under another name and renamed, so that one that was
cut short is never taken for a whole one.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from orchestration.company.release import ABOUT_BACKUP, BACKUPS, Stamp, UpgradeError

_MAKING = ".making"


@dataclass(frozen=True)
class Backup:
    """A whole back-up.

    Attributes:
        name: its folder's name.
        stamp: what the data folder said of itself.
        to_release: the release that it was to be upgraded to.
        changes: what the upgrade would change, by step.
        kept: rows and counts that the upgrade must leave as they are.
        files: paths from the data folder, and whether there was anything to copy.
        publication: the version that readers had; empty when there was none.
    """

    name: str
    stamp: Stamp
    to_release: str
    changes: Mapping[str, Sequence[str]]
    kept: Mapping[str, int]
    files: Mapping[str, bool]
    publication: str


def make_backup(data_dir: Path, backup: Backup, tell: Callable[[str], None]) -> None:
    """Copy `backup.files` that exist.

    Raises:
        UpgradeError: the disk has no room for the copies.
    """
    making = data_dir / BACKUPS / _MAKING
    if making.exists():
        shutil.rmtree(making)
    present = [data_dir / name for name, is_there in backup.files.items() if is_there]
    _require_room(data_dir, sum(_size(path) for path in present))
    for path in present:
        tell(f"copy {path.relative_to(data_dir)}")
        _copy(path, making / "files" / path.relative_to(data_dir))
    making.mkdir(parents=True, exist_ok=True)
    (making / ABOUT_BACKUP).write_text(
        json.dumps(asdict(backup), indent=2) + "\n", encoding="utf-8"
    )
    making.rename(data_dir / BACKUPS / backup.name)


def read_backup(data_dir: Path, name: str) -> Backup:
    """Return a back-up.

    Raises:
        UpgradeError: it is gone.
    """
    path = data_dir / BACKUPS / name / ABOUT_BACKUP
    if not path.is_file():
        raise UpgradeError(
            f"{path} is gone, so the upgrade that was cut short can't go on; put it back, or bring "
            "back the whole data folder from a copy of yours"
        )
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    stamp = content.pop("stamp")
    return Backup(stamp=Stamp(**{**stamp, "steps": tuple(stamp["steps"])}), **content)


def latest_backup(data_dir: Path) -> Backup | None:
    """Return the back-up that was made last; None when there is none."""
    found = _by_age(data_dir)
    return read_backup(data_dir, found[-1]) if found else None


def prune_backups(data_dir: Path, keep: int) -> None:
    """Remove the oldest back-ups beyond `keep`: only the last one is ever put back."""
    for name in _by_age(data_dir)[:-keep]:
        shutil.rmtree(data_dir / BACKUPS / name)


def _by_age(data_dir: Path) -> list[str]:
    """Return the names of the back-ups, the oldest first."""
    # They end with the instant; what comes before it is a release.
    return sorted(
        (path.parent.name for path in (data_dir / BACKUPS).glob(f"[!.]*/{ABOUT_BACKUP}")),
        key=lambda name: name.rpartition("-")[2],
    )


def put_back(data_dir: Path, backup: Backup, aside: Path, tell: Callable[[str], None]) -> None:
    """Give each file of the back-up its former content; what is there now goes to `aside`."""
    for name, is_there in backup.files.items():
        tell(f"put back {name}")
        path = data_dir / name
        staged = path.with_name(f".{path.name}.put-back")
        _remove(staged)
        if is_there:
            _copy(data_dir / BACKUPS / backup.name / "files" / name, staged)
        if path.exists():
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            path.rename(aside / name)
        if is_there:
            staged.replace(path)


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.copytree(path, target, symlinks=True)
    else:
        shutil.copy2(path, target)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _size(path: Path) -> int:
    if not path.is_dir():
        return path.stat().st_size
    return sum(part.stat().st_size for part in path.rglob("*") if part.is_file())


def _require_room(data_dir: Path, size: int) -> None:
    free = shutil.disk_usage(data_dir).free
    if size > free:
        raise UpgradeError(
            f"the back-up needs {size / 1e9:.2f} GB and the disk of {data_dir} has "
            f"{free / 1e9:.2f} GB left; make room and run `accord upgrade` again. "
            "Nothing was changed"
        )
