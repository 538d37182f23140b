"""One SQLAlchemy engine for each SQLite file of Dagster's run history, with its connections.

Dagster makes an engine for every event. A new engine asks SQLite for its version and isolation, and
has every statement put into SQL again, as it keeps what it has compiled. It opens two connections,
too, and each reads the file's schema anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dagster._core.storage.event_log.sqlite import sqlite_event_log
from dagster._core.storage.runs.sqlite import sqlite_run_storage
from sqlalchemy import create_engine
from sqlalchemy.engine import Engine
from sqlalchemy.pool import QueuePool

from orchestration.speed.switches import HISTORY_ENGINES_KEPT

#: Where Dagster makes its engines.
_MAKERS: tuple[Any, ...] = (sqlite_event_log, sqlite_run_storage)


@contextmanager
def history_engines_kept() -> Iterator[None]:
    """Have Dagster make one engine for each of its SQLite files in the block.

    A thread that is done with a connection leaves it to the next.
    """
    if not HISTORY_ENGINES_KEPT:
        yield
        return
    kept: dict[str, Engine] = {}

    def engine_for(url: str, **options: Any) -> Engine:
        if url not in kept:
            engine = create_engine(url, **{**options, "poolclass": QueuePool, "max_overflow": -1})
            # Dagster disposes of an engine after each use, which would close its connections.
            engine.dispose = _nothing
            kept[url] = engine
        return kept[url]

    former = [module.create_engine for module in _MAKERS]
    for module in _MAKERS:
        module.create_engine = engine_for
    try:
        yield
    finally:
        for module, maker in zip(_MAKERS, former, strict=True):
            module.create_engine = maker
        for engine in kept.values():
            Engine.dispose(engine)


def _nothing(close: bool = True) -> None:
    """Leave the connections open."""
