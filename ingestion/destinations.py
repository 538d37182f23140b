"""Where raw data goes. One function per engine; the rest of ingestion does not know which."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dlt
from dlt.common.destination import Destination
from dlt.destinations.impl.duckdb.factory import DuckDbTypeMapper

# dlt's default for DuckDB (insert statements) costs 30 times the CPU.
LOADER_FILE_FORMAT = "parquet"


def duckdb_destination(path: Path) -> Destination[Any, Any]:
    """The warehouse file as dlt destination; its folder is made when missing.

    Raw instants are TIMESTAMP in UTC, whatever zone their Arrow column states: DuckDB would read a
    TIMESTAMP WITH TIME ZONE in the session's time zone.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    return dlt.destinations.duckdb(
        credentials=str(path),
        supports_tz_aware_datetime=False,
        type_mapper=_UtcTypeMapper,
    )


class _UtcTypeMapper(DuckDbTypeMapper):  # type: ignore[misc]
    def to_db_datetime_type(self, column: Any, table: Any = None) -> str:
        del column, table
        return "TIMESTAMP"
