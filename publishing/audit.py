"""What must hold of a publication before readers get it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from publishing.basis import Basis, read_basis
from publishing.errors import PublishError
from publishing.losses import Comparison, Loss, find_losses
from publishing.tables import SCHEMA_MAJOR_VERSION, Table, literal, published_tables
from publishing.views import PREFIX

#: Without these there is nothing to steer by.
REQUIRED_TABLES = ("kpi.kpi_catalog", "kpi.kpi_values", "marts.fct_funnel")

#: `%40` is how an address in a link writes its @.
_EMAIL_ADDRESS = r"[A-Za-z0-9._%+-]+(@|%40)[A-Za-z0-9-]+\.[A-Za-z]{2,}"


def audit(
    connection: duckdb.DuckDBPyConnection,
    tables: list[Table],
    rows: dict[str, int],
    current: Path | None,
    comparison: Comparison,
    basis: Basis,
) -> list[Loss]:
    """Check the copy in `connection`'s main database against what was meant to be there.

    Return what it loses of the publication before, explained or accepted.

    Args:
        connection: a connection whose current database is the new publication.
        tables: what was to be published.
        rows: rows per table in the warehouse, by `schema.name`.
        current: the file that is published now, if any.
        comparison: how much it may lose of that, and what an operator accepts.
        basis: what the copy was made from.

    Raises:
        PublishError: a table is missing or short of rows, an e-mail address shows in it, a column
            that readers know is gone, or more is lost than causes explain.
    """
    problems = [
        *_missing_tables(tables),
        *_row_differences(connection, tables, rows),
        *_email_addresses(connection, tables),
    ]
    losses: list[Loss] = []
    if current is not None:
        with _attached(connection, current):
            if _is_same_major_version(connection):
                problems += _broken_promises(connection)
                # Whatever is missing is said above; to compare it would say it twice.
                if not problems:
                    before = read_basis(current.parent)
                    if before is not None or _knows_causes(connection):
                        losses = find_losses(connection, rows, comparison, before, basis)
    refused = [
        loss
        for loss in losses
        if not loss.is_explained(comparison.max_loss) and not loss.is_accepted(comparison.accepted)
    ]
    problems += [str(loss) for loss in refused]
    if problems:
        message = "not published:\n" + "\n".join(f"- {problem}" for problem in problems)
        raise PublishError(f"{message}\n{_how_to_accept(refused)}" if refused else message)
    return losses


def _how_to_accept(refused: list[Loss]) -> str:
    names = " ".join(f"--accept {loss.name}" for loss in refused)
    return (
        "More is lost of the publication before than anything explains. Find out why (the tables "
        f"above, in the order they are built), or accept it on purpose: `accord run {names}`"
    )


@contextmanager
def _attached(connection: duckdb.DuckDBPyConnection, current: Path) -> Iterator[None]:
    connection.execute(f"attach {literal(str(current))} as current_publication (read_only)")
    try:
        yield
    finally:
        connection.execute("detach current_publication")


def _is_same_major_version(connection: duckdb.DuckDBPyConnection) -> bool:
    major = connection.execute(
        "select schema_major_version from current_publication.kpi.publication"
    ).fetchone()
    return major is not None and major[0] == SCHEMA_MAJOR_VERSION


def _knows_causes(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return whether the publication before is of an Accord that kept its basis.

    One that did not can't be compared with: nothing would explain a loss.
    """
    return bool(
        connection.execute(
            "select 1 from duckdb_columns() where database_name = 'current_publication' "
            "and schema_name = 'kpi' and table_name = 'publication' and column_name = 'accepted'"
        ).fetchall()
    )


def _missing_tables(tables: list[Table]) -> list[str]:
    present = {f"{table.schema}.{table.name}" for table in tables}
    return [
        f"{name} is not in the warehouse; `accord run --rebuild` builds it"
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


def _broken_promises(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Within a major version what readers know stays: tables, views, columns and their types."""
    [(database,)] = connection.execute("select current_database()").fetchall()
    before = published_tables(connection, "current_publication")
    now = {(table.schema, table.name): table for table in published_tables(connection, database)}
    of_kpis: set[str] = set()
    if ("kpi", "kpi_catalog") in now:
        kpis = connection.execute("select kpi_id from kpi.kpi_catalog").fetchall()
        of_kpis = {f"{PREFIX}{kpi}" for (kpi,) in kpis}
    return [
        problem
        for table in before
        # A KPI that nothing defines any more takes its view with it.
        if table.name != "publication"
        and (table.name in of_kpis or not table.name.startswith(PREFIX))
        for problem in _promise_problems(table, now.get((table.schema, table.name)))
    ]


def _promise_problems(before: Table, now: Table | None) -> list[str]:
    fix = "bring it back, or raise SCHEMA_MAJOR_VERSION and tell the readers"
    if now is None:
        return [f"{before.relation} was published and is gone; {fix}"]
    types = {column.name: column.data_type for column in now.columns}
    return [
        f"{before.relation}.{column.name} was {column.data_type} and is "
        f"{types.get(column.name, 'gone')}; {fix}"
        for column in before.columns
        if types.get(column.name) != column.data_type
    ]


def count_rows(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    """Return the number of rows of `relation`, an already quoted name."""
    row = connection.execute(f"select count(*) from {relation}").fetchone()  # noqa: S608
    return int(row[0]) if row else 0
