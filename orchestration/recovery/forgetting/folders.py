"""What is removed whole, as it is made again: packages, the developer's copy, back-ups if asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from ingestion.forgotten import Forgotten
from orchestration.company.context import Company
from orchestration.company.release import BACKUPS
from orchestration.recovery.forgetting.by_list import ASIDE
from orchestration.recovery.forgetting.columns import personal_columns
from orchestration.recovery.forgetting.report import Outcome
from orchestration.recovery.forgetting.warehouse import look_for


def remove_folders(
    company: Company, forgotten: Forgotten, done: Outcome, *, dry: bool, with_backups: bool
) -> None:
    """Remove dlt's packages and a development warehouse with somebody on the list in it."""
    settings = company.settings
    gone: dict[Path, str] = {}
    if settings.dlt_dir.is_dir():
        gone[settings.dlt_dir] = "dlt's load packages and working state, which the next load makes"
    dev = settings.dev_warehouse
    if dev.is_file() and not look_for(dev, personal_columns(), forgotten).is_nothing:
        gone[dev] = (
            "the development warehouse, a copy of production: `accord dev-data` makes it again"
        )
    for path, what in _copies_of_before(company):
        if with_backups:
            gone[path] = what
        else:
            done.kept.append(f"{what}, unless it is older; `--with-backups` removes it")
    for path, what in gone.items():
        done.folders.append(what)
        if not dry:
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
        path.with_name(f"{path.name}.wal").unlink(missing_ok=True)


def _copies_of_before(company: Company) -> Iterator[tuple[Path, str]]:
    """Yield back-ups, upgrades' too, and what was set aside as damaged."""
    settings = company.settings
    folders = {settings.data_dir / BACKUPS, settings.backup_dir or settings.data_dir / BACKUPS}
    for folder in sorted(folders):
        if folder.is_dir():
            yield from ((path, f"back-up {path}") for path in sorted(folder.iterdir()))
    aside = settings.data_dir / ASIDE
    if aside.is_dir():
        yield aside, f"what was set aside in {aside}"
