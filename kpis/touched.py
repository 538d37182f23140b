"""Which periods a run has to compute, asked of the warehouse after dbt built the fingerprints."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

_SEEN = "kpi__fingerprints_seen"
_CURRENT = "kpi_fingerprints"


def touched_from(warehouse_path: Path, as_of: date) -> date | None:
    """Return the first day whose facts differ from those that the KPIs were computed from.

    dbt finds the same by itself (model `kpi__touched`): this is for reports and for the
    orchestration to say beforehand what a run will do. Every period from that day on is computed
    again, for a later one may look back. `date.min` means everything: a first run, or another
    definition or setting. None means that no fact up to `as_of` changed.

    Raises:
        duckdb.Error: the warehouse cannot be read, or `kpi_fingerprints` was never built.
    """
    with duckdb.connect(str(warehouse_path), read_only=True) as connection:
        tables = {
            name
            for (name,) in connection.execute(
                "select table_name from information_schema.tables where table_schema = 'kpi'"
            ).fetchall()
        }
        if _SEEN not in tables:
            return date.min
        row = connection.execute(
            f"""
            select min(coalesce(present.metric_day, seen.metric_day))
            from kpi.{_CURRENT} as present
            full outer join kpi.{_SEEN} as seen
                on present.fact = seen.fact and present.metric_day = seen.metric_day
            where
                present.fingerprint is distinct from seen.fingerprint
                and coalesce(present.metric_day, seen.metric_day) <= $1
            """,  # noqa: S608 - names of our own tables
            [as_of],
        ).fetchone()
    first: date | None = row[0] if row else None
    # The settings and definitions stand on a day before any fact.
    return date.min if first is not None and first <= date(1900, 1, 1) else first
