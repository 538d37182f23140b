"""Bring a data folder back to what a back-up holds."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from closes.store import CLOSES
from ingestion.forgotten import FORGOTTEN_FILE
from orchestration.build.lock import RunLock
from orchestration.company.context import Company
from orchestration.company.folder import read_holder, world_of
from orchestration.company.keeping import aside_dir
from orchestration.company.release import RESTORING, Stamp, require_known
from orchestration.history.in_use import closed
from orchestration.recovery.backup import planning_folder
from orchestration.recovery.closes import keep_closes
from orchestration.recovery.errors import RecoveryError
from orchestration.recovery.forgetting.by_list import (
    clean_by_list,
    keep_list,
    replace_soon,
)
from orchestration.recovery.forgetting.warehouse import Cleaned
from orchestration.recovery.manifest import Manifest, damage_of_backup, read_manifest
from publishing.manifest import damage_of
from publishing.versions import by_age, make_current

#: In a back-up, but not in the data folder: the operator's own files, which are only compared.
_OUTSIDE = ("profile", "planning")
#: True of the warehouse that it was beside: dlt takes up its work from the warehouse itself.
_BESIDE_THE_WAREHOUSE = ("warehouse.duckdb.wal", "warehouse.seal.json", "dlt")

Tell = Callable[[str], None]


def restore(company: Company, backup: Path, tell: Tell) -> Path:
    """Give the data folder the content of `backup`; return the report.

    What is there now is set aside first. Killed at any point, the same call does it again, and
    until then no run writes to the folder. Readers have the publication of now until they have
    that of the back-up.

    Raises:
        RecoveryError: it is no whole back-up, or of another company, size or seed.
        NewerFolderError: a later release made it.
        RunLockError: a run kept writing.
        InUseError: Dagster has the run history open.
    """
    settings = company.settings
    data_dir = settings.data_dir
    manifest = read_manifest(backup)
    _require_own(company, manifest, backup)
    tell("compare each file with the manifest")
    if damage := damage_of_backup(backup, manifest):
        raise RecoveryError(
            f"{backup} is damaged: {', '.join(damage[:5])}; take another. Nothing was changed"
        )
    lock = RunLock(
        data_dir,
        "accord restore",
        settings.lock_wait_seconds,
        on_wait=lambda reason: tell(f"wait: {reason}"),
    )
    with lock, closed(data_dir):
        aside = aside_dir(data_dir)
        staged = data_dir / RESTORING
        shutil.rmtree(staged, ignore_errors=True)
        tell("copy the back-up beside the data")
        shutil.copytree(backup, staged, ignore=shutil.ignore_patterns(*_OUTSIDE))
        # Who was forgotten since the back-up stays forgotten.
        keep_list(data_dir, staged)
        for name in _BESIDE_THE_WAREHOUSE:
            _set_aside(data_dir, name, aside)
        for name in _parts(manifest):
            tell(f"put back {name}")
            _set_aside(data_dir, name, aside)
            _move(staged / name, data_dir / name)
        # What was reported since the back-up was reported.
        closed_since = keep_closes(data_dir, aside / CLOSES)
        left_out = clean_by_list(company, tell)
        _give_to_readers(settings.published_dir, staged, manifest.publication, aside, tell)
        if not left_out.is_nothing and manifest.publication:
            replace_soon(data_dir, manifest.publication)
        report = settings.reports_dir / f"restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.md"
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(
            _report(company, backup, manifest, aside, left_out, closed_since), encoding="utf-8"
        )
        shutil.rmtree(staged)
    return report


def _parts(manifest: Manifest) -> list[str]:
    """Return the files and folders that are replaced as a whole, by their path in the data folder.

    Of the demo company's world only its clock is in a back-up.
    """
    found = {
        name if name.startswith("sandbox/") else Path(name).parts[0] for name in manifest.files
    }
    return sorted(found - {*_OUTSIDE, "published", FORGOTTEN_FILE})


def _require_own(company: Company, manifest: Manifest, backup: Path) -> None:
    settings = company.settings
    world = world_of(settings, company.profile)
    holder = read_holder(settings.data_dir)
    names = {company.profile.name, *([holder.name] if holder else [])}
    if names != {manifest.company} or manifest.world != world:
        whose = f"{manifest.company} {manifest.world}".strip()
        raise RecoveryError(
            f"{backup} is of {whose}, not of {company.profile.name} {world}".rstrip()
            + "; set ACCORD_COMPANY and ACCORD_DATA_DIR to that company's. Nothing was changed"
        )
    require_known(backup, Stamp(manifest.release, manifest.steps))


def _give_to_readers(published: Path, staged: Path, version: str, aside: Path, tell: Tell) -> None:
    """Make the back-up's publication the current one; later ones are not of its figures."""
    if not version:
        return
    target = published / "versions" / version
    if target.exists() and damage_of(target):
        _move(target, aside / "published" / version)
    if not target.exists():
        _move(staged / "published" / "versions" / version, target)
    tell(f"give readers {version}")
    make_current(published, version)
    for folder in by_age(published):
        if folder.name > version:
            _move(folder, aside / "published" / folder.name)


def _set_aside(data_dir: Path, name: str, aside: Path) -> None:
    if (data_dir / name).exists():
        _move(data_dir / name, aside / name)


def _move(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    # The published folder may lie on another disk.
    shutil.move(path, target)


def _report(
    company: Company,
    backup: Path,
    manifest: Manifest,
    aside: Path,
    left_out: Cleaned,
    closed_since: Sequence[str],
) -> str:
    lines = [
        f"# Accord: restored from {backup.name}",
        "",
        f"- Back-up of {manifest.made_at}, release {manifest.release}, loaded up to "
        f"{manifest.loaded_to or 'no day'}.",
        f"- Readers have {manifest.publication or 'what they had: it holds no publication'}.",
        f"- What was there is in {aside}; remove it when nothing of it is missed.",
        f"- Lost: what was seen of vendors after {_day(manifest)} and they no longer say. "
        "`accord run` loads what they still have.",
    ]
    if closed_since:
        lines.append(f"- Kept of what was closed or reopened since: {', '.join(closed_since)}.")
    if not left_out.is_nothing:
        lines.append(
            f"- {left_out.rows.total()} rows of people who were forgotten since were left out; "
            f"{aside} and the back-up itself still have them."
        )
    planning = planning_folder(company)
    for kept, folder in (("profile", company.settings.company.parent), ("planning", planning)):
        for name in (Path(name) for name in manifest.files):
            present = (folder or backup) / Path(*name.parts[1:])
            if name.parts[0] == kept and not _is_same(backup / name, present):
                lines.append(f"- {present} was left as it is; the back-up has another {name}.")
    return "\n".join(lines) + "\n"


def _day(manifest: Manifest) -> date:
    return datetime.fromisoformat(manifest.made_at).date()


def _is_same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()
