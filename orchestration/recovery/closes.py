"""Closes after damage and after a restore: what was reported stays reported."""

from __future__ import annotations

import shutil
from pathlib import Path

from closes import Store
from closes.store import CLOSES, damage_of
from orchestration.company.context import Company
from orchestration.recovery.backup import backup_folder, last_backup
from orchestration.recovery.manifest import backups_in


def repair_closes(company: Company, aside: Path) -> list[str]:
    """Put whole copies of back-ups in the place of damaged closes; return what was done.

    One that no back-up has whole is set aside: the next run of its job closes the period again,
    and says so.
    """
    store, done = Store(company.settings.data_dir), []
    for name, why in store.damage().items():
        target = aside / CLOSES / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(store.folder / name, target)
        found = next((copy for copy in _copies(company, name) if not damage_of(copy)), None)
        if found is None:
            done.append(f"{name}: {why}; no back-up has it whole. What is left is in {target}")
        else:
            shutil.copytree(found, store.folder / name)
            done.append(f"{name}: {why}; taken from {found.parents[1].name}")
    return done


def keep_closes(data_dir: Path, before: Path) -> list[str]:
    """Add what was closed or reopened since a back-up; return the names.

    Args:
        data_dir: the folder, with the back-up's closes in it.
        before: the folder of the closes that were there before.
    """
    kept = []
    for path in sorted(before.rglob("*")):
        target = data_dir / CLOSES / path.relative_to(before)
        if path.is_file() and not path.name.startswith(".") and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
            kept.append(path.relative_to(before).parts[0])
    return sorted(set(kept))


def _copies(company: Company, name: str) -> list[Path]:
    """Return where back-ups have a close, the latest first."""
    folders = {backup_folder(company)}
    if (last := last_backup(company)) is not None:
        folders.add(last.folder.parent)
    backups = [path for folder in folders for path in backups_in(folder, company.profile.name)]
    latest_first = sorted(backups, key=lambda path: path.name, reverse=True)
    found = [path / CLOSES / name for path in latest_first]
    return [path for path in found if path.is_dir()]
