"""Compare what two companies' data folders hold, in all business columns."""

from __future__ import annotations

import duckdb

from tests.end_to_end.pipeline import Pipeline

#: When and by which run a row was built is not what it says.
BOOKKEEPING = {"computed_at", "run_id", "loaded_at", "published_at", "checked_at"}
#: What one run tells about itself.
OF_THE_RUN = {("kpi", "publication"), ("kpi", "data_trust")}


def differences(one: Pipeline, other: Pipeline) -> list[str]:
    """Return a line per published table whose rows differ, with how many and one of them."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{one.published}' as one (read_only)")
        connection.execute(f"attach '{other.published}' as other (read_only)")
        tables = connection.execute(
            "select distinct table_schema, table_name from information_schema.columns "
            "where table_catalog in ('one', 'other') order by all"
        ).fetchall()
        return [
            line
            for schema, table in tables
            if (schema, table) not in OF_THE_RUN
            for line in _table_differences(connection, schema, table)
        ]


def _table_differences(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> list[str]:
    columns = {
        name: [
            column
            for (column,) in connection.execute(
                "select column_name from information_schema.columns where table_catalog = $1 "
                "and table_schema = $2 and table_name = $3 order by ordinal_position",
                [name, schema, table],
            ).fetchall()
        ]
        for name in ("one", "other")
    }
    if columns["one"] != columns["other"]:
        return [f"{schema}.{table}: other columns"]
    chosen = ", ".join(f'"{name}"' for name in columns["one"] if name not in BOOKKEEPING)
    lines = []
    for left, right in (("one", "other"), ("other", "one")):
        surplus = connection.execute(
            f"select {chosen} from {left}.{schema}.{table} "
            f"except all select {chosen} from {right}.{schema}.{table}"
        ).fetchall()
        if surplus:
            lines.append(
                f"{schema}.{table}: {len(surplus)} rows only in {left}, such as {surplus[0]}"
            )
    return lines
