"""Where raw data goes. One function per engine; the rest of ingestion does not know which."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import dlt
import duckdb
import pyarrow as pa
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
        destination = _DuckDb(
            credentials=connection,
            supports_tz_aware_datetime=False,
            type_mapper=_UtcTypeMapper,
        )
        destination.connection = connection
        yield destination


class _DuckDb(dlt.destinations.duckdb):  # type: ignore[misc]
    """dlt's DuckDB, whose capabilities cost nothing to ask for.

    dlt asks a dozen times a run, and each time resolves the whole configuration from the
    environment and files, a sixth of a small load's CPU. DuckDB's do not depend on it.
    """

    connection: duckdb.DuckDBPyConnection
    _lock = threading.Lock()

    @property
    def destination_type(self) -> str:
        # Pipelines remember where they loaded to: it is the same place as ever.
        return "dlt.destinations.duckdb"

    def capabilities(self, config: Any = None, naming: Any = None) -> Any:
        return super().capabilities(config or self.spec(), naming)

    def stored(self, dataset: str, table: str, columns: Sequence[str]) -> pa.Table | None:
        """Return these columns of a table's rows; None where it lacks one, or is not there.

        dlt's own client is not made for the threads in which resources are read side by side.
        """
        with self._lock:
            cursor = self.connection.cursor()
        with closing(cursor):
            found = cursor.execute(
                "select column_name from information_schema.columns "
                "where table_schema = ? and table_name = ?",
                [dataset, table],
            ).fetchall()
            if not {(column,) for column in columns}.issubset(found):
                return None
            relation = cursor.table(f"{dataset}.{table}")
            rows: pa.Table = relation.select(*columns).to_arrow_table()
            return rows


class _UtcTypeMapper(DuckDbTypeMapper):  # type: ignore[misc]
    def to_db_datetime_type(self, column: Any, table: Any = None) -> str:
        del column, table
        return "TIMESTAMP"
