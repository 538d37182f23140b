"""What the warehouse already has of a raw table, for a load to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import dlt
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from ingestion.raw_table import RawTable


def stored(table: RawTable, columns: Sequence[str]) -> pa.Table | None:
    """Return these columns of all rows that earlier loads left; None where there is no table.

    To be called while a load extracts: nothing writes to the warehouse then.
    """
    return stored_rows(table.name, columns)


def stored_rows(table: str, columns: Sequence[str]) -> pa.Table | None:
    """Return the same of the table of this name; None also where it lacks a column.

    An earlier release may have left it without.
    """
    pipeline = dlt.current.pipeline()
    rows: pa.Table | None = pipeline.destination.stored(pipeline.dataset_name, table, columns)
    return rows


class Guard:
    """Keeps an older version of a row from taking the place of a newer one.

    Within one load dlt keeps the newest; across loads a vendor's copy that lags behind could
    bring back what was true an hour ago.
    """

    def __init__(self, table: RawTable) -> None:
        self._table = table
        self._is_read = False
        self._stored: pa.Table | None = None

    def newer(self, rows: pa.Table) -> pa.Table:
        """Return `rows` without those that are older than the warehouse's."""
        newest, unless = self._table.newest, self._table.newest_unless
        if newest is None or not rows.num_rows:
            return rows
        [key] = self._table.key
        if not self._is_read:
            columns = [key, newest, *([unless] if unless else [])]
            self._stored, self._is_read = stored(self._table, columns), True
        if self._stored is None:
            return rows
        at = pc.index_in(rows[key], value_set=self._stored[key].combine_chunks())
        # A row that is not there yet has no place, and nothing is older than nothing.
        older = pc.less(rows[newest], self._stored[newest].take(at))
        if unless:
            same = pc.equal(rows[unless], self._stored[unless].take(at))
            older = pc.and_kleene(older, same)
        return rows.filter(pc.invert(pc.fill_null(older, False)))
