"""`accord dev-data`: the development warehouse as a copy of production, for plain dbt.

The whole file is copied while no run writes: raw tables, snapshots (which no raw table holds) and
what was built, so that one model can be built without those before it. Copying a file takes
seconds where copying its tables takes minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.build.lock import RunLock
from orchestration.build.seal import OWN_TABLES
from orchestration.company.context import Company
from orchestration.dbt import command as dbt_command
from orchestration.dbt.company_package import write_company_package

_CHUNK_BYTES = 16 << 20


class DevDataError(RuntimeError):
    """The development warehouse can't be refreshed; the message says what to do."""


@dataclass(frozen=True)
class DevData:
    """What was copied: the file, its bytes, and the rows of its raw tables."""

    path: Path
    size: int
    raw_rows: int


def refresh(
    company: Company,
    on_wait: Callable[[str], None],
    on_progress: Callable[[int, int], None],
) -> DevData:
    """Make the development warehouse a copy of production, and give dbt the company's variables.

    Args:
        company: whose production.
        on_wait: called once, with the holder of the run lock, when there is something to wait for.
        on_progress: called with the bytes that are copied and the bytes in all.

    Raises:
        DevDataError: there is nothing to copy, or another program has the copy of before open.
        RunLockError: a run kept writing for too long.
    """
    settings = company.settings
    production, dev = settings.warehouse_path, settings.dev_warehouse
    if not production.is_file():
        raise DevDataError(f"{production} does not exist; load it first with `accord run`")
    if dev.name != production.name:
        # DuckDB names a database by its file, and a view's tables by their database.
        raise DevDataError(f"{dev}: views of a copy work only in a file named {production.name}")
    dev.parent.mkdir(parents=True, exist_ok=True)
    staged = dev.with_name(f"{dev.name}.next")
    _remove(staged)
    with RunLock(settings.data_dir, "accord dev-data", settings.lock_wait_seconds, on_wait):
        _copy(production, staged, on_progress)
        # What a killed run left in the log is part of the file.
        log = _log_of(production)
        if log.is_file():
            _copy(log, _log_of(staged), lambda _done, _all: None)
    rows = _settle(staged)
    _close_before(dev)
    staged.replace(dev)
    write_company_package(dbt_command.DBT_PROJECT_DIR, company.profile.name, company.dbt_vars())
    return DevData(dev, dev.stat().st_size, rows)


def _copy(source: Path, target: Path, on_progress: Callable[[int, int], None]) -> None:
    size, done = source.stat().st_size, 0
    with source.open("rb") as read, target.open("wb") as written:
        while chunk := read.read(_CHUNK_BYTES):
            written.write(chunk)
            done += len(chunk)
            on_progress(done, size)


def _settle(staged: Path) -> int:
    """Forget what holds of production alone, leave no log beside the file; return the raw rows."""
    with duckdb.connect(str(staged)) as connection:
        for table in OWN_TABLES:
            connection.execute(f"drop table if exists {table}")
        connection.execute("checkpoint")
        found = connection.execute(
            r"""
            select cast(coalesce(sum(estimated_size), 0) as bigint) from duckdb_tables()
            where schema_name like 'raw\_%' escape '\' and table_name not like '\_dlt%' escape '\'
            """
        ).fetchone()
    return int(found[0]) if found else 0


def _close_before(dev: Path) -> None:
    """Make sure that nobody works on the copy of before, whose log must not meet the new file."""
    if not dev.is_file():
        return
    try:
        duckdb.connect(str(dev)).close()
    except duckdb.IOException as error:
        raise DevDataError(
            f"{dev} can't be opened; close the program that has it open, or delete it: {error}"
        ) from error
    _log_of(dev).unlink(missing_ok=True)


def _remove(path: Path) -> None:
    for one in (path, _log_of(path)):
        one.unlink(missing_ok=True)


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")
