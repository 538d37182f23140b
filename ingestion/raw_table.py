"""A declared raw table: its columns and key, and what dlt must know to merge it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import dlt
import pyarrow as pa
from dlt.common.libs.pyarrow import py_arrow_to_table_schema_columns
from dlt.extract import DltResource, DltSource

from ingestion.arrow import LOADED_AT, TIMESTAMP, Row, batches, to_arrow

_TYPES = {
    "i": pa.int64(),
    "f": pa.float64(),
    "s": pa.string(),
    "b": pa.bool_(),
    "d": pa.date32(),
    "t": TIMESTAMP,
}


@dataclass(frozen=True)
class RawTable:
    """A raw table that is merged by its primary key.

    Attributes:
        columns: `name:type` separated by blanks; i int64, f float64, s text, b boolean, d date,
            t instant (UTC). `_loaded_at` is added.
        key: primary key.
        newest: of two versions of a row in one load, the one with the greatest value here wins.
        replaces: columns of the key; a load replaces all rows that share their values with one of
            its own rows, so that what the vendor no longer reports goes away.
    """

    name: str
    columns: str
    key: tuple[str, ...]
    newest: str | None = None
    replaces: tuple[str, ...] = ()

    @property
    def schema(self) -> pa.Schema:
        """The declared columns, `_loaded_at` last."""
        fields = []
        for column in self.columns.split():
            name, _, kind = column.partition(":")
            fields.append(pa.field(name, _TYPES[kind], nullable=name not in self.key))
        return pa.schema([*fields, pa.field(LOADED_AT, TIMESTAMP, nullable=False)])

    def arrow(self, rows: Iterable[Row]) -> pa.Table:
        """One page of rows in the declared columns, loaded now."""
        return to_arrow(list(rows), self.schema)

    def hints(self) -> dict[str, Any]:
        """Columns, keys and write disposition, as dlt names them."""
        columns: dict[str, Any] = py_arrow_to_table_schema_columns(self.schema)
        if self.newest is not None:
            columns[self.newest]["dedup_sort"] = "desc"
        return {
            "columns": columns,
            # dlt would delete by primary key OR merge key, a join without an index. The columns
            # replaced are part of the key, so deleting by them alone is enough.
            "primary_key": None if self.replaces else self.key,
            "merge_key": self.replaces or None,
            "write_disposition": "merge",
        }

    def resource(self, pages: Callable[[], Iterator[pa.Table]]) -> DltResource:
        """The dlt resource that loads `pages`; without any row the table is made all the same."""

        def read() -> Iterator[Any]:
            yield from batches(pages())
            yield dlt.mark.materialize_table_schema()

        return dlt.resource(read, name=self.name, **self.hints())

    def loaded_from(self, parent: DltResource, pick: Callable[[Any], Iterable[Row]]) -> DltResource:
        """The dlt resource that loads what `pick` finds in every page that `parent` yields."""

        def read(page: Any) -> Iterator[Any]:
            yield self.arrow(pick(page))
            yield dlt.mark.materialize_table_schema()

        return parent | dlt.transformer(read, name=self.name, **self.hints())


def raw_names(tables: Sequence[RawTable]) -> tuple[str, ...]:
    """The tables' names, as `SourceSpec.raw_tables` wants them."""
    return tuple(table.name for table in tables)


def built_source(name: str, resources: Sequence[DltResource]) -> DltSource:
    """The dlt source of these resources; tables stay flat, as they are declared."""
    built: DltSource = dlt.source(lambda: resources, name=name, max_table_nesting=0)()
    return built
