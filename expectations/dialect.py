"""A SQLAlchemy dialect with which Great Expectations can read DuckDB.

Great Expectations closes a connection before it reads the rows of a query, and DuckDB's cursor
then has none; so this dialect fetches the rows as soon as a statement has run.
"""

from __future__ import annotations

from typing import Any

import duckdb_engine
from sqlalchemy.dialects import registry
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.types import NULLTYPE

NAME = "duckdb"


class BufferedExecutionContext(DefaultExecutionContext):  # type: ignore[misc]
    """Read all rows of a statement before the connection may close."""

    def post_exec(self) -> None:
        """Swap the cursor for its rows."""
        super().post_exec()
        if self.cursor is not None and self.cursor.description:
            rows = self.cursor.fetchall()
            self.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(
                self.cursor, self.cursor.description, rows
            )


class BufferedDialect(duckdb_engine.Dialect):
    """DuckDB's dialect with buffered results."""

    execution_ctx_cls = BufferedExecutionContext
    supports_statement_cache = False

    def get_columns(
        self, connection: Any, table_name: str, *_: Any, **__: Any
    ) -> list[dict[str, Any]]:
        """Return the names of a table's columns, as its query has them.

        What `duckdb_engine` asks, as of PostgreSQL's catalogue, DuckDB doesn't answer; Great
        Expectations would then read the whole table for its columns' names.
        """
        table = self.identifier_preparer.quote(table_name)
        empty = connection.exec_driver_sql(f"select * from {table} limit 0")  # noqa: S608
        return [{"name": name, "type": NULLTYPE} for name in tuple(empty.keys())]

    def get_pk_constraint(self, *_: Any, **__: Any) -> dict[str, Any]:
        """Return no primary key: the warehouse declares none."""
        return {"constrained_columns": [], "name": None}

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin nothing: nobody writes while the file is read."""

    def do_rollback(self, dbapi_connection: Any) -> None:
        """Roll nothing back."""

    def do_commit(self, dbapi_connection: Any) -> None:
        """Commit nothing."""

    def connect(self, *arguments: Any, schema: str, **options: Any) -> Any:
        """Open a connection in `schema`; remember it: Great Expectations keeps engines itself."""
        connection = super().connect(*arguments, **options)
        connection.execute(f"set schema = '{schema}'")
        _connections.append(connection)
        return connection


_connections: list[Any] = []


def interrupt() -> None:
    """Stop what runs on any connection that this process has opened."""
    for connection in _connections:
        connection.interrupt()


def close() -> None:
    """Close every connection that this process has opened, so that the file is free."""
    while _connections:
        _connections.pop().close()


def register() -> None:
    """Make `duckdb://` addresses use the buffered dialect in this process."""
    registry.register(NAME, __name__, BufferedDialect.__name__)
