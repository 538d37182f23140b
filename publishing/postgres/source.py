"""The publication that is brought to the database, and what differs from the one it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from publishing.manifest import DUCKDB_NAME
from publishing.postgres.columns import PostgresColumn, column_of
from publishing.postgres.session import name_of
from publishing.restricted import restricted_file
from publishing.tables import PUBLISHED_SCHEMAS, Column, Table, literal, tables_of
from publishing.views import is_view

#: The schema of the restricted tables: in their file, and in the database.
RESTRICTED_IN_FILE = "integrity"
RESTRICTED = "restricted"
_BATCH_ROWS = 100_000
_CHANGED = "accord_changed"


@dataclass(frozen=True)
class SourceTable:
    """A table of a publication.

    Attributes:
        database: the attached file that has it.
        table: as it is in that file.
        schema: the schema that it gets in PostgreSQL.
        key: its key; empty: it has none, or one that does not hold.
    """

    database: str
    table: Table
    schema: str
    key: tuple[str, ...]

    @property
    def columns(self) -> list[PostgresColumn]:
        """Its columns, as PostgreSQL has them."""
        return [column_of(column) for column in self.table.columns]

    @property
    def label(self) -> str:
        """Its name in PostgreSQL, to read."""
        return f"{self.schema}.{self.table.name}"

    @property
    def name(self) -> str:
        """Its quoted name in PostgreSQL."""
        return name_of(self.schema, self.table.name)

    @property
    def is_restricted(self) -> bool:
        """Whether it is for a few."""
        return self.schema == RESTRICTED

    def relation(self, database: str | None = None) -> str:
        """Return its quoted name among the attached files."""
        return f"{database or self.database}.{self.table.relation}"


class Source:
    """A version's files, beside those of the version that the database holds."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        keys: Mapping[str, Sequence[str]],
        databases: Sequence[str],
        before: Sequence[str],
    ) -> None:
        self._connection = connection
        self._keys = keys
        self._databases = databases
        self._before = before

    def tables(self) -> list[SourceTable]:
        """Return the tables, by schema and name."""
        return [
            self._table(database, table)
            for database in self._databases
            for table in tables_of(self._connection, database, _schemas(database))
            # The database would hold the same figures once more for each of them.
            if not is_view(table.name)
        ]

    def _table(self, database: str, table: Table) -> SourceTable:
        key = tuple(self._keys.get(f"{table.schema}.{table.name}", ()))
        schema = RESTRICTED if database == RESTRICTED else table.schema
        found = SourceTable(database, table, schema, key)
        return found if self._holds(found) else SourceTable(database, table, schema, ())

    def _holds(self, table: SourceTable) -> bool:
        names = {column.name for column in table.table.columns}
        if not table.key or not names.issuperset(table.key):
            return False
        listed = ", ".join(name_of(column) for column in table.key)
        missing = " or ".join(f"{name_of(column)} is null" for column in table.key)
        found = self._connection.execute(
            f"select count(*) - count(distinct ({listed})), count(*) filter (where {missing}) "  # noqa: S608 - names of our own file
            f"from {table.relation()}"
        ).fetchone()
        return bool(found == (0, 0))

    def count(self, table: SourceTable) -> int:
        """Return the rows of a table."""
        found = self._connection.execute(
            f"select count(*) from {table.relation()}"  # noqa: S608 - a name of our own file
        ).fetchone()
        return int(found[0]) if found else 0

    def has_before(self, table: SourceTable) -> bool:
        """Return whether the version that the database holds has the table with these columns."""
        before = _before(table.database)
        if before not in self._before:
            return False
        found = {
            one.name: one.columns
            for one in tables_of(self._connection, before, [table.table.schema])
        }.get(table.table.name)
        now = table.table.columns
        return found is not None and _shape(found) == _shape(now)

    def rows(self, table: SourceTable) -> pa.RecordBatchReader:
        """Return all rows of a table."""
        return self._read(table, table.relation())

    def compare(self, table: SourceTable) -> bool:
        """Find the rows that the version before has not, or otherwise; return whether it differs.

        They are what `changed` returns, until the next table is compared.
        """
        now, before = table.relation(), table.relation(_before(table.database))
        self._connection.execute(
            f"create or replace temp table {_CHANGED} as "  # noqa: S608 - names of our own files
            f"select * from {now} except all select * from {before}"
        )
        found = self._connection.execute(
            f"select (select count(*) from {_CHANGED}), (select count(*) from {now}), "  # noqa: S608 - names of our own files
            f"(select count(*) from {before})"
        ).fetchone()
        changed, rows, rows_before = found or (0, 0, 0)
        return bool(changed or rows_before != rows)

    def changed(self, table: SourceTable) -> pa.RecordBatchReader:
        """Return the rows that `compare` found."""
        return self._read(table, _CHANGED)

    def gone(self, table: SourceTable) -> pa.RecordBatchReader:
        """Return the keys of the rows that only the version before has."""
        columns = [column for column in table.columns if column.name in table.key]
        listed = ", ".join(name_of(column) for column in table.key)
        before = table.relation(_before(table.database))
        keys = f"(select {listed} from {before} except select {listed} from {table.relation()})"  # noqa: S608 - names of our own files
        return self._read(table, keys, columns)

    def _read(
        self, table: SourceTable, relation: str, columns: Sequence[PostgresColumn] = ()
    ) -> pa.RecordBatchReader:
        listed = ", ".join(column.expression for column in columns or table.columns)
        query = f"select {listed} from {relation}"  # noqa: S608 - names of our own file
        return self._connection.execute(query).to_arrow_reader(_BATCH_ROWS)


@contextmanager
def opened(
    folder: Path,
    before: Path | None,
    keys: Mapping[str, Sequence[str]],
    memory_limit: str | None = None,
) -> Iterator[Source]:
    """Open a version beside the one before; both for reading only.

    Args:
        folder: of the version to bring.
        before: the folder of the one that the database holds; None: it is not known or not whole.
        keys: the key of each table, by `schema.name`.
        memory_limit: how much memory DuckDB may take; None: its own default.
    """
    config = {"memory_limit": memory_limit} if memory_limit else {}
    with duckdb.connect(config=config) as connection:
        # Instants are instants: the session's zone must not touch them.
        connection.execute("set TimeZone = 'UTC'")
        now = _attach(connection, folder, lambda name: name)
        held = _attach(connection, before, _before) if before else []
        yield Source(connection, keys, now, held)


def _attach(
    connection: duckdb.DuckDBPyConnection, folder: Path, named: Callable[[str], str]
) -> list[str]:
    found = []
    for name, file in (
        ("publication", folder / DUCKDB_NAME),
        (RESTRICTED, restricted_file(folder)),
    ):
        if file.is_file():
            database = named(name)
            connection.execute(f"attach {literal(str(file))} as {database} (read_only)")
            found.append(database)
    return found


def _before(database: str) -> str:
    return f"{database}_before"


def _schemas(database: str) -> Sequence[str]:
    return [RESTRICTED_IN_FILE] if database == RESTRICTED else PUBLISHED_SCHEMAS


def _shape(columns: Sequence[Column]) -> list[tuple[str, str]]:
    return [(column.name, column.data_type) for column in columns]
