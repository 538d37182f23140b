"""The tables that no run can make again, copied out of a file that may be damaged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.build.owners import is_lasting


@dataclass(frozen=True)
class Table:
    """A table: schema, name, and the statement that creates it."""

    schema: str
    name: str
    statement: str

    @property
    def label(self) -> str:
        """Schema and name."""
        return f"{self.schema}.{self.name}"


def group_of(label: str) -> str:
    """Return what is saved or lost together: a source's whole schema, or one snapshot.

    What a source's tables hold and where its next load goes on belong together.
    """
    schema = label.split(".", 1)[0]
    return schema if schema.startswith("raw_") else label


def lasting_tables(file: Path) -> Mapping[str, Sequence[Table]]:
    """Return the lasting tables of a DuckDB file by group; none when it can't be opened."""
    try:
        with duckdb.connect(str(file), read_only=True) as connection:
            rows = connection.execute(
                "select schema_name, table_name, sql from duckdb_tables() where not internal"
            ).fetchall()
    except duckdb.Error:
        return {}
    groups: dict[str, list[Table]] = defaultdict(list)
    for table in (Table(*row) for row in rows):
        # dlt's own scratch tables are emptied after each load.
        if is_lasting(table.label) and not table.schema.endswith("_staging"):
            groups[group_of(table.label)].append(table)
    return groups


def copy_tables(source: Path, target: Path, tables: Collection[Table]) -> dict[str, int]:
    """Copy tables with their rows, all or none, into the DuckDB file `target`; return the rows.

    Raises:
        duckdb.Error: one of them can't be read, or there is no room.
    """
    rows: dict[str, int] = {}
    path = str(source).replace("'", "''")
    with duckdb.connect(str(target)) as connection:
        connection.execute(f"attach '{path}' as damaged (read_only)")
        connection.begin()
        try:
            for table in tables:
                relation = f'"{table.schema}"."{table.name}"'
                connection.execute(f'create schema if not exists "{table.schema}"')
                connection.execute(table.statement)
                copied = connection.execute(
                    f"insert into {relation} select * from damaged.{relation}"  # noqa: S608 - names come from the catalogue
                ).fetchone()
                rows[table.label] = int(copied[0]) if copied else 0
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
    return rows
