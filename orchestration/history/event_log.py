"""Dagster's event log in SQLite, with the database engine kept from one event to the next.

Dagster's own makes an engine for each of a run's two thousand events, and with it compiles the
same few statements anew: a third of what orchestrating a small run cost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, Engine, NullPool, create_engine

#: The index of all runs, and the runs that an operator is likely to look at: one file each.
_KEPT_ENGINES = 16


class EventLog(SqliteEventLogStorage):
    """Dagster's own storage: same files, same tables. Named in `dagster.yaml`."""

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]
    ) -> EventLog:
        """Return the storage that `dagster.yaml` describes."""
        return cls(inst_data=inst_data, **config_value)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock:
            engine = _engine(self.conn_string_for_shard(shard))
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            with engine.begin() as connection:
                yield connection


@lru_cache(_KEPT_ENGINES)
def _engine(address: str) -> Engine:
    # Only the engine is kept, no connection: a run's file may be deleted in the UI.
    return create_engine(
        address, poolclass=NullPool, connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS}
    )
