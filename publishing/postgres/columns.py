"""How a column of a published table is kept in PostgreSQL."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publishing.tables import Column

_TYPES = {
    "BOOLEAN": "boolean",
    "TINYINT": "smallint",
    "UTINYINT": "smallint",
    "SMALLINT": "smallint",
    "USMALLINT": "integer",
    "INTEGER": "integer",
    "UINTEGER": "bigint",
    "BIGINT": "bigint",
    "FLOAT": "real",
    "DOUBLE": "double precision",
    "DATE": "date",
    "TIME": "time",
    "TIMESTAMP": "timestamp",
    "TIMESTAMP WITH TIME ZONE": "timestamp with time zone",
}
#: Whole numbers of more than 64 bits, as sums of DuckDB are.
_LONG = {"HUGEINT", "UHUGEINT", "UBIGINT"}
_DECIMAL = re.compile(r"DECIMAL\((\d+),\s*(\d+)\)")
#: How each type leaves DuckDB where it does not leave as it is.
_CASTS = {
    "smallint": "cast({} as smallint)",
    "integer": "cast({} as integer)",
    "bigint": "cast({} as bigint)",
    "numeric(38, 0)": "cast({} as decimal(38, 0))",
}


@dataclass(frozen=True)
class PostgresColumn:
    """A column: its name, PostgreSQL's type and how DuckDB gives its values."""

    name: str
    data_type: str
    expression: str


def column_of(column: Column) -> PostgresColumn:
    """Return how a published column is kept.

    Lists, structs, maps and everything else that PostgreSQL's tools don't read become text; a
    character 0, which PostgreSQL can't hold, is left out of texts.
    """
    quoted = '"' + column.name.replace('"', '""') + '"'
    data_type = _data_type(column.data_type)
    if data_type == "text":
        expression = f"replace(cast({quoted} as varchar), chr(0), '')"
    else:
        expression = _CASTS.get(data_type, "{}").format(quoted)
    return PostgresColumn(column.name, data_type, f"{expression} as {quoted}")


def _data_type(of_duckdb: str) -> str:
    if decimal := _DECIMAL.fullmatch(of_duckdb):
        return f"numeric({decimal[1]}, {decimal[2]})"
    if of_duckdb in _LONG:
        return "numeric(38, 0)"
    return _TYPES.get(of_duckdb, "text")
