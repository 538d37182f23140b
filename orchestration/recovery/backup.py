"""A back-up: one consistent copy of everything that could not be made again.

It is a folder `accord-<instant>/` with the warehouse and its seal, the publication that readers
have, the run history, the reports, the planning sheets, the profile, and what the data folder says
of itself. `manifest.json`, written last, says what each file is; until then the folder has another
name.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from orchestration.build.damage import is_locked, require_whole
from orchestration.build.lock import RunLock
from orchestration.build.seal import seal_path
from orchestration.company.context import Company
from orchestration.company.folder import COMPANY_FILE, read_holder
from orchestration.company.release import BACKUPS, STAMP_FILE, current_stamp, read_stamp
from orchestration.recovery.errors import RecoveryError
from orchestration.recovery.manifest import Manifest, backups_in, write_manifest
from publishing import current_version, diagnose

_MAKING = ".making-accord"
#: In the data folder: where the last back-up went, for `accord doctor`.
LAST_BACKUP = "last_backup.json"

Tell = Callable[[str], None]


def backup_folder(company: Company) -> Path:
    """Return where back-ups go unless the operator says otherwise."""
    settings = company.settings
    return settings.backup_dir or settings.data_dir / BACKUPS


@dataclass(frozen=True)
class LastBackup:
    """The back-up that was made last: its folder, and when."""

    folder: Path
    made_at: datetime


def last_backup(company: Company) -> LastBackup | None:
    """Return the back-up that was made last, wherever it went; None when there was none."""
    path = company.settings.data_dir / LAST_BACKUP
    if not path.is_file():
        return None
    note = json.loads(path.read_text(encoding="utf-8"))
    return LastBackup(Path(note["folder"]), datetime.fromisoformat(note["made_at"]))


def make_backup(company: Company, folder: Path, tell: Tell) -> Path:
    """Back the company up into a new folder in `folder`; return it. Older ones are removed.

    It waits for a run that writes, and readers and the UI go on meanwhile.

    Raises:
        RecoveryError: there is nothing to back up, the disk has no room, or another program has
            the warehouse open.
        WarehouseDamagedError: the warehouse is damaged: the back-ups of before are worth more.
        RunLockError: a run kept writing.
    """
    settings = company.settings
    lock = RunLock(
        settings.data_dir,
        "accord backup",
        settings.lock_wait_seconds,
        on_wait=lambda holder: tell(f"wait: {holder} is writing"),
    )
    if read_holder(settings.data_dir) is None:
        raise RecoveryError(f"{settings.data_dir} holds no company yet; `accord run` loads it")
    with lock:
        require_whole(settings.warehouse_path)
        _close_log(settings.warehouse_path)
        parts = dict(_parts(company))
        _require_room(folder, sum(_size(path) for path in parts.values()))
        making = folder / _MAKING
        shutil.rmtree(making, ignore_errors=True)
        for name, path in parts.items():
            tell(f"copy {name}")
            _copy(path, making / name)
        made_at = datetime.now(UTC)
        write_manifest(making, _manifest(company, made_at))
        making.chmod(0o700)
        done = folder / f"accord-{made_at:%Y%m%dT%H%M%SZ}"
        making.rename(done)
    note = {"folder": str(done), "made_at": made_at.isoformat()}
    (settings.data_dir / LAST_BACKUP).write_text(json.dumps(note), encoding="utf-8")
    for old in backups_in(folder, company.profile.name)[: -settings.keep_backups]:
        tell(f"remove {old.name}")
        shutil.rmtree(old)
    return done


def _parts(company: Company) -> Iterator[tuple[str, Path]]:
    """Yield what is copied: its place in the back-up, and where it is."""
    settings = company.settings
    data_dir = settings.data_dir
    single = [
        settings.warehouse_path,
        seal_path(settings.warehouse_path),
        *(data_dir / name for name in (COMPANY_FILE, STAMP_FILE, "clock.json")),
        *data_dir.glob("sandbox/*/clock.json"),
        settings.dagster_home / "dagster.yaml",
        # dbs/<run>-journal and the like belong to a write that is not done.
        *settings.dagster_home.rglob("*.db"),
    ]
    for path in single:
        if path.is_file():
            yield str(path.relative_to(data_dir)), path
    if settings.reports_dir.is_dir():
        yield "reports", settings.reports_dir
    current = current_version(settings.published_dir)
    if current is not None and not diagnose(settings.published_dir).problems:
        yield str(Path("published") / "versions" / current.name), current
    if settings.company.is_file():
        yield f"profile/{settings.company.name}", settings.company
    planning = planning_folder(company)
    if planning is not None and planning.is_dir():
        yield "planning", planning


def planning_folder(company: Company) -> Path | None:
    """Return the folder of the planning sheets, which is not in the data folder; None: no such."""
    from ingestion.registry import find_config

    if company.profile.sandbox is not None or "planning" not in company.sources:
        return None
    config = find_config("planning").build(company.profile, company.settings.source("planning"))
    return Path(str(config.model_dump()["folder"]))


def _manifest(company: Company, made_at: datetime) -> Manifest:
    settings = company.settings
    holder, stamp = read_holder(settings.data_dir), read_stamp(settings.data_dir)
    current = current_version(settings.published_dir)
    return Manifest(
        company=company.profile.name,
        world=(holder.world if holder else None) or "",
        made_at=made_at.isoformat(),
        release=(stamp or current_stamp()).release,
        steps=(stamp or current_stamp()).steps,
        loaded_to=holder.loaded_to.isoformat() if holder and holder.loaded_to else "",
        publication=current.name if current else "",
    )


def _close_log(warehouse: Path) -> None:
    """Have what a killed run left in the write-ahead log written into the file itself."""
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


def _copy(path: Path, target: Path) -> None:
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


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def _require_room(folder: Path, size: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    if size > free:
        raise RecoveryError(
            f"the back-up needs {size / 1e9:.2f} GB and the disk of {folder} has {free / 1e9:.2f} "
            "GB left; make room, or give another folder with `--to`. Nothing was changed"
        )
