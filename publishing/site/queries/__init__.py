"""The queries of the pages, a file each, and what they all know."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

_HERE = Path(__file__).parent


def text(name: str) -> str:
    """Return a query."""
    return (_HERE / f"{name}.sql").read_text(encoding="utf-8")


def prepare(connection: duckdb.DuckDBPyConnection, known: Mapping[str, object]) -> None:
    """Give the queries their macros, the last business day, and the variables that are `known`."""
    connection.execute(text("setup"))
    for name, value in known.items():
        connection.execute(f"set variable {name} = $value", {"value": value})
