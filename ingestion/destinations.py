"""Where raw data goes. One function per engine; the rest of ingestion does not know which."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import dlt
import duckdb
from dlt.common.destination import Destination
from dlt.destinations.impl.duckdb.factory import DuckDbTypeMapper

# dlt's default for DuckDB (insert statements) costs 30 times the CPU.
LOADER_FILE_FORMAT = "parquet"


@contextmanager
def open_warehouse(path: Path, memory_limit: str | None = None) -> Iterator[Destination[Any, Any]]:
    """The warehouse file as dlt destination, held open meanwhile; its folder is made when missing.

    One connection serves all jobs of a load: opening and checkpointing the file once per job costs
    more than the loading. Raw instants are TIMESTAMP in UTC, whatever zone their Arrow column
    states: DuckDB would read a TIMESTAMP WITH TIME ZONE in the session's time zone.

    Raises:
        duckdb.IOException: another process has the file open.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    config = {"memory_limit": memory_limit} if memory_limit else {}
    with closing(duckdb.connect(str(path), config=config)) as connection:
        yield _DuckDb(
            credentials=connection,
            supports_tz_aware_datetime=False,
            type_mapper=_UtcTypeMapper,
        )


class _DuckDb(dlt.destinations.duckdb):  # type: ignore[misc]
    """dlt's DuckDB, whose capabilities cost nothing to ask for.

    dlt asks a dozen times a run, and each time resolves the whole configuration from the
    environment and files, a sixth of a small load's CPU. DuckDB's do not depend on it.
    """

    @property
    def destination_type(self) -> str:
        # Pipelines remember where they loaded to: it is the same place as ever.
        return "dlt.destinations.duckdb"

    def capabilities(self, config: Any = None, naming: Any = None) -> Any:
        return super().capabilities(config or self.spec(), naming)


class _UtcTypeMapper(DuckDbTypeMapper):  # type: ignore[misc]
    def to_db_datetime_type(self, column: Any, table: Any = None) -> str:
        del column, table
        return "TIMESTAMP"
