"""The one language of raw tables: their columns and key, and what dlt must know to merge them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import dlt
import pyarrow as pa
from dlt.extract import DltResource, DltSource

from ingestion.arrow import LOADED_AT, TIMESTAMP, Row, by_column, from_columns
from ingestion.parts import Offer
from ingestion.personal import NOBODY, Personal, require_declared
from ingestion.refused import Refused, RefusedValue, RefusedValueError, refused_values, shown
from ingestion.registry import Declared
from ingestion.stored import Guard, stored

_TYPES = {
    "": pa.string(),
    "i": pa.int64(),
    "f": pa.float64(),
    "b": pa.bool_(),
    "d": pa.date32(),
    "t": TIMESTAMP,
}
#: Rows of a batch: each has a fixed cost in dlt, so pages are joined.
_BATCH_ROWS = 20_000


@dataclass(frozen=True)
class RawTable:
    """A raw table that is merged by its primary key.

    Attributes:
        columns: `name:type` separated by blanks; i int64, f float64, b boolean, d date, t instant
            (UTC), text without a type. `_loaded_at` is added.
        key: primary key; a row that comes again replaces the one before.
        newest: of two versions of a row, the one with the greatest value here wins, in one load
            and over all loads.
        newest_unless: an older version wins all the same where it differs here.
        replaces: columns of the key; a load replaces all rows that share their values with one of
            its own rows, so that what the vendor no longer reports goes away.
        repeats: beside `replaces`: a load may bring a row twice, of which one is kept.
        removed: column that is true in a row that only replaces; the table never holds such a row.
        personal: which columns say who a person is.

    Raises:
        ValueError: a column is named like an address, a name or a phone number, and `personal`
            says nothing of it.
    """

    name: str
    columns: str
    key: tuple[str, ...] = ("id",)
    newest: str | None = None
    newest_unless: str | None = None
    replaces: tuple[str, ...] = ()
    repeats: bool = False
    removed: str | None = None
    personal: Personal = NOBODY

    def __post_init__(self) -> None:
        """Refuse a table that does not say whom its columns name."""
        texts = [field.name for field in self.schema if pa.types.is_string(field.type)]
        require_declared(self.name, self.schema.names, texts, self.personal)

    @cached_property
    def schema(self) -> pa.Schema:
        """The declared columns, `_loaded_at` last."""
        fields = []
        for column in self.columns.split():
            name, _, kind = column.partition(":")
            fields.append(pa.field(name, _TYPES[kind], nullable=name not in self.key))
        return pa.schema([*fields, pa.field(LOADED_AT, TIMESTAMP, nullable=False)])

    def arrow(self, rows: Iterable[Row], loaded_at: datetime | None = None) -> pa.Table:
        """Return one page of rows in the declared columns, loaded now unless `loaded_at` says.

        A value that does not fit its column is left out and noted (`ingestion/refused.py`).

        Raises:
            RefusedValueError: it is one of the key, there is no load under way, or they are many.
        """
        page = list(rows)
        names = (name for name in self.schema.names if name != LOADED_AT)
        return self.from_columns(
            {name: [row.get(name) for row in page] for name in names}, loaded_at
        )

    def from_tuples(
        self, names: Sequence[str], rows: Sequence[tuple[Any, ...]], loaded_at: datetime
    ) -> pa.Table:
        """`arrow` of a page of tuples, in the order of `names`."""
        return self.from_columns(by_column(names, rows), loaded_at)

    def from_columns(
        self, columns: Mapping[str, list[Any]], loaded_at: datetime | None = None
    ) -> pa.Table:
        """`arrow` of a page that is columns already, which spares a dict per row."""
        noted = refused_values()
        found: list[Refused] = []
        try:
            page = from_columns(columns, self.schema, loaded_at, None if noted is None else found)
        except RefusedValueError as error:
            raise RefusedValueError(f"{self.name}: {error}") from error
        if noted is not None:
            keys = self.keys(page) if found else []
            refused = [self._refusal(page, keys, value) for value in found]
            lost = Counter(value.column for value in found)
            noted.note(
                self,
                refused,
                {
                    name: page.num_rows - page[name].null_count + lost[name]
                    for name in columns
                    if name in page.column_names
                },
            )
        return page

    def keys(self, page: pa.Table) -> list[tuple[str, ...]]:
        """Return the key of each row, as texts."""
        columns = [map(str, page[name].to_pylist()) for name in self.key]
        return list(zip(*columns, strict=True))

    def _refusal(
        self, page: pa.Table, keys: Sequence[tuple[str, ...]], found: Refused
    ) -> RefusedValue:
        people = [name for name, kind in self.personal.about_columns.items() if kind == "id"]
        ids = [str(page[name][found.row].as_py()) for name in people]
        is_personal = found.column in self.personal.columns
        return RefusedValue(
            self.name,
            keys[found.row],
            found.column,
            shown(found.value, is_personal=is_personal),
            found.reason,
            "|".join(ids) or None,
        )

    def resource(self, pages: Callable[[], Iterator[pa.Table]]) -> DltResource:
        """Return the dlt resource that loads `pages`; without any row the table is made, too."""

        def read() -> Iterator[Page]:
            return ((self, rows) for rows in pages())

        return filled_together(self.name, [self], read, parallel=False)

    def has_rows(self) -> bool:
        """Return whether earlier loads left rows, while a load extracts."""
        rows = stored(self, self.key[:1])
        return rows is not None and rows.num_rows > 0

    def loaded_from(self, parent: DltResource, pick: Callable[[Any], Iterable[Row]]) -> DltResource:
        """Return the dlt resource that loads what `pick` finds in every page of `parent`."""
        guard = Guard(self)

        def read(page: Any) -> Iterator[Any]:
            yield self.marked(guard.newer(self.arrow(pick(page))))

        return parent | dlt.transformer(read, name=self.name)

    def marked(self, rows: pa.Table) -> Any:
        """Return `rows` with the hints by which a resource of several tables fills this one."""
        hints = dlt.mark.make_hints(table_name=self.name, columns=self._marks(), **self._merge())
        return dlt.mark.with_hints(rows, hints, create_table_variant=True)

    def once(self) -> Callable[[pa.Table], pa.Table]:
        """Return what drops rows that came before in a load, where the merge would keep both."""
        if self._merges_by_key:
            return lambda rows: rows
        seen: set[tuple[Any, ...]] = set()

        def once(rows: pa.Table) -> pa.Table:
            keys = list(zip(*(rows[name].to_pylist() for name in self.key), strict=True))
            fresh = [key not in seen and not seen.add(key) for key in keys]  # type: ignore[func-returns-value]
            return rows if all(fresh) else rows.filter(pa.array(fresh))

        return once

    @property
    def _merges_by_key(self) -> bool:
        # dlt deletes by primary key OR merge key, a join without an index. The columns replaced
        # are part of the key, so deleting by them alone is enough, unless rows repeat.
        return self.repeats or not self.replaces

    def _marks(self) -> dict[str, Any]:
        """What dlt must know of single columns."""
        newest = {self.newest: {"dedup_sort": "desc"}} if self.newest else {}
        return {**newest, **({self.removed: {"hard_delete": True}} if self.removed else {})}

    def _merge(self) -> dict[str, Any]:
        return {
            "primary_key": list(self.key) if self._merges_by_key else None,
            "merge_key": list(self.replaces) or None,
            "write_disposition": "merge",
        }


#: What the account refuses: a row per table of each part that is left out.
UNAVAILABLE = RawTable(
    "unavailable",
    "part table_name entities status:i reason needs since:d was_loaded:b is_available:b",
    key=("part", "table_name"),
    # A part that the vendor gives again goes away.
    removed="is_available",
)


#: A page of one of the tables that a resource fills.
Page = tuple[RawTable, pa.Table]


def filled_together(
    name: str,
    tables: Sequence[RawTable],
    read: Callable[[], Iterator[Page]],
    *,
    parallel: bool = True,
) -> DltResource:
    """Return the dlt resource `name` that fills several tables with the pages that `read` yields.

    Tables that no load has made before are made also without rows. Resources of one source are
    read side by side, where they are `parallel`. What the account refuses is left out, and said in
    the table `unavailable`.
    """

    def pages() -> Iterator[Any]:
        state = dlt.current.resource_state(name)
        held: dict[str, list[pa.Table]] = {table.name: [] for table in tables}
        ready = {table.name: _ready(table) for table in tables}
        for table in tables:
            if table.name not in state.get("tables", ()):
                held[table.name].append(table.schema.empty_table())
        offer = Offer(name, state, lambda: any(table.has_rows() for table in tables))
        for table, rows in offer.pages(read):
            if not rows.num_rows:
                continue
            if table is UNAVAILABLE:
                yield table.marked(rows)
                continue
            held[table.name].append(rows)
            if sum(part.num_rows for part in held[table.name]) >= _BATCH_ROWS:
                yield ready[table.name](held[table.name])
                held[table.name] = []
        for table in tables:
            if held[table.name]:
                yield ready[table.name](held[table.name])
        if refused := offer.rows():
            yield UNAVAILABLE.marked(UNAVAILABLE.arrow(refused))
        state["tables"] = [table.name for table in tables]

    return dlt.resource(pages, name=name, parallelized=parallel)


def _ready(table: RawTable) -> Callable[[Sequence[pa.Table]], Any]:
    """Return what joins pages of a table to a batch for dlt, without rows that must not come."""
    guard, once = Guard(table), table.once()
    return lambda pages: table.marked(once(guard.newer(pa.concat_tables(pages))))


#: Values that were refused, one row per record and column; made by every source.
#: `record_key`: the values of the record's key with a bar between. A row that is removed only says
#: that a record has come again without the fault.
QUARANTINE = RawTable(
    "quarantine",
    "table_name record_key field value reason person_id seen_at:t is_removed:b",
    key=("table_name", "record_key", "field"),
    newest="seen_at",
    removed="is_removed",
    personal=Personal(about="person_id:id", texts="value"),
)


def raw_names(tables: Sequence[RawTable]) -> tuple[str, ...]:
    """Return the tables' names, as `SourceSpec.raw_tables` wants them, and the quarantine's."""
    return tuple(table.name for table in (*tables, QUARANTINE))


def personal_of(tables: Iterable[RawTable]) -> dict[str, Personal]:
    """Return what each table says of its personal columns, as `SourceSpec.personal` wants it."""
    return {
        table.name: table.personal for table in (*tables, QUARANTINE) if table.personal != NOBODY
    }


def declared_of(tables: Iterable[RawTable]) -> dict[str, Declared]:
    """Return key and columns of each table, as `SourceSpec.declared` wants it."""
    declared = {
        table.name: Declared(table.key, tuple(table.schema.names), LOADED_AT) for table in tables
    }
    # What was refused goes away as it is corrected.
    columns = tuple(QUARANTINE.schema.names)
    return {**declared, QUARANTINE.name: Declared(QUARANTINE.key, columns, LOADED_AT, True)}


def built_source(name: str, resources: Sequence[DltResource]) -> DltSource:
    """Return the dlt source of these resources; tables stay flat, as they are declared."""
    # The rows of these come with the pages; the tables are there without any, too.
    made = [*resources, *(table.resource(lambda: iter(())) for table in (QUARANTINE, UNAVAILABLE))]
    built: DltSource = dlt.source(lambda: made, name=name, max_table_nesting=0)()
    return built
