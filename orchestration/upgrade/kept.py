"""What an upgrade must leave as it is, counted: loaded rows, history, publications, runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import duckdb

from orchestration.company.release import UpgradeError
from orchestration.company.settings import Settings

_PUBLICATIONS = "publications"
_RUNS = "runs in Dagster's history"


def count_kept(settings: Settings) -> dict[str, int]:
    """Return rows of each raw table and snapshot, and the number of publications and runs."""
    versions = settings.published_dir / "versions"
    return {
        **_rows(settings.warehouse_path),
        _PUBLICATIONS: len(list(versions.iterdir())) if versions.is_dir() else 0,
        _RUNS: _runs(settings.dagster_home / "history" / "runs.db"),
    }


def require_kept(settings: Settings, before: Mapping[str, int]) -> None:
    """Make sure that nothing of what was counted is gone.

    Raises:
        UpgradeError: something is.
    """
    now = count_kept(settings)
    lost = [
        f"{name}: {now.get(name, 0)} of {count}"
        for name, count in before.items()
        if now.get(name, 0) < count
    ]
    if lost:
        raise UpgradeError(
            "the upgrade lost what it had to keep: " + ", ".join(lost) + ". "
            "`accord upgrade --undo` puts the folder back; please report this"
        )


def summary_of_kept(kept: Mapping[str, int]) -> list[str]:
    """Return what was kept in a few lines, raw tables together."""
    raw = {name: rows for name, rows in kept.items() if name.startswith("raw_")}
    lines = [f"raw tables: {len(raw)}, {sum(raw.values())} rows"] if raw else []
    return lines + [f"{name}: {count}" for name, count in kept.items() if name not in raw]


def _rows(warehouse: Path) -> dict[str, int]:
    if not warehouse.is_file():
        return {}
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        tables = connection.execute(
            r"""
            select schema_name, table_name
            from duckdb_tables()
            where
                schema_name = 'snapshots'
                or (
                    schema_name like 'raw\_%' escape '\'
                    and schema_name not like '%\_staging' escape '\'
                )
            order by schema_name, table_name
            """
        ).fetchall()
        return {f"{schema}.{table}": _count(connection, schema, table) for schema, table in tables}


def _count(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> int:
    found = connection.execute(f'select count(*) from "{schema}"."{table}"').fetchone()  # noqa: S608
    return int(found[0]) if found else 0


def _runs(history: Path) -> int:
    """Return the number of runs in Dagster's SQLite; 0 where it keeps them elsewhere."""
    if not history.is_file():
        return 0
    with closing(sqlite3.connect(f"file:{history}?mode=ro", uri=True)) as connection:
        return int(connection.execute("select count(*) from runs").fetchone()[0])
