# ruff: noqa: S608 - writing SQL is what this module is for; names come from this file.
"""The closes in the warehouse: schema `closes`, written from the files before each publication.

dbt's models in `models/kpi/closes` hand them on to readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from closes.effects import Restatement
from closes.evidence import literal
from closes.steps import CAUSES
from closes.store import VALUES, Store

SCHEMA = "closes"
_EVENTS = {
    "close_name": "varchar",
    "grain": "varchar",
    "period_start": "date",
    "period_end": "date",
    "close_number": "bigint",
    "state": "varchar",
    "closed_at": "timestamp",
    "noted_at": "timestamp",
    "noted_by": "varchar",
    "why": "varchar",
    "as_of": "date",
    "run_id": "varchar",
    "is_current": "boolean",
}
_VALUES = {
    "kpi_id": "varchar",
    "variant": "varchar",
    "grain": "varchar",
    "period_start": "date",
    "period_end": "date",
    "dimension": "varchar",
    "dimension_value": "varchar",
    "value": "double",
    "numerator": "double",
    "denominator": "double",
    "baseline_value": "double",
    "target_value": "double",
    "benchmark_value": "double",
    "target_attainment": "double",
    "status": "varchar",
    "status_reason": "varchar",
    "status_reason_fr": "varchar",
    "is_complete": "boolean",
    "quality": "varchar",
    "missing_share": "double",
    "missing_amount": "double",
    "definition_version": "bigint",
    "computed_at": "timestamp",
    "close_number": "bigint",
    "close_state": "varchar",
    "closed_at": "timestamp",
    "run_id": "varchar",
    "is_current": "boolean",
}
_RESTATEMENTS = {
    "kpi_id": "varchar",
    "variant": "varchar",
    "grain": "varchar",
    "period_start": "date",
    "dimension": "varchar",
    "dimension_value": "varchar",
    "figure": "varchar",
    "cause": "varchar",
    "cause_position": "bigint",
    "reported": "double",
    "now": "double",
    "difference": "decimal(38, 9)",
    "effect": "decimal(38, 9)",
    "evidence": "varchar",
    "reported_definition_version": "bigint",
    "definition_version": "bigint",
}
TABLES = {"events": _EVENTS, "reported": _VALUES, "restatements": _RESTATEMENTS}


def write_closes(warehouse: Path, store: Store) -> None:
    """Write what the files say, those of the running run included, in the place of what was there.

    Restatements that were computed before stay until they are computed again.
    """
    with duckdb.connect(str(warehouse)) as connection:
        connection.begin()
        connection.execute(f"create schema if not exists {SCHEMA}")
        for name, columns in TABLES.items():
            if name != "restatements" or not _is_there(connection, name, columns):
                _create(connection, name, columns)
        _insert(connection, "events", list(_events(store)))
        for close in store.closes(staged=True):
            holds = store.current(staged=True).get(close.period) == close
            kept = _columns_of(connection, close.folder / VALUES)
            listed = ", ".join(
                f"cast({name} as {kind}) as {name}" if name in kept else f"cast(null as {kind})"
                for name, kind in _VALUES.items()
                if name not in ("close_number", "close_state", "closed_at", "run_id", "is_current")
            )
            connection.execute(
                f"insert into {SCHEMA}.reported select {listed}, ?, ?, ?, ?, ? "
                f"from read_parquet({literal(close.folder / VALUES)})",
                [close.number, close.state, _plain(close.closed_at), close.run_id, holds],
            )
        connection.commit()


def write_restatements(warehouse: Path, found: Sequence[Restatement]) -> None:
    """Write the restatements in the place of those of before."""
    rows = [
        (
            *one.difference.cell,
            one.figure,
            one.cause,
            CAUSES[one.cause],
            one.reported,
            one.now,
            one.total,
            one.effect,
            one.evidence,
            one.difference.reported_version,
            one.difference.version,
        )
        for one in found
    ]
    with duckdb.connect(str(warehouse)) as connection:
        connection.begin()
        _create(connection, "restatements", _RESTATEMENTS)
        _insert(connection, "restatements", rows)
        connection.commit()


def _events(store: Store) -> Iterable[tuple[object, ...]]:
    """Yield what was closed and reopened, as `kpi.kpi_closes` has it."""
    current = {close.name for close in store.current(staged=True).values()}
    closes = store.closes(staged=True)
    for close in closes:
        yield (
            *(close.name, close.period.grain, close.period.start, close.period.end),
            *(close.number, close.state, _plain(close.closed_at), _plain(close.closed_at)),
            *(close.by, close.why, close.as_of, close.run_id, close.name in current),
        )
    by_name = {one.name: one for one in closes}
    for name, reopening in store.reopenings().items():
        if name in by_name:
            close = by_name[name]
            yield (
                *(close.name, close.period.grain, close.period.start, close.period.end),
                *(close.number, "reopened", _plain(close.closed_at), _plain(reopening.at)),
                *(reopening.by, reopening.why, close.as_of, close.run_id, False),
            )


def _plain(instant: object) -> object:
    """Return an instant in UTC without its zone, as the warehouse has them."""
    return instant.replace(tzinfo=None) if hasattr(instant, "replace") else instant


def _create(connection: duckdb.DuckDBPyConnection, name: str, columns: dict[str, str]) -> None:
    listed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
    connection.execute(f"create or replace table {SCHEMA}.{name} ({listed})")


def _insert(
    connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[tuple[object, ...]]
) -> None:
    if rows:
        marks = ", ".join("?" for _ in rows[0])
        connection.executemany(f"insert into {SCHEMA}.{name} values ({marks})", rows)


def _is_there(connection: duckdb.DuckDBPyConnection, name: str, columns: dict[str, str]) -> bool:
    found = connection.execute(
        "select column_name from duckdb_columns() where database_name = current_database() "
        "and schema_name = ? and table_name = ? order by column_index",
        [SCHEMA, name],
    ).fetchall()
    return [column for (column,) in found] == list(columns)


def _columns_of(connection: duckdb.DuckDBPyConnection, path: Path) -> set[str]:
    rows = connection.execute(f"describe select * from read_parquet({literal(path)})").fetchall()
    return {row[0] for row in rows}
