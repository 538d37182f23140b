"""A back-up: one consistent copy of everything that could not be made again.

It is a folder `accord-<instant>/` with the warehouse and its seal, the publication that readers
have, the run history, the reports, the planning sheets, the profile, and what the data folder says
of itself. `manifest.json`, written last, says what each file is; until then the folder has another
name.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from closes import Store
from closes.store import CLOSES
from ingestion.emptied import EMPTIED_FILE
from ingestion.forgotten import FORGOTTEN_FILE
from orchestration.build.damage import require_whole
from orchestration.build.lock import RunLock
from orchestration.build.seal import seal_path
from orchestration.company.context import Company
from orchestration.company.folder import COMPANY_FILE, read_holder
from orchestration.company.release import BACKUPS, STAMP_FILE, current_stamp, read_stamp
from orchestration.recovery.copying import close_log, copy, require_room, size_of
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
        on_wait=lambda reason: tell(f"wait: {reason}"),
    )
    if read_holder(settings.data_dir) is None:
        raise RecoveryError(f"{settings.data_dir} holds no company yet; `accord run` loads it")
    with lock:
        require_whole(settings.warehouse_path)
        close_log(settings.warehouse_path)
        parts = dict(_parts(company))
        require_room(folder, sum(size_of(path) for path in parts.values()))
        making = folder / _MAKING
        shutil.rmtree(making, ignore_errors=True)
        for name, path in parts.items():
            tell(f"copy {name}")
            copy(path, making / name)
        made_at = datetime.now(UTC)
        write_manifest(making, _manifest(company, made_at))
        making.chmod(0o700)
        done = folder / f"accord-{made_at:%Y%m%dT%H%M%S%fZ}"
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
        *(
            data_dir / name
            for name in (COMPANY_FILE, STAMP_FILE, "clock.json", FORGOTTEN_FILE, EMPTIED_FILE)
        ),
        *data_dir.glob("sandbox/*/clock.json"),
        settings.dagster_home / "dagster.yaml",
        # dbs/<run>-journal and the like belong to a write that is not done.
        *settings.dagster_home.rglob("*.db"),
    ]
    for path in single:
        if path.is_file():
            yield str(path.relative_to(data_dir)), path
    closes = Store(data_dir).folder
    if closes.is_dir():
        yield CLOSES, closes
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
