"""A connection to the database, in the few words that a publication needs."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import adbc_driver_manager
import adbc_driver_postgresql.dbapi
import pyarrow as pa
from adbc_driver_manager.dbapi import Connection

from publishing.errors import PublishError

#: A change of a table's columns waits so long for its readers, again and again, so that the readers
#: who come after it never queue for longer.
_LOCK_TIMEOUT = "500ms"
_LOCK_TRIES = 60
_LOCK_PAUSE_SECONDS = 1.0
#: PostgreSQL's word for "a lock was not had in time".
_LOCK_NOT_AVAILABLE = "55P03"


class PostgresError(PublishError):
    """The database can't be reached, refused, or holds what is not Accord's; says what to do."""


class Session:
    """One connection; nothing is kept before `commit`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def run(self, statement: str, parameters: Sequence[object] | None = None) -> None:
        """Execute one statement."""
        with self._connection.cursor() as cursor:
            cursor.execute(statement, parameters)

    def rows(self, query: str, parameters: Sequence[object] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with self._connection.cursor() as cursor:
            cursor.execute(query, parameters)
            return cursor.fetchall()

    def fill(self, table: str, reader: pa.RecordBatchReader, *, schema: str | None = None) -> None:
        """Append rows to a table of `schema`; without one, to a temporary table."""
        with self._connection.cursor() as cursor:
            if schema is None:
                cursor.adbc_ingest(table, reader, mode="append", temporary=True)
            else:
                cursor.adbc_ingest(table, reader, mode="append", db_schema_name=schema)

    def commit(self) -> None:
        """Keep what was done."""
        self._connection.commit()

    def rollback(self) -> None:
        """Undo what was done since the last commit."""
        self._connection.rollback()

    def briefly(self, statements: Sequence[str]) -> None:
        """Run statements that wait for readers in a transaction of their own.

        Raises:
            PostgresError: readers held a table for more than a minute.
        """
        if not statements:
            return
        for _ in range(_LOCK_TRIES):
            try:
                self.run(f"set local lock_timeout = '{_LOCK_TIMEOUT}'")
                for statement in statements:
                    self.run(statement)
                self.commit()
            except adbc_driver_manager.Error as error:
                self.rollback()
                if error.sqlstate != _LOCK_NOT_AVAILABLE:
                    raise
                time.sleep(_LOCK_PAUSE_SECONDS)
            else:
                return
        raise PostgresError(
            "a reader's transaction has held a table for a minute, so that its columns could not "
            "be changed; end that transaction (pg_stat_activity shows it) and publish again"
        )


@contextmanager
def connected(url: str) -> Iterator[Session]:
    """Yield a session; what is not committed at its end is undone.

    Raises:
        PostgresError: there is no connection, or the database refused a statement.
    """
    try:
        connection = adbc_driver_postgresql.dbapi.connect(url)
    except adbc_driver_manager.Error as error:
        raise PostgresError(
            f"PostgreSQL of ACCORD_POSTGRES_URL can't be reached: {_words(error)}"
        ) from None
    try:
        yield Session(connection)
    except adbc_driver_manager.Error as error:
        raise PostgresError(f"PostgreSQL refused: {_words(error)}") from error
    finally:
        # Closing undoes what is open; the server may be gone by now.
        connection.close()


def name_of(*parts: str) -> str:
    """Return a quoted name, its schema first."""
    return ".".join('"' + part.replace('"', '""') + '"' for part in parts)


def text_of(value: str) -> str:
    """Return a literal."""
    return "'" + value.replace("'", "''") + "'"


def _words(error: Exception) -> str:
    """Return what the server says, in one line and without the driver's own words."""
    text = " ".join(str(error).split())
    return text.split("[libpq]")[-1].strip(" :")
