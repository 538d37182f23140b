"""Which relations of the warehouse are published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

#: The major version of the published schema. Within one, columns are added, never removed,
#: renamed or given another type (DESIGN section 4).
SCHEMA_MAJOR_VERSION = 1
#: Counts what was added: a reader of version 1 reads version 2 as it did.
SCHEMA_VERSION = 2

PUBLISHED_SCHEMAS = ("kpi", "marts")

#: Compiled queries behind `kpi.kpi_values`, and what one run keeps for the next: not for BI.
INTERNAL_PREFIXES = ("kpi__", "int_")
INTERNAL_TABLES = ("kpi_fingerprints",)

#: Tables that a publication makes itself; others are copies of the warehouse's.
OWN_TABLES = ("publication", "kpi_latest")


@dataclass(frozen=True)
class Column:
    """A column of a published table."""

    name: str
    data_type: str
    comment: str | None


@dataclass(frozen=True)
class Table:
    """A published table: its schema, name, description and columns in order."""

    schema: str
    name: str
    comment: str | None
    columns: tuple[Column, ...]

    @property
    def relation(self) -> str:
        """The quoted name, schema included."""
        return f'"{self.schema}"."{self.name}"'


def published_tables(connection: duckdb.DuckDBPyConnection, database: str) -> list[Table]:
    """Return the tables and views of `database` that are published, by schema and name."""
    return [
        table
        for table in tables_of(connection, database, PUBLISHED_SCHEMAS)
        if table.name not in INTERNAL_TABLES and not table.name.startswith(INTERNAL_PREFIXES)
    ]


def tables_of(
    connection: duckdb.DuckDBPyConnection, database: str, schemas: Sequence[str]
) -> list[Table]:
    """Return all tables and views of some schemas of `database`, by schema and name."""
    comments = {
        (schema, name): comment
        for schema, name, comment in connection.execute(
            """
            select schema_name, table_name, comment from duckdb_tables() where database_name = $1
            union all
            select schema_name, view_name, comment from duckdb_views() where database_name = $1
            """,
            [database],
        ).fetchall()
    }
    columns: dict[tuple[str, str], list[Column]] = {}
    for schema, name, column, data_type, comment in connection.execute(
        """
        select schema_name, table_name, column_name, data_type, comment
        from duckdb_columns()
        where database_name = $1 and schema_name in (select unnest($2))
        order by schema_name, table_name, column_index
        """,
        [database, list(schemas)],
    ).fetchall():
        columns.setdefault((schema, name), []).append(Column(column, data_type, comment))
    return [
        Table(schema, name, comments.get((schema, name)), tuple(of_table))
        for (schema, name), of_table in columns.items()
    ]


def literal(text: str) -> str:
    """Return `text` as a literal of SQL: a comment, or a path where no parameter is allowed."""
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
