"""Where raw data goes. One function per engine; the rest of ingestion does not know which."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dlt
from dlt.common.destination import Destination

# dlt's default for DuckDB (insert statements) costs 30 times the CPU.
LOADER_FILE_FORMAT = "parquet"


def duckdb_destination(path: Path) -> Destination[Any, Any]:
    """The warehouse file as dlt destination; its folder is made when missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return dlt.destinations.duckdb(credentials=str(path), loader_file_format=LOADER_FILE_FORMAT)
