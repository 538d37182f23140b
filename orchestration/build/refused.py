"""Which tables may be empty: the account refuses them, or a new company has none of it yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from expectations.results import CheckResult, SuiteResult
from expectations.suite import Suite

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


def maybe_none_yet(warehouse_path: Path, suites: Iterable[Suite], as_of: date) -> frozenset[str]:
    """Return the tables of which no other table has a trace: there may be nothing of the kind."""
    with duckdb.connect(str(warehouse_path), read_only=True) as connection:
        return frozenset(
            suite.table
            for suite in suites
            if (suite.shows_in or suite.made_of)
            and not any(_has_rows(connection, it) for it in suite.shows_in)
            and not any(_rows_that_fill(connection, suite, as_of))
        )


def naming_what_should_fill(
    outcomes: Iterable[SuiteResult], suites: Iterable[Suite], warehouse_path: Path, as_of: date
) -> list[SuiteResult]:
    """Return the outcomes, in which the reason of an empty table names the rows of others."""
    of_table = {suite.table: suite for suite in suites}
    with duckdb.connect(str(warehouse_path), read_only=True) as connection:

        def named(result: CheckResult) -> CheckResult:
            suite = of_table.get(result.table_name)
            if suite is None or result.success or not result.check_id.endswith(_EMPTY):
                return result
            found = "; ".join(_rows_that_fill(connection, suite, as_of))
            return replace(result, reason=f"the table is empty, but {found}") if found else result

        return [
            replace(outcome, results=tuple(named(result) for result in outcome.results))
            for outcome in outcomes
        ]


def _rows_that_fill(
    connection: duckdb.DuckDBPyConnection, suite: Suite, as_of: date
) -> Iterator[str]:
    """Yield what should be in the table of a suite, in words."""
    for table, condition in suite.made_of.items():
        where = condition.replace("{as_of}", f"date '{as_of:%Y-%m-%d}'")
        [(rows,)] = connection.execute(
            f"select count(*) from {table} where {where}"  # noqa: S608 words of our own suites
        ).fetchall()
        if rows:
            yield f"{rows:,} rows of {table} should be in it ({where})"


def _has_rows(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    schema, name = table.split(".")
    is_there = connection.execute(
        "select 1 from information_schema.tables where table_schema = ? and table_name = ?",
        [schema, name],
    ).fetchone()
    found = is_there and connection.execute(f"select 1 from {table} limit 1").fetchone()  # noqa: S608
    return bool(found)


def without_blocking(
    outcomes: Sequence[SuiteResult], may_be_empty: frozenset[str]
) -> list[SuiteResult]:
    """Return the outcomes, in which a table that may be empty warns of it.

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
        if outcome.table_name in may_be_empty
        else outcome
        for outcome in outcomes
    ]
