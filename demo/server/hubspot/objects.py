"""CRM objects as at one `as_of`: columns of text, turned into dicts a page at a time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from demo.server.hubspot.object_types import ObjectType

Column = list[str | None]


def id_order(identifier: str) -> tuple[int, str]:
    """The order of ids: as numbers, though they are text."""
    return len(identifier), identifier


class ObjectSet:
    """All objects of one type, in order of id."""

    def __init__(self, kind: ObjectType, table: pa.Table) -> None:
        self.kind = kind
        self.ids: list[str] = table["id"].to_pylist()
        self.position = {identifier: index for index, identifier in enumerate(self.ids)}
        self.table = table
        self._columns: dict[str, Column] = {}
        self._numbers: dict[str, npt.NDArray[np.float64]] = {}
        away = table["archived_at"].is_valid().to_numpy(zero_copy_only=False).astype(bool)
        self.live: list[int] = np.flatnonzero(~away).tolist()
        self.archived: list[int] = np.flatnonzero(away).tolist()

    def column(self, name: str) -> Column | None:
        """The values of a property or of `id`, `created`, `updated`, `archived_at`, by position.

        None when the type has no such property.
        """
        if name == "hs_object_id":
            name = "id"
        elif name == self.kind.modified:
            name = "updated"
        if name not in self._columns:
            if name not in self.table.column_names:
                return None
            # Values repeat: decoding each distinct one once saves most of the memory.
            encoded = self.table[name].combine_chunks().dictionary_encode()
            distinct = encoded.dictionary.to_pylist()
            places = encoded.indices.to_pylist()
            self._columns[name] = [None if place is None else distinct[place] for place in places]
        return self._columns[name]

    def numbers(self, name: str) -> npt.NDArray[np.float64]:
        """A property as numbers (datetimes and dates: milliseconds since 1970), NaN for none."""
        if name not in self._numbers:
            texts = pa.array(self.column(name) or [None] * len(self.ids), pa.string())
            self._numbers[name] = self._as_numbers(texts, self.kind.properties.get(name, "string"))
        return self._numbers[name]

    def _as_numbers(self, texts: pa.Array, kind: str) -> npt.NDArray[np.float64]:
        if kind in ("datetime", "date"):
            zoned = pa.timestamp("ms", tz="UTC") if kind == "datetime" else pa.timestamp("ms")
            values = pc.cast(pc.cast(texts, zoned), pa.int64())
        else:
            values = texts
        return np.asarray(pc.cast(values, pa.float64()).to_numpy(zero_copy_only=False))

    def after(self, rows: Sequence[int], identifier: str) -> int:
        """How many of the `rows` have an id up to `identifier`."""
        return bisect_right(rows, id_order(identifier), key=lambda row: id_order(self.ids[row]))

    def bodies(self, rows: Iterable[int], properties: Sequence[str]) -> list[dict[str, Any]]:
        """The objects at `rows` with the properties asked for that have a value."""
        wanted = {name: self.column(name) for name in properties or self.kind.default}
        columns = [(name, column) for name, column in wanted.items() if column is not None]
        created, updated = self._system("created"), self._system("updated")
        archived_at = self._system("archived_at")
        bodies = []
        for row in rows:
            body: dict[str, Any] = {
                "id": self.ids[row],
                "properties": {
                    name: column[row] for name, column in columns if column[row] is not None
                },
                "createdAt": created[row],
                "updatedAt": updated[row],
                "archived": archived_at[row] is not None,
            }
            if archived_at[row] is not None:
                body["archivedAt"] = archived_at[row]
            bodies.append(body)
        return bodies

    def _system(self, name: str) -> Column:
        column = self.column(name)
        if column is None:
            raise LookupError(f"{self.kind.name} have no column {name}")
        return column
