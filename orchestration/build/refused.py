"""Which raw tables lack rows because the account refuses them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from expectations.results import SuiteResult

_EMPTY = ".not_empty"


def refused_tables(warehouse_path: Path, sources: Iterable[str]) -> frozenset[str]:
    """Return the raw tables, with their schema, that the accounts refuse."""
    found: set[str] = set()
    with duckdb.connect(str(warehouse_path), read_only=True) as connection:
        for source in sources:
            is_there = connection.execute(
                "select 1 from information_schema.tables "
                "where table_schema = ? and table_name = 'unavailable'",
                [f"raw_{source}"],
            ).fetchone()
            if is_there:
                rows = connection.execute(
                    f"select distinct table_name from raw_{source}.unavailable"  # noqa: S608
                ).fetchall()
                found.update(f"raw_{source}.{table}" for (table,) in rows)
    return frozenset(found)


def without_blocking(outcomes: Sequence[SuiteResult], refused: frozenset[str]) -> list[SuiteResult]:
    """Return the outcomes, in which a table that is refused warns of being empty.

    What is left out says so in every KPI that needs it; the rest is published.
    """
    return [
        replace(
            outcome,
            results=tuple(
                replace(result, severity="warn") if result.check_id.endswith(_EMPTY) else result
                for result in outcome.results
            ),
        )
        if outcome.table_name in refused
        else outcome
        for outcome in outcomes
    ]
