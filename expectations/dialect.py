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

    def connect(self, *arguments: Any, **options: Any) -> Any:
        """Open a connection and remember it: Great Expectations keeps engines of its own."""
        connection = super().connect(*arguments, **options)
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
