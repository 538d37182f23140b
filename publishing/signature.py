"""`kpi.publication`: what a publication says of itself, to readers too."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from importlib.metadata import version

import duckdb

from publishing.tables import SCHEMA_MAJOR_VERSION, SCHEMA_VERSION

_SIGNATURE = {
    "run_id": "Run that built the figures.",
    "as_of": "Last business day that they know.",
    "published_at": "Instant of publication, UTC.",
    "schema_major_version": "Within one, columns are added, never removed or retyped.",
    "accepted": "Losses that an operator accepted for it, as JSON; null: there was none.",
    "history_from": "First day of the history; null: no periods are published.",
    "schema_version": "Which columns and tables there are: 2 adds names to the figures of 1.",
    "accord_version": "Release of Accord that published.",
}


def sign(
    connection: duckdb.DuckDBPyConnection,
    run_id: str,
    as_of: date | None,
    published_at: datetime,
    accepted: Sequence[Mapping[str, object]],
) -> None:
    """Write `kpi.publication`, one row: which run, as of which day, with which losses accepted."""
    connection.execute("create schema if not exists kpi")
    connection.execute(
        """
        create or replace table kpi.publication as
        select
            $1::varchar as run_id,
            $2::date as as_of,
            $3::timestamptz as published_at,
            $4::integer as schema_major_version,
            $5::varchar as accepted,
            $6::date as history_from,
            $7::integer as schema_version,
            $8::varchar as accord_version
        """,
        [
            run_id,
            as_of,
            published_at,
            SCHEMA_MAJOR_VERSION,
            json.dumps(accepted) if accepted else None,
            _history_from(connection),
            SCHEMA_VERSION,
            version("accord"),
        ],
    )
    connection.execute(
        "comment on table kpi.publication is 'Grain: one row. The run behind these figures.'"
    )
    for column, comment in _SIGNATURE.items():
        connection.execute(f"comment on column kpi.publication.{column} is '{comment}'")


def _history_from(connection: duckdb.DuckDBPyConnection) -> date | None:
    """Return the first day of the history, which each period carries."""
    has_periods = connection.execute(
        "select 1 from information_schema.tables "
        "where (table_schema, table_name) = ('marts', 'dim_periods')"
    ).fetchone()
    if not has_periods:
        return None
    row = connection.execute("select min(history_from) from marts.dim_periods").fetchone()
    found: date | None = row[0] if row else None
    return found
