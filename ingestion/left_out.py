"""What a load leaves out before it is written anywhere: rows and values of who was forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
from dlt.extract import DltSource

from ingestion.errors import SourceError
from ingestion.forgotten import Forgotten, read_forgotten
from ingestion.personal import ALL, NOBODY, Kind, Personal, values_in, without_values

if TYPE_CHECKING:
    from ingestion.registry import SourceSpec


@dataclass
class LeftOut:
    """Leaves out of a source's pages what is of who was forgotten, and counts the rows.

    Attributes:
        source: the source's name.
        personal: what each of its raw tables says of its columns.
        forgotten: who was forgotten.
        rows: rows that were left out so far, by table.
        cells: single values that were left out of rows that stay, by table.
    """

    source: str
    personal: Mapping[str, Personal]
    forgotten: Forgotten
    rows: Counter[str] = field(default_factory=Counter)
    cells: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, spec: SourceSpec, data_dir: Path) -> LeftOut:
        """Return what leaves out of a source's pages who was forgotten in a data folder.

        Raises:
            SourceError: the list of who was forgotten is damaged; nothing may be loaded then.
        """
        try:
            return cls(spec.name, spec.personal, read_forgotten(data_dir))
        except ValueError as error:
            raise SourceError(str(error)) from error

    def watch(self, source: DltSource) -> None:
        """Have every page of every resource pass here. Without anybody to look for: none."""
        if self.forgotten.is_empty:
            return
        for resource in source.resources.values():
            resource.add_step(self._step(resource.name))

    def clean(self, rows: pa.Table, table: str) -> pa.Table:
        """Return a page of `table` without what is of who was forgotten."""
        personal, kept = self.personal.get(table, NOBODY), rows
        if personal.staff == ALL:
            return rows
        for column, kind in personal.about_columns.items():
            if bad := self._forgotten_cells(kept, column, kind):
                values = pa.array(list(bad), kept.schema.field(column).type)
                kept = kept.filter(pc.invert(pc.is_in(kept[column], value_set=values)))
        self.rows[table] += rows.num_rows - kept.num_rows
        for column, kind in personal.mention_columns.items():
            bad = self._forgotten_cells(kept, column, kind)
            left = {cell: _left(cell, kind, values) for cell, values in bad.items()}
            kept = self._replaced(kept, table, column, left)
        for column in personal.texts.split():
            cells = pc.unique(kept[column]).to_pylist() if column in kept.column_names else []
            hidden = {cell: self.forgotten.hide_in(cell) for cell in cells if cell}
            changed = {cell: new for cell, new in hidden.items() if new != cell}
            kept = self._replaced(kept, table, column, changed)
        return kept

    def _step(self, resource: str) -> Callable[..., Any]:
        def step(item: Any, meta: Any = None) -> Any:
            # dlt's own marks, such as that of a table without rows, are no pages.
            return (
                self.clean(item, table_of(meta, resource)) if isinstance(item, pa.Table) else item
            )

        return step

    def _forgotten_cells(self, rows: pa.Table, column: str, kind: Kind) -> dict[Any, list[str]]:
        """Return the distinct cells that name somebody forgotten, and which values in them do."""
        cells = pc.unique(rows[column]).to_pylist() if column in rows.column_names else []
        found = {}
        for cell in cells:
            values = [] if cell is None else values_in(cell, kind)
            if bad := [it for it in values if self.forgotten.knows_value(kind, self.source, it)]:
                found[cell] = bad
        return found

    def _replaced(
        self, rows: pa.Table, table: str, column: str, changed: Mapping[Any, Any]
    ) -> pa.Table:
        """Return the rows with some cells of a column changed."""
        if not changed:
            return rows
        at, cells = rows.column_names.index(column), rows[column].to_pylist()
        self.cells[table] += sum(cell in changed for cell in cells)
        kind = rows.schema.field(column)
        new = pa.array([changed.get(cell, cell) for cell in cells], kind.type)
        return rows.set_column(at, kind, new)


def _left(cell: Any, kind: Kind, values: list[str]) -> Any:
    return without_values(cell, kind, values) if isinstance(cell, str) else None


def table_of(meta: Any, resource: str) -> str:
    """Return the raw table that a page goes to, as the resource has marked it."""
    hints = getattr(meta, "hints", None) or {}
    return getattr(meta, "table_name", None) or hints.get("table_name") or resource
