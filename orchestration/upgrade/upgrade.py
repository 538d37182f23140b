"""Upgrade a data folder: back up, change step by step, count what is kept, stamp.

Killed at any point, the next call goes on from the step that it had come to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from orchestration import __version__
from orchestration.build.checks import build_phases
from orchestration.build.gate import Gate
from orchestration.build.lock import RunLock
from orchestration.build.seal import seal_path
from orchestration.company.context import Company
from orchestration.company.release import BACKUPS, current_stamp, read_stamp, write_stamp
from orchestration.upgrade.backup import Backup, make_backup, prune_backups, read_backup
from orchestration.upgrade.kept import count_kept, require_kept
from orchestration.upgrade.plan import Plan, make_plan
from orchestration.upgrade.report import UpgradeReport, write_report
from orchestration.upgrade.steps import all_steps
from orchestration.upgrade.warehouse import close_log
from publishing import current_version

#: Called with what is being done; a test kills the process there.
Tell = Callable[[str], None]


def upgrade(company: Company, tell: Tell) -> list[UpgradeReport]:
    """Bring the company's data folder up to this release.

    Args:
        company: whose folder; its profile was read, so it is valid for this release.
        tell: called before each thing that is done.

    Returns:
        What was done, oldest first: nothing when the folder needed nothing, two when an upgrade to
        another release was cut short and had to be finished first.

    Raises:
        NewerFolderError: a later release has written to the folder.
        UpgradeError: no room for the back-up, the warehouse is open elsewhere, or something that
            had to be kept is not there; the message says what to do.
        RunLockError: a run kept writing.
    """
    data_dir = company.settings.data_dir
    reports: list[UpgradeReport] = []
    with writing_lock(company, tell):
        while plan := make_plan(company):
            if plan.is_under_way:
                backup = read_backup(data_dir, plan.stamp.backup)
            elif plan.changes:
                backup = _back_up(company, plan, tell)
            else:
                write_stamp(data_dir, current_stamp())
                return reports
            reports.append(_finish(company, backup, tell))
    return reports


def _back_up(company: Company, plan: Plan, tell: Tell) -> Backup:
    """Copy what the steps change; from then on the upgrade is under way."""
    settings = company.settings
    close_log(settings.warehouse_path)
    current = current_version(settings.published_dir)
    backup = Backup(
        name=f"{plan.stamp.release}-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}",
        stamp=plan.stamp,
        to_release=__version__,
        changes=plan.changes,
        kept=count_kept(settings),
        files=_files(company, plan),
        publication=current.name if current else "",
    )
    make_backup(settings.data_dir, backup, tell)
    tell(f"backed up in {BACKUPS}/{backup.name}")
    write_stamp(settings.data_dir, replace(current_stamp(), backup=backup.name))
    return backup


def _finish(company: Company, backup: Backup, tell: Tell) -> UpgradeReport:
    """Do what was planned when the back-up was made, though some of it may be done already."""
    settings = company.settings
    if str(settings.warehouse_path.relative_to(settings.data_dir)) in backup.files:
        tell("open the gate")
        gate = Gate(settings.warehouse_path, build_phases(company), f"upgrade to {__version__}")
        gate.open_from("build", f"Upgraded from {backup.stamp.release}: the next run builds anew.")
    for name in backup.changes:
        step = all_steps()[name]
        tell(step.title)
        step.apply(company)
    require_kept(settings, backup.kept)
    report = UpgradeReport.of(backup)
    tell("write the report")
    write_report(settings, report)
    under_way = read_stamp(settings.data_dir)
    if under_way is not None:
        write_stamp(settings.data_dir, replace(under_way, backup=""))
    prune_backups(settings.data_dir, settings.keep_upgrade_backups)
    return report


def _files(company: Company, plan: Plan) -> dict[str, bool]:
    """Return what the steps change, from the data folder, and whether it is there.

    The seal belongs to the warehouse, and so does dlt's state: where a source goes on loading is
    true of the raw tables beside it.
    """
    settings = company.settings
    changed = [path for step in plan.steps.values() for path in step.files(company)]
    if settings.warehouse_path in changed:
        changed += [seal_path(settings.warehouse_path), settings.dlt_dir]
    return {
        str(path.relative_to(settings.data_dir)): path.exists() for path in dict.fromkeys(changed)
    }


def writing_lock(company: Company, tell: Tell) -> RunLock:
    """Return the run lock of the company's data folder, not yet taken."""
    settings = company.settings
    return RunLock(
        settings.data_dir,
        "accord upgrade",
        settings.lock_wait_seconds,
        on_wait=lambda reason: tell(f"wait: {reason}"),
    )
