"""Raw tables: their columns and keys, and the batches in which rows reach dlt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import dlt
import pyarrow as pa

from ingestion.arrow import LOADED_AT, TIMESTAMP
from ingestion.sources.hubspot.object_types import ObjectType

_BATCH_ROWS = 20_000


@dataclass(frozen=True)
class MarkedTable:
    """One of several raw tables that one resource fills: each batch carries its table's hints.

    (`ingestion.raw_table.RawTable` is a table that is a resource by itself.)

    Attributes:
        key: primary key; a row that comes again replaces the one before.
        replaced_by: column of which all rows are replaced together, beside the key.
        columns: further hints per column.
    """

    name: str
    schema: pa.Schema
    key: tuple[str, ...] = ("id",)
    replaced_by: str | None = None
    columns: Mapping[str, Any] = field(default_factory=dict)

    def item(self, rows: pa.Table) -> Any:
        """The rows with the hints by which dlt merges them into this table."""
        hints = dlt.mark.make_hints(
            table_name=self.name,
            write_disposition="merge",
            primary_key=list(self.key),
            merge_key=self.replaced_by,
            columns=dict(self.columns),
        )
        return dlt.mark.with_hints(rows, hints, create_table_variant=True)


class TableBuffer:
    """Collects pages per table and gives them on in batches, as each has a fixed cost in dlt.

    A table of `new` (default: all) is given also without rows, so that it exists where the vendor
    has none.
    """

    def __init__(self, *tables: MarkedTable, new: Iterable[MarkedTable] | None = None) -> None:
        self._tables = {table.name: table for table in tables}
        self._held: dict[str, list[pa.Table]] = {table.name: [] for table in tables}
        self._rows = dict.fromkeys(self._held, 0)
        for table in tables if new is None else new:
            self._held[table.name].append(table.schema.empty_table())

    def add(self, table: MarkedTable, rows: pa.Table) -> Iterator[Any]:
        """Keep `rows`; yield a batch when enough are held."""
        if not rows.num_rows:
            return
        self._held[table.name].append(rows)
        self._rows[table.name] += rows.num_rows
        if self._rows[table.name] >= _BATCH_ROWS:
            yield self._take(table.name)

    def flush(self) -> Iterator[Any]:
        """Yield what is held."""
        for name, held in self._held.items():
            if held:
                yield self._take(name)

    def _take(self, name: str) -> Any:
        rows = pa.concat_tables(self._held[name])
        self._held[name], self._rows[name] = [], 0
        return self._tables[name].item(rows)


def schema(key: str, *fields: tuple[str, pa.DataType]) -> pa.Schema:
    """Columns `key` (text, space-separated, not null), `fields`, and the load instant."""
    keys = [pa.field(name, pa.string(), nullable=False) for name in key.split()]
    return pa.schema([*keys, *fields, (LOADED_AT, TIMESTAMP)])


def record_table(kind: ObjectType) -> MarkedTable:
    """The table of an object type: one row per record, deleted ones kept with `archived`."""
    columns = schema(
        "id",
        ("created_at", TIMESTAMP),
        ("updated_at", TIMESTAMP),
        ("archived", pa.bool_()),
        ("archived_at", TIMESTAMP),
        *kind.properties.items(),
    )
    # Pages may shift while they are read: of two versions in one load the newer one counts.
    return MarkedTable(kind.name, columns, columns={"updated_at": {"dedup_sort": "desc"}})


def history_table(kind: ObjectType) -> MarkedTable:
    """The table of an object type's property versions. "" is a cleared value."""
    columns = pa.schema(
        [
            pa.field("object_id", pa.string(), nullable=False),
            pa.field("property", pa.string(), nullable=False),
            pa.field("value", pa.string(), nullable=False),
            pa.field("changed_at", TIMESTAMP, nullable=False),
            ("source_type", pa.string()),
            ("source_id", pa.string()),
            (LOADED_AT, TIMESTAMP),
        ]
    )
    key = ("object_id", "property", "value", "changed_at")
    return MarkedTable(f"{kind.name}_property_history", columns, key)


def link_table(kind: ObjectType, to: str) -> MarkedTable:
    """The table of associations from an object type to another, one row per pair.

    A record's associations are replaced together. `is_removed` rows only carry that over for
    records that have none left; the destination never holds them.
    """
    columns = schema(
        "from_id to_id",
        ("type_ids", pa.string()),
        ("label", pa.string()),
        ("is_removed", pa.bool_()),
    )
    return MarkedTable(
        f"{kind.name}_to_{to}",
        columns,
        ("from_id", "to_id"),
        replaced_by="from_id",
        columns={"is_removed": {"hard_delete": True}},
    )
