"""Compare what two companies' data folders hold, in all business columns."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from tests.end_to_end.pipeline import Pipeline

#: When and by which run a row was built is not what it says.
BOOKKEEPING = {"computed_at", "run_id", "loaded_at", "published_at", "checked_at"}
#: Nor when and by which load a row came.
LOADING = {"_loaded_at", "_dlt_load_id", "_dlt_id"}
#: What one run records about itself.
OF_THE_RUN = {("kpi", "publication"), ("kpi", "data_trust")}


def differences(one: Pipeline, other: Pipeline) -> list[str]:
    """Return a line per published table whose rows differ, with how many and one of them."""
    return _differences(one.published, other.published, "true")


def raw_differences(one: Path, other: Path, sources: Iterable[str]) -> list[str]:
    """Return a line per table of these sources whose rows differ in two warehouses."""
    schemas = ", ".join(f"'raw_{source}'" for source in sources)
    own = "not starts_with(table_name, '_dlt')"
    return _differences(one, other, f"table_schema in ({schemas}) and {own}")


def _differences(one: Path, other: Path, compared: str) -> list[str]:
    with duckdb.connect() as connection:
        # A view of a publication cuts a table that is compared itself.
        connection.execute(f"attach '{one}' as one (read_only)")
        connection.execute(f"attach '{other}' as other (read_only)")
        tables = connection.execute(
            "select distinct table_schema, table_name from information_schema.columns "
            "inner join information_schema.tables "
            "using (table_catalog, table_schema, table_name) "
            "where table_catalog in ('one', 'other') and table_type = 'BASE TABLE' "
            f"and {compared} order by all"
        ).fetchall()
        assert tables, "nothing was compared"
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
    chosen = ", ".join(f'"{name}"' for name in columns["one"] if name not in BOOKKEEPING | LOADING)
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
