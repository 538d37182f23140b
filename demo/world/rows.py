"""Columnar collection of world rows: plain lists per column, turned into Arrow once."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from demo.world.schemas.spec import TableSpec

Values = list[Any] | npt.NDArray[Any]


class Rows:
    """The rows of one table while it is being simulated.

    Ids are integers and instants whole seconds until `finish`, which casts them; a column left
    out of `add` is null.
    """

    def __init__(self, spec: TableSpec) -> None:
        self.spec = spec
        self._lists: dict[str, list[Any]] = {name: [] for name in spec.schema.names}
        self._chunks: list[pa.Table] = []

    def add(self, **values: Any) -> None:
        """Append one row."""
        for name, column in self._lists.items():
            column.append(values.get(name))

    def extend(self, **columns: Values) -> None:
        """Append many rows given as columns; a column left out is null."""
        self._flush()
        self._chunks.append(self._to_table(columns))

    def _flush(self) -> None:
        if self._lists["recorded_at"]:
            self._chunks.append(self._to_table(self._lists))
            self._lists = {name: [] for name in self._lists}

    def _to_table(self, columns: dict[str, Any]) -> pa.Table:
        count = len(columns["recorded_at"])
        arrays = [
            _cast(columns[field.name], field.type)
            if field.name in columns
            else pa.nulls(count, field.type)
            for field in self.spec.schema
        ]
        return pa.Table.from_arrays(arrays, schema=self.spec.schema)

    def finish(self, end_instant: int) -> pa.Table:
        """The table in order of recording, without what is recorded after the horizon."""
        self._flush()
        table = pa.concat_tables([self.spec.schema.empty_table(), *self._chunks])
        end = pa.scalar(end_instant * 1_000_000, pa.timestamp("us", tz="UTC"))
        table = table.filter(pc.less(table["recorded_at"], end))
        order = pc.sort_indices(
            table, [("recorded_at", "ascending"), (self.spec.key[0], "ascending")]
        )
        return table.take(order).combine_chunks()


def _cast(values: Values, kind: pa.DataType) -> pa.Array:
    array = pa.array(values)
    if pa.types.is_timestamp(kind) and not pa.types.is_null(array.type):
        micros = pc.multiply(array.cast(pa.int64()), pa.scalar(1_000_000, pa.int64()))
        return micros.cast(kind)
    if pa.types.is_date32(kind) and pa.types.is_integer(array.type):
        return array.cast(pa.int32()).cast(kind)
    return array.cast(kind)


class Ids:
    """Ids that no two tables share: a table's number, then a running number; digits only."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def take(self, kind: str) -> int:
        """The next id of a kind."""
        value = self._next.get(kind)
        if value is None:
            value = (len(self._next) + 11) * 10**9 + 1
        self._next[kind] = value + 1
        return value

    def take_many(self, kind: str, count: int) -> npt.NDArray[np.int64]:
        """The next `count` ids of a kind."""
        first = self.take(kind)
        self._next[kind] = first + count
        return np.arange(first, first + count, dtype=np.int64)
