"""How a world table is described: columns, key, and what becomes known only later."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa

_TYPES: dict[str, pa.DataType] = {
    "s": pa.string(),
    "t": pa.timestamp("us", tz="UTC"),
    "d": pa.date32(),
    "f": pa.float64(),
    "i": pa.int64(),
    "b": pa.bool_(),
}


@dataclass(frozen=True)
class TableSpec:
    """One world table.

    `later` maps a column to the column that says when the systems learned its value: at an
    earlier `as_of` the row is there and that column is still null. A date column means "from
    the start of that business day".
    """

    name: str
    doc: str
    schema: pa.Schema
    key: tuple[str, ...]
    later: dict[str, str] = field(default_factory=dict)


def table(
    name: str, doc: str, columns: str, key: str, later: dict[str, str] | None = None
) -> TableSpec:
    """Read a compact column list: `name type` separated by commas, `?` after the type = nullable.

    Types: s string, t instant (UTC, microseconds), d date, f float64, i int64, b boolean.
    Every table ends with `recorded_at`, the instant at which the systems knew the row.
    """
    fields = []
    for column in [*columns.split(","), "recorded_at t"]:
        label, kind = column.split()
        fields.append(pa.field(label, _TYPES[kind[0]], nullable=kind.endswith("?")))
    return TableSpec(name, doc, pa.schema(fields), tuple(key.split()), later or {})
