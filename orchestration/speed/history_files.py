"""Dagster's run history, kept open while a run writes to it.

Dagster opens and closes its SQLite files for each of a run's thousand events; and whoever is the
last to close a file has SQLite fold its write-ahead log into it, which waits for the disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from orchestration.speed.switches import HISTORY_KEPT_OPEN


@contextmanager
def history_kept_open() -> Iterator[None]:
    """Keep each SQLite file open that is opened in the block, and don't wait for each commit.

    A killed process loses nothing by it; a machine without power, the last events.
    """
    if not HISTORY_KEPT_OPEN:
        yield
        return
    with ExitStack() as stack:
        kept: set[str] = set()

        def keep(connection: Any, _record: object) -> None:
            if not isinstance(connection, sqlite3.Connection):
                return
            connection.execute("pragma synchronous = normal")
            _, _, path = connection.execute("pragma database_list").fetchone()
            # A new file has no write-ahead log yet: it is kept from its second opening on.
            if path in kept or connection.execute("pragma journal_mode").fetchone() != ("wal",):
                return
            kept.add(path)
            another = sqlite3.connect(path, check_same_thread=False)
            stack.enter_context(closing(another))
            # Only a connection that has read holds the log open.
            another.execute("select count(*) from sqlite_master").fetchone()

        event.listen(Engine, "connect", keep)
        stack.callback(event.remove, Engine, "connect", keep)
        yield
