"""Keep the list of the forgotten, and keep to it: in the warehouse, and in files of before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ingestion.forgotten import FORGOTTEN_FILE, Forgotten, read_forgotten, write_forgotten
from orchestration.build.checks import build_phases
from orchestration.build.gate import Gate
from orchestration.company.context import Company
from orchestration.company.release import BACKUPS
from orchestration.recovery.errors import RecoveryError
from orchestration.recovery.forgetting.columns import personal_columns
from orchestration.recovery.forgetting.files import scrub
from orchestration.recovery.forgetting.warehouse import Cleaned, copy_without, look_for

REASON = "a person was forgotten"
ASIDE = "damaged"
#: The demo company's vendors: what they have is theirs.
_VENDORS = "sandbox"

Tell = Callable[[str], None]


def list_of(folder: Path) -> Forgotten:
    """Return the list in a folder.

    Raises:
        RecoveryError: it is damaged.
    """
    try:
        return read_forgotten(folder)
    except ValueError as error:
        raise RecoveryError(str(error)) from error


def keep_list(data_dir: Path, other: Path) -> None:
    """Have the list of `data_dir` hold that of the folder `other`, too: nobody comes back."""
    both = list_of(data_dir).merged(list_of(other))
    if not both.is_empty:
        write_forgotten(data_dir, both)


def clean_by_list(company: Company, tell: Tell) -> Cleaned:
    """Remove who is on the list from a warehouse and files of before; the caller holds the lock.

    In files only addresses can be found again: the list has no names to look for.
    """
    settings = company.settings
    forgotten = list_of(settings.data_dir)
    if forgotten.is_empty or not settings.warehouse_path.is_file():
        return Cleaned()
    tell("leave out who was forgotten")
    scrub(settings.data_dir, forgotten.hide_addresses, not_scrubbed(company), dry=False)
    return clean_warehouse(company, forgotten, dry=False)


def clean_warehouse(company: Company, forgotten: Forgotten, *, dry: bool) -> Cleaned:
    """Put a warehouse without who is on the list in the place of one that has them."""
    warehouse, declared = company.settings.warehouse_path, personal_columns()
    if not warehouse.is_file():
        return Cleaned()
    found = look_for(warehouse, declared, forgotten)
    if dry or found.is_nothing:
        return found
    staged, found = copy_without(warehouse, declared, forgotten)
    gate_of(company).put_in_place(staged, REASON)
    staged.parent.rmdir()
    return found


def gate_of(company: Company) -> Gate:
    """Return the gate of the company's warehouse."""
    return Gate(company.settings.warehouse_path, build_phases(company), "accord forget")


def replace_soon(data_dir: Path, version: str) -> None:
    """Have a publication removed as soon as readers have a later one."""
    known = list_of(data_dir)
    write_forgotten(data_dir, replace(known, publications=known.publications | {version}))


def not_scrubbed(company: Company) -> list[Path]:
    """Return what is handled in another way, kept as it is, or not ours."""
    settings = company.settings
    names = (BACKUPS, ASIDE, _VENDORS, FORGOTTEN_FILE)
    handled = [settings.data_dir / name for name in names]
    return [settings.published_dir, settings.dlt_dir, *handled]
