"""What a load empties before it is written anywhere: personal fields of who was too long silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from dlt.extract import DltSource

from ingestion.emptied import Emptied, is_pseudonym, read_emptied, without_tag
from ingestion.errors import SourceError
from ingestion.left_out import table_of
from ingestion.personal import ALL, NOBODY, Kind, Personal, values_in, with_values

if TYPE_CHECKING:
    from ingestion.registry import SourceSpec

#: Stands for a name or a number that was there: whether one was known counts in figures.
EMPTIED = "[emptied]"


@dataclass
class Emptying:
    """Empties the personal fields of who is on the list in a source's pages; rows all stay.

    Attributes:
        source: the source's name.
        personal: what each of its raw tables says of its columns.
        emptied: who is on the list.
        cells: values that were emptied so far, by table.
    """

    source: str
    personal: Mapping[str, Personal]
    emptied: Emptied
    cells: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, spec: SourceSpec, data_dir: Path) -> Emptying:
        """Return what empties a source's pages by the list of a data folder.

        Raises:
            SourceError: the list is damaged; nothing may be loaded then.
        """
        try:
            return cls(spec.name, spec.personal, read_emptied(data_dir))
        except ValueError as error:
            raise SourceError(str(error)) from error

    def watch(self, source: DltSource) -> None:
        """Have every page of every resource pass here. Without anybody to look for: none."""
        if self.emptied.is_empty:
            return
        for resource in source.resources.values():
            resource.add_step(self._step(resource.name))

    def clean(self, rows: pa.Table, table: str) -> pa.Table:
        """Return a page of `table` with the fields of who is on the list emptied."""
        personal = self.personal.get(table, NOBODY)
        if personal.staff == ALL or not rows.num_rows:
            return rows
        rows, about = self._without_addresses(rows, table, personal)
        if any(about):
            for column in (*personal.names.split(), *personal.details.split()):
                rows = self._changed(rows, table, column, lambda _: EMPTIED, about)
        for column in personal.texts.split():
            rows = self._changed(rows, table, column, self.emptied.people.hide_in)
        return rows

    def _without_addresses(
        self, rows: pa.Table, table: str, personal: Personal
    ) -> tuple[pa.Table, list[bool]]:
        """Return the rows with addresses hashed, and which rows are about who is on the list."""
        about = [False] * rows.num_rows
        columns: dict[str, Kind] = {**personal.about_columns, **personal.mention_columns}
        for column, kind in columns.items():
            cells = rows[column].to_pylist() if column in rows.column_names else []
            known = self._known(cells, kind)
            if not known:
                continue
            if column in personal.about_columns:
                about = [it or cell in known for it, cell in zip(about, cells, strict=True)]
            if kind == "email":
                rows = self._changed(rows, table, column, partial(_replacement, known))
        return rows, about

    def _known(self, cells: Iterable[Any], kind: Kind) -> dict[Any, Any]:
        """Return the distinct cells that name somebody on the list, and what each becomes."""
        found = {}
        for cell in {it for it in cells if it is not None}:
            values = values_in(cell, kind)
            if any(self._is_listed(value, kind) for value in values):
                is_email = kind == "email"
                found[cell] = with_values(cell, kind, self._pseudonym) if is_email else cell
        return found

    def _is_listed(self, value: str, kind: Kind) -> bool:
        is_stored = kind == "email" and is_pseudonym(value)
        spellings = {value, without_tag(value)} if kind == "email" else {value}
        people = self.emptied.people
        return is_stored or any(people.knows_value(kind, self.source, it) for it in spellings)

    def _pseudonym(self, address: str) -> str:
        return self.emptied.pseudonym(address) if self._is_listed(address, "email") else address

    def _step(self, resource: str) -> Callable[..., Any]:
        def step(item: Any, meta: Any = None) -> Any:
            return (
                self.clean(item, table_of(meta, resource)) if isinstance(item, pa.Table) else item
            )

        return step

    def _changed(
        self,
        rows: pa.Table,
        table: str,
        column: str,
        change: Callable[[Any], Any],
        where: Sequence[bool] | None = None,
    ) -> pa.Table:
        """Return the rows with the texts of a column changed; what is empty stays so."""
        if column not in rows.column_names:
            return rows
        at, cells = rows.column_names.index(column), rows[column].to_pylist()
        wanted = where or [True] * len(cells)
        new = [
            change(cell) if is_wanted and isinstance(cell, str) and cell.strip() else cell
            for cell, is_wanted in zip(cells, wanted, strict=True)
        ]
        changed = sum(cell != before for cell, before in zip(new, cells, strict=True))
        if not changed:
            return rows
        self.cells[table] += changed
        kind = rows.schema.field(column)
        return rows.set_column(at, kind, pa.array(new, kind.type))


def _replacement(known: Mapping[Any, Any], cell: Any) -> Any:
    return known.get(cell, cell)
