"""Refused values go into the raw table `quarantine`, until their record comes without the fault.

It is filled with the pages that the values were refused of, so that both commit together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
from dlt.extract import DltSource

from ingestion.arrow import Row
from ingestion.left_out import table_of
from ingestion.raw_table import QUARANTINE, RawTable
from ingestion.refused import RefusedValue, RefusedValues
from ingestion.stored import stored


class Quarantine:
    """Puts into a source's pages what was refused of them.

    Args:
        refused: what the load under way refuses.
    """

    def __init__(self, refused: RefusedValues) -> None:
        self._refused = refused
        self._known: dict[str, set[tuple[str, str]]] | None = None

    def watch(self, source: DltSource) -> None:
        """Have every page of every resource pass here."""
        for resource in source.resources.values():
            resource.add_step(self._step(resource.name))

    def _step(self, resource: str) -> Callable[..., Any]:
        def step(item: Any, meta: Any = None) -> Any:
            # dlt's own marks, such as that of a table without rows, are no pages.
            if not isinstance(item, pa.Table):
                return item
            table = self._refused.tables.get(table_of(meta, resource))
            changes = list(self._changes(table, item)) if table else []
            return iter([item, QUARANTINE.marked(QUARANTINE.arrow(changes))]) if changes else item

        return step

    def _changes(self, table: RawTable, page: pa.Table) -> Iterator[Row]:
        """What the quarantine gains by a page, and what it loses as a record comes without it."""
        refused, known = self._refused.take(table.name), self._known_of(table.name)
        if not refused and not known:
            return
        keys = table.keys(page)
        # A version that was older than the warehouse's did not get as far as here.
        records = {_record(key) for key in keys}
        rows = [_row(value) for value in refused if _record(value.record) in records]
        found = {(row["record_key"], row["field"]) for row in rows}
        replaced = _replaced(table, keys)
        gone = {one for one in known - found if replaced(one[0])}
        rows += [_removed(table.name, *one) for one in sorted(gone)]
        known |= found
        known -= gone
        yield from ({**row, "seen_at": datetime.now(UTC)} for row in rows)

    def _known_of(self, table: str) -> set[tuple[str, str]]:
        if self._known is None:
            self._known = {}
            columns = ("table_name", "record_key", "field")
            rows = stored(QUARANTINE, columns)
            for row in rows.to_pylist() if rows is not None else ():
                name, record, field = (row[column] for column in columns)
                self._known.setdefault(name, set()).add((record, field))
        return self._known.setdefault(table, set())


def _replaced(table: RawTable, keys: Sequence[tuple[str, ...]]) -> Callable[[str], bool]:
    """Return what says whether a record is one of those whose rows a page replaces."""
    count = len(table.replaces)
    if not count or table.key[:count] != table.replaces:
        records = {_record(key) for key in keys}
        return records.__contains__
    parts = tuple({f"{_record(key[:count])}|" for key in keys})
    return lambda record: record.startswith(parts)


def _record(key: Sequence[str]) -> str:
    return "|".join(key)


def _row(value: RefusedValue) -> dict[str, Any]:
    return {
        "table_name": value.table,
        "record_key": _record(value.record),
        "field": value.column,
        "value": value.shown,
        "reason": value.reason,
        "person_id": value.person,
        "is_removed": False,
    }


def _removed(table: str, record: str, field: str) -> dict[str, Any]:
    return {"table_name": table, "record_key": record, "field": field, "is_removed": True}
