"""What runs leave behind: packages, history, back-ups, what was set aside."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from orchestration.company.context import Company
from orchestration.company.settings import SettingsError
from orchestration.history.dagster_home import check_dagster_home
from orchestration.recovery.backup import last_backup
from orchestration.recovery.findings import Finding, note, sized, whole, wrong
from orchestration.recovery.manifest import MANIFEST
from publishing.versions import size_of

_OLD = timedelta(days=8)


def dlt_folders(company: Company) -> Iterator[Finding]:
    """Look for packages that a killed load left."""
    folder = company.settings.dlt_dir
    if not folder.is_dir():
        return
    pending = sorted(
        {path.relative_to(folder).parts[0] for path in folder.glob("*/load/normalized/*/*")}
    )
    if pending:
        yield note(
            "loads", f"not ended: {', '.join(pending)}", "the next load ends them or drops them"
        )
    else:
        yield whole("loads", f"nothing is pending, {sized(size_of(folder))}")


def dagster_home(company: Company) -> Iterator[Finding]:
    """Check Dagster's settings, and the files of its run history."""
    settings = company.settings
    home = settings.dagster_home
    if not home.is_dir():
        return
    try:
        check_dagster_home(settings)
    except SettingsError as error:
        yield wrong("Dagster", str(error), "correct the file")
    damaged = [
        f"{path.relative_to(home)}: {damage}"
        for path in sorted(home.rglob("*.db"))
        if (damage := damage_of_sqlite(path))
    ]
    if damaged:
        yield wrong("run history", "; ".join(damaged), "`accord doctor --repair`")
    else:
        size = sized(size_of(home))
        yield whole("run history", f"{size}, kept for {settings.keep_days} days")


def damage_of_sqlite(path: Path) -> str:
    """Return what is wrong with a SQLite file; empty when nothing is."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            found = connection.execute("pragma quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if found == ("ok",) else str(found[0] if found else "empty")


def backups(company: Company) -> Iterator[Finding]:
    """Say how old the last back-up is."""
    last = last_backup(company)
    how = "`accord backup`, by a schedule (docs/runbook.md)"
    if last is None:
        yield note("back-up", "there is none", how)
        return
    age = datetime.now(UTC) - last.made_at
    detail = f"{last.folder}, {age.days} days and {age.seconds // 3600} hours old"
    if not (last.folder / MANIFEST).is_file():
        yield note("back-up", f"{last.folder} is gone, or on a disk that is not there", how)
    elif age > _OLD:
        yield note("back-up", detail, how)
    else:
        yield whole("back-up", detail)


def leftovers(company: Company) -> Iterator[Finding]:
    """Name what was set aside, which nobody but the operator removes."""
    folder = company.settings.data_dir / "damaged"
    if folder.is_dir():
        size = sized(size_of(folder))
        yield note("set aside", f"{folder}, {size}", "remove it when nothing of it is missed")
