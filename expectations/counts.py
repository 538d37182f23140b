"""What the checks of declared raw tables count: one query a table."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb


def counts(
    connection: duckdb.DuckDBPyConnection, table: str, key: Sequence[str], loaded_at: str
) -> tuple[int, int, int, int]:
    """Return rows, those without a whole key, different keys, and rows without a load's instant."""
    names = ", ".join(f'"{name}"' for name in key)
    is_null = " or ".join(f'"{name}" is null' for name in key) or "false"
    keys = f"count(distinct hash({names})) filter (where not ({is_null}))" if key else "count(*)"
    undated = f'count(*) filter (where "{loaded_at}" is null)' if loaded_at else "0"
    rows, null_keys, found, without = connection.execute(
        f"select count(*), count(*) filter (where {is_null}), {keys}, {undated} "  # noqa: S608 - names are declared
        f"from {_quoted(table)}"
    ).fetchall()[0]
    return int(rows), int(null_keys), int(found), int(without)


def exact_keys(connection: duckdb.DuckDBPyConnection, table: str, key: Sequence[str]) -> int:
    """Return how many different keys there are, each looked at as it is."""
    names = ", ".join(f'"{name}"' for name in key)
    present = " and ".join(f'"{name}" is not null' for name in key)
    statement = (
        f"select count(*) from (select distinct {names} from {_quoted(table)} where {present})"  # noqa: S608 - names are declared
    )
    return int(connection.execute(statement).fetchall()[0][0])


def _quoted(table: str) -> str:
    schema, name = table.split(".")
    return f'"{schema}"."{name}"'


def columns_of(connection: duckdb.DuckDBPyConnection) -> dict[str, frozenset[str]]:
    """Return the columns of each table, by `schema.name`."""
    rows = connection.execute(
        "select schema_name || '.' || table_name, list(column_name) from duckdb_columns() "
        "where not internal group by all"
    ).fetchall()
    return {table: frozenset(columns) for table, columns in rows}


def rows_before(connection: duckdb.DuckDBPyConnection, check: str, run_id: str) -> dict[str, int]:
    """Return how many rows each table had when another run looked at it last."""
    kept = connection.execute(
        "select 1 from duckdb_tables() where schema_name = 'quality' "
        "and table_name = 'check_results'"
    ).fetchall()
    if not kept:
        return {}
    rows = connection.execute(
        """
        select table_name, arg_max(checked_rows, checked_at)
        from quality.check_results
        where ends_with(check_id, $1) and run_id <> $2 and checked_rows is not null
        group by all
        """,
        [f".{check}", run_id],
    ).fetchall()
    return {table: int(count) for table, count in rows}
