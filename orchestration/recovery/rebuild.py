"""A new warehouse in the place of a damaged one.

It gets what no run can make again: raw tables and snapshots. Each is taken from the first file in
which it can be read whole: the damaged one, then the back-ups, the latest first, then the
publication. A source that is in none of them is loaded in full again from its vendor; everything
else is built by the next run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.build.owners import is_lasting
from orchestration.build.seal import Seal, read_seal, seal_path
from orchestration.company.context import Company
from orchestration.recovery.backup import backup_folder, last_backup
from orchestration.recovery.lasting import copy_tables, group_of, lasting_tables
from orchestration.recovery.manifest import backups_in, damage_of_backup, read_manifest
from publishing import current_version
from publishing.manifest import DUCKDB_NAME

_BUILDING = ".rebuilding"

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Origin:
    """A file that may hold what is to be saved, and how to speak of it."""

    file: Path
    words: str
    is_damaged: bool = False


def rebuild(company: Company, aside: Path, tell: Tell) -> list[str]:
    """Put a new warehouse in the place of the damaged one; return what came from where.

    The caller holds the run lock. Killed at any point, the damaged one is still in its place, or
    the new one is.
    """
    settings = company.settings
    warehouse = settings.warehouse_path
    aside.mkdir(parents=True, exist_ok=True)
    lines = [
        f"the damaged file is in {aside / warehouse.name}",
        *_without_a_damaged_log(warehouse, aside),
    ]
    seal = read_seal(warehouse) or Seal()
    building = settings.data_dir / _BUILDING / warehouse.name
    shutil.rmtree(building.parent, ignore_errors=True)
    building.parent.mkdir()
    origins = list(_origins(company))
    for group in _groups(company, seal, origins):
        tell(f"save {group}")
        origin, line = _save(group, origins, building, seal)
        lines.append(line)
        if group.startswith("raw_") and (origin is None or not origin.is_damaged):
            _set_packages_aside(settings.dlt_dir / group.removeprefix("raw_"), aside)
    _replace(warehouse, building, aside)
    building.parent.rmdir()
    return lines


def _without_a_damaged_log(warehouse: Path, aside: Path) -> list[str]:
    """Set the write-ahead log aside if DuckDB can't replay it: the file may open without it."""
    log = log_of(warehouse)
    if not log.exists():
        return []
    try:
        duckdb.connect(str(warehouse), read_only=True).close()
    except duckdb.Error:
        log.rename(aside / log.name)
        return [
            "its write-ahead log can't be replayed: what a phase of a run had written when it was "
            "cut short is lost, and is done again"
        ]
    return []


def _replace(warehouse: Path, building: Path, aside: Path) -> None:
    """Set the damaged file aside and put the new one in its place, if anything was saved."""
    os.link(warehouse, aside / warehouse.name)
    for beside in (log_of(warehouse), seal_path(warehouse)):
        if beside.exists():
            beside.rename(aside / beside.name)
    if building.is_file():
        building.replace(warehouse)
    else:
        warehouse.unlink()


def log_of(warehouse: Path) -> Path:
    """Return where DuckDB keeps what is not yet written into the file itself."""
    return warehouse.with_name(f"{warehouse.name}.wal")


def _origins(company: Company) -> Iterator[Origin]:
    damaged = company.settings.warehouse_path
    yield Origin(damaged, "the damaged file, whole there", is_damaged=True)
    folders = [backup_folder(company)]
    if (last := last_backup(company)) is not None:
        folders.append(last.folder.parent)
    found = {path for folder in folders for path in backups_in(folder, company.profile.name)}
    for backup in sorted(found, key=lambda path: path.name, reverse=True):
        manifest = read_manifest(backup)
        if not damage_of_backup(backup, manifest):
            yield Origin(backup / damaged.name, f"the back-up of {manifest.made_at[:16]}")
    current = current_version(company.settings.published_dir)
    if current is not None:
        yield Origin(current / DUCKDB_NAME, f"the publication {current.name}")


def _groups(company: Company, seal: Seal, origins: Sequence[Origin]) -> list[str]:
    """Return what is to be saved: of active sources, sealed, or in any of the files."""
    found = {f"raw_{source}" for source in company.sources}
    found |= {group_of(label) for label in seal.tables if is_lasting(label)}
    for origin in origins:
        found |= set(lasting_tables(origin.file))
    return sorted(group for group in found if not group.endswith("_staging"))


def _save(
    group: str, origins: Sequence[Origin], building: Path, seal: Seal
) -> tuple[Origin | None, str]:
    """Copy a group from the first file that has it whole; return which, and what to say."""
    sealed = {label: it.rows or 0 for label, it in seal.tables.items() if group_of(label) == group}
    for origin in origins:
        tables = lasting_tables(origin.file).get(group, ())
        missing = set(sealed) - {table.label for table in tables}
        if not tables or (origin.is_damaged and missing):
            continue
        try:
            rows = copy_tables(origin.file, building, tables)
        except duckdb.Error as error:
            if "No space left" in str(error):
                raise
            continue
        fewer = records_in(sealed) - records_in({label: rows.get(label, 0) for label in sealed})
        since = f"; {fewer} rows fewer than were checked last" if fewer > 0 else ""
        return origin, f"{group}: {records_in(rows)} rows from {origin.words}{since}"
    if group.startswith("raw_"):
        return None, (
            f"{group}: loaded in full again from the vendor by the next run; what the vendor has "
            "deleted since, and what it says only once, is lost"
        )
    rows_lost = records_in(sealed)
    return None, f"{group}: lost, with {rows_lost} rows; it begins anew with the next run"


def records_in(rows: Mapping[str, int]) -> int:
    """Count the rows that are records: what dlt notes of its loads is nothing that is missed."""
    return sum(count for label, count in rows.items() if "._dlt_" not in label)


def _set_packages_aside(folder: Path, aside: Path) -> None:
    """Set dlt's packages of a source aside: they go on from where the damaged warehouse was."""
    if folder.exists():
        (aside / "dlt").mkdir(parents=True, exist_ok=True)
        folder.rename(aside / "dlt" / folder.name)
