"""Compare all associations of an object type with the warehouse.

The vendor does not touch a record when its associations change, so no search shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ingestion.raw_table import RawTable
from ingestion.stored import stored

#: A row of a table of associations: from, to, type ids, label, and whether it is removed.
LinkRow = tuple[Any, ...]
LINK_COLUMNS = ("from_id", "to_id", "type_ids", "label", "is_removed")
_KEPT = LINK_COLUMNS[:4]


class KnownLinks:
    """The associations that the warehouse has of one table, by the record that they are from."""

    def __init__(self, table: RawTable) -> None:
        self._links: dict[str, set[LinkRow]] = {}
        rows = stored(table, _KEPT)
        for batch in rows.to_batches() if rows is not None else ():
            for row in zip(*(batch.column(name).to_pylist() for name in _KEPT), strict=True):
                self._links.setdefault(row[0], set()).add(row)

    def changed(self, ids: Sequence[str], rows: Iterable[LinkRow]) -> list[LinkRow]:
        """All rows of those records among `ids` whose associations are others than known."""
        now: dict[str, list[LinkRow]] = {one: [] for one in ids}
        for row in rows:
            now[row[0]].append(row)
        return [
            row
            for one, found in now.items()
            if {row[:4] for row in found} != self._links.get(one, set())
            for row in (found or [removed(one)])
        ]


def removed(origin: str) -> LinkRow:
    """The row by which a record that has no association left loses those it had."""
    return (origin, "", None, None, True)
