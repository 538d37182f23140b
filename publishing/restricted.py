"""What is published for a few: figures and findings per person, in a file of its own.

It is part of its version, so it becomes current and is rolled back with the rest. It is neither in
the main file nor in Parquet.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import duckdb

from publishing.errors import PublishError
from publishing.modes import RESTRICTED
from publishing.tables import literal

RESTRICTED_NAME = "accord_restricted.duckdb"
_SCHEMA = "integrity"
#: What is published of the schema; the records behind it stay in the warehouse.
_TABLES = ("integrity_findings", "integrity_excess", "integrity_values")


def restricted_file(folder: Path) -> Path:
    """Return the restricted file of a version's folder."""
    return folder / RESTRICTED / RESTRICTED_NAME


def write_restricted(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    run_id: str,
    as_of: date | None,
    published_at: datetime,
) -> dict[str, int]:
    """Write and audit the restricted file; return the rows of each of its tables.

    Nothing is written where the warehouse has none of its tables.

    Args:
        connection: the new main file, with the warehouse attached as `warehouse`.
        folder: of the version that is being built.
        run_id: the run that built the figures.
        as_of: the last business day that they know.
        published_at: when.

    Raises:
        PublishError: a table was not copied whole.
    """
    found = [name for name in _TABLES if _exists(connection, name)]
    if not found:
        return {}
    file = restricted_file(folder)
    file.parent.mkdir(mode=0o700)
    connection.execute(f"attach {literal(str(file))} as restricted")
    try:
        connection.execute(f"create schema restricted.{_SCHEMA}")
        rows = {name: _copy(connection, name) for name in found}
        connection.execute(
            f"create table restricted.{_SCHEMA}.publication as select $1 as run_id, "
            "cast($2 as date) as as_of, cast($3 as timestamp) as published_at",
            [run_id, as_of, published_at.replace(tzinfo=None)],
        )
        connection.execute("checkpoint restricted")
    finally:
        connection.execute("detach restricted")
    file.chmod(0o600)
    return rows


def _exists(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    found = connection.execute(
        "select 1 from duckdb_tables() where (database_name, schema_name, table_name) = "
        "('warehouse', $1, $2)",
        [_SCHEMA, name],
    ).fetchone()
    return found is not None


def _copy(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    """Copy a table with its descriptions, and count it on both sides."""
    source, target = f"warehouse.{_SCHEMA}.{name}", f"restricted.{_SCHEMA}.{name}"
    connection.execute(f"create table {target} as select * from {source}")  # noqa: S608
    comments = connection.execute(
        "select column_name, comment from duckdb_columns() where comment is not null and "
        "(database_name, schema_name, table_name) = ('warehouse', $1, $2)",
        [_SCHEMA, name],
    ).fetchall()
    for column, comment in comments:
        connection.execute(f'comment on column {target}."{column}" is {literal(comment)}')
    counts = connection.execute(
        f"select (select count(*) from {source}), (select count(*) from {target})"  # noqa: S608
    ).fetchone()
    if counts is None or counts[0] != counts[1]:
        raise PublishError(f"{name}: {counts} rows in the warehouse and copied; run again")
    return int(counts[1])
