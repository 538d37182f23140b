"""What must hold of a publication before readers get it."""

from __future__ import annotations

from pathlib import Path

import duckdb

from publishing.errors import PublishError
from publishing.tables import SCHEMA_MAJOR_VERSION, Table, literal, published_tables

#: Without these there is nothing to steer by.
REQUIRED_TABLES = ("kpi.kpi_catalog", "kpi.kpi_values", "marts.fct_funnel")

#: `%40` is how an address in a link writes its @.
_EMAIL_ADDRESS = r"[A-Za-z0-9._%+-]+(@|%40)[A-Za-z0-9-]+\.[A-Za-z]{2,}"


def audit(
    connection: duckdb.DuckDBPyConnection,
    tables: list[Table],
    rows: dict[str, int],
    current: Path | None,
) -> None:
    """Check the copy in `connection`'s main database against what was meant to be there.

    Args:
        connection: a connection whose current database is the new publication.
        tables: what was to be published.
        rows: rows per table in the warehouse, by `schema.name`.
        current: the file that is published now, if any.

    Raises:
        PublishError: a table is missing or short of rows, an e-mail address shows in it, or a
            column that readers know is gone.
    """
    problems = [
        *_missing_tables(tables),
        *_row_differences(connection, tables, rows),
        *_email_addresses(connection, tables),
        *_broken_promises(connection, tables, current),
    ]
    if problems:
        raise PublishError("not published:\n" + "\n".join(f"- {problem}" for problem in problems))


def _missing_tables(tables: list[Table]) -> list[str]:
    present = {f"{table.schema}.{table.name}" for table in tables}
    return [
        f"{name} is not in the warehouse; build it with `accord dbt build -s {name.split('.')[1]}`"
        for name in REQUIRED_TABLES
        if name not in present
    ]


def _row_differences(
    connection: duckdb.DuckDBPyConnection, tables: list[Table], rows: dict[str, int]
) -> list[str]:
    problems = []
    for table in tables:
        expected = rows[f"{table.schema}.{table.name}"]
        copied = count_rows(connection, table.relation)
        if copied != expected:
            problems.append(f"{table.relation}: {copied} rows copied of {expected}; run again")
    return problems


def _email_addresses(connection: duckdb.DuckDBPyConnection, tables: list[Table]) -> list[str]:
    """Personal data stays out of what is published: no text may hold an e-mail address."""
    problems = []
    for table in tables:
        suspects = _columns_with_an_at_sign(connection, table)
        if not suspects:
            continue
        tests = ", ".join(
            f"count(*) filter (where regexp_matches(\"{name}\", '{_EMAIL_ADDRESS}'))"
            for name in suspects
        )
        found = connection.execute(f"select {tests} from {table.relation}").fetchone()  # noqa: S608 - names come from the catalogue
        problems += [
            f"{table.relation}.{name}: {count} values hold an e-mail address; "
            "publish a key instead, or move the column to a conformed model"
            for name, count in zip(suspects, found or (), strict=True)
            if count
        ]
    return problems


def _columns_with_an_at_sign(connection: duckdb.DuckDBPyConnection, table: Table) -> list[str]:
    """Return the columns that could hold an address: few, and found without looking at every row.

    Whether any does is asked once per distinct text of a block, which a filtered count is not.
    """
    texts = [column.name for column in table.columns if column.data_type == "VARCHAR"]
    if not texts:
        return []
    tests = ", ".join(
        f"bool_or(contains(\"{name}\", '@') or contains(\"{name}\", '%40'))" for name in texts
    )
    found = connection.execute(f"select {tests} from {table.relation}").fetchone()  # noqa: S608 - names come from the catalogue
    return [name for name, is_suspect in zip(texts, found or (), strict=True) if is_suspect]


def _broken_promises(
    connection: duckdb.DuckDBPyConnection, tables: list[Table], current: Path | None
) -> list[str]:
    """Within a major version what readers know stays: tables, columns and their types."""
    if current is None:
        return []
    connection.execute(f"attach {literal(str(current))} as current_publication (read_only)")
    try:
        major = connection.execute(
            "select schema_major_version from current_publication.kpi.publication"
        ).fetchone()
        before = published_tables(connection, "current_publication")
    finally:
        connection.execute("detach current_publication")
    if major is None or major[0] != SCHEMA_MAJOR_VERSION:
        return []
    now = {(table.schema, table.name): table for table in tables}
    return [
        problem
        for table in before
        if table.name != "publication"
        for problem in _promise_problems(table, now.get((table.schema, table.name)))
    ]


def _promise_problems(before: Table, now: Table | None) -> list[str]:
    mend = "bring it back, or raise SCHEMA_MAJOR_VERSION and tell the readers"
    if now is None:
        return [f"{before.relation} was published and is gone; {mend}"]
    types = {column.name: column.data_type for column in now.columns}
    return [
        f"{before.relation}.{column.name} was {column.data_type} and is "
        f"{types.get(column.name, 'gone')}; {mend}"
        for column in before.columns
        if types.get(column.name) != column.data_type
    ]


def count_rows(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    """Return the number of rows of `relation`, an already quoted name."""
    row = connection.execute(f"select count(*) from {relation}").fetchone()  # noqa: S608
    return int(row[0]) if row else 0
