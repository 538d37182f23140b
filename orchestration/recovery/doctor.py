"""`accord doctor`: what of a data folder is whole, and what is not. It changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from orchestration.company.context import Company
from orchestration.company.folder import ClockError, OtherCompanyError, require_folder
from orchestration.company.release import UpgradeError, pending_stamp, read_stamp
from orchestration.recovery.busy import holder_of
from orchestration.recovery.examine_data import (
    closes,
    forgotten,
    publication,
    seal,
    versions,
    warehouse,
)
from orchestration.recovery.examine_machine import disk, machine_clock, permissions
from orchestration.recovery.examine_runs import backups, dagster_home, dlt_folders, leftovers
from orchestration.recovery.findings import Finding, note, whole, wrong

_EXAMINATIONS: tuple[Callable[[Company], Iterator[Finding]], ...] = (
    machine_clock,
    permissions,
    disk,
    warehouse,
    seal,
    publication,
    versions,
    closes,
    forgotten,
    dlt_folders,
    dagster_home,
    backups,
    leftovers,
)
#: What a run may be writing to at this very moment.
_BUSY = (warehouse, seal, publication, closes, dlt_folders)


def examine(company: Company) -> list[Finding]:
    """Return how each part of the company's data folder is."""
    data_dir = company.settings.data_dir
    if not data_dir.is_dir():
        return [note("data folder", f"{data_dir} is not there yet", "`accord run` makes it")]
    with holder_of(data_dir) as holder:
        findings = [*_folder(company), _lock(holder)]
        for examination in _EXAMINATIONS:
            if not (holder and examination in _BUSY):
                findings += examination(company)
    return findings


def _folder(company: Company) -> Iterator[Finding]:
    settings = company.settings
    try:
        require_folder(settings, company.profile, company.clock)
        pending = pending_stamp(settings.data_dir)
    except (UpgradeError, OtherCompanyError, ClockError) as error:
        yield wrong("data folder", str(error), "see the detail")
        return
    stamp = read_stamp(settings.data_dir)
    release = stamp.release if stamp else "no run yet"
    if pending:
        yield note("data folder", f"of release {release}", "`accord run` or `accord upgrade`")
    else:
        yield whole("data folder", f"{settings.data_dir}, release {release}")


def _lock(holder: str | None) -> Finding:
    if holder is None:
        return whole("run lock", "free")
    return note(
        "run lock",
        f"{holder} is writing: warehouse and publication were not looked at",
        "look again when it has ended",
    )
