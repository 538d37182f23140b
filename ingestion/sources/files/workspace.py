"""One reading of an export: files -> scratch database -> base rows and refusals."""

# ruff: noqa: S608 (SQL is made here; names and texts go through `quote` and `literal`)

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from ingestion.sources.files import ambiguous, exchanged, short_rows, uncounted, unlinked
from ingestion.sources.files.base_rows import base_rows_sql, last_date_sql
from ingestion.sources.files.checking import check_mapping
from ingestion.sources.files.convert import (
    check_single_select,
    convert,
    first_line,
)
from ingestion.sources.files.document import MappingDocument
from ingestion.sources.files.errors import ExportError, MappingError, did_you_mean
from ingestion.sources.files.findings import Export, Finding, Known, refused_too_often
from ingestion.sources.files.inputs import LoadedInput, load_input
from ingestion.sources.files.limits import NO_MORE, Limits
from ingestion.sources.files.mapping import Column, Entity, Formats, Input, Mapping
from ingestion.sources.files.refusals import Refusals
from ingestion.sources.files.row_counts import Read, RowCount, row_count
from ingestion.sources.files.shapes import Shape
from ingestion.sources.files.target import Target
from ingestion.sources.files.text import FILE, LINE
from ingestion.sources.files.values import TYPES, literal, quote
from ingestion.sources.files.verdict import Counts, Job
from ingestion.sources.files.vocabulary import VOCABULARY, rule_of

_LOOKS = (
    refused_too_often,
    short_rows.cut_rows,
    uncounted.without_currency,
    uncounted.undated,
    uncounted.out_of_order,
    uncounted.dangling,
    uncounted.unjudged,
    unlinked.unlinked,
    unlinked.unnamed,
    unlinked.half_said,
    unlinked.unplaced,
    ambiguous.dates,
    ambiguous.amounts,
    ambiguous.single_values,
    ambiguous.unknown_words,
    exchanged.words,
)


@dataclass
class Workspace:
    """An export read into a scratch database. Build it with `read_export`."""

    source: str
    mapping: Mapping
    document: MappingDocument
    shapes: dict[str, Shape]
    root: Path
    time_zone: str
    loaded_at: datetime
    limits: Limits = NO_MORE
    inputs: dict[str, LoadedInput] = field(default_factory=dict)
    counts: dict[str, Counts] = field(default_factory=dict)
    inputs_read: dict[str, Read] = field(default_factory=dict)
    inputs_cut: dict[str, int] = field(default_factory=dict)
    refusals: Refusals = field(default_factory=Refusals)
    _found: tuple[Known, list[Finding]] | None = None

    def __post_init__(self) -> None:
        # In memory, as a file would flush every small statement to the disk. What is larger than
        # memory spills into the folder all the same; that is gone with this object.
        self._folder = tempfile.TemporaryDirectory(prefix="accord-files-")
        folder = Path(self._folder.name)
        self.connection = duckdb.connect(":memory:")
        self.connection.execute(f"set temp_directory = {literal(str(folder))}")
        self.connection.execute(f"set TimeZone = {literal(self._outer().time_zone)}")

    def table(self, entity: str) -> pa.Table:
        """Return the rows of `entity` in its base shape; none when it isn't mapped."""
        return self.reader(entity).read_all()

    def reader(self, entity: str, size: int = 50_000) -> pa.RecordBatchReader:
        """Return the rows of `entity` in its base shape, batch by batch."""
        # A cursor of its own: readers of several entities are open at the same time.
        sql = base_rows_sql(
            self.source, self.shapes[entity], self.mapping.entities.get(entity), self.loaded_at
        )
        return self.connection.cursor().execute(sql).to_arrow_reader(size)

    def last_date(self) -> date | None:
        """Return the last business day on which anything happened in the mapped rows."""
        sql = last_date_sql(self.mapping.entities, self.time_zone, self.loaded_at)
        row = self.connection.execute(sql).fetchone() if sql else None
        return row[0] if row else None

    def row_counts(self) -> list[RowCount]:
        """Return how many rows each mapped entity had, and how many of them were refused."""
        return [self._row_count(name, entity) for name, entity in self.mapping.entities.items()]

    def findings(self, known: Known) -> list[Finding]:
        """Return what loads and yet gives no figure or a wrong one, errors first.

        A load tells its operator and keeps what spoils figures: it looks at the export for both.
        """
        if self._found is None or self._found[0] != known:
            counts = tuple(self.row_counts())
            export = Export(self.connection, self.mapping, counts, self.time_zone)
            found = [one for look in _LOOKS for one in look(export, known)]
            self._found = (known, sorted(found, key=lambda one: one.severity))
        return self._found[1]

    def _row_count(self, name: str, entity: Entity) -> RowCount:
        own = self.counts[name]
        inputs = {
            one: read
            for one, read in self.inputs_read.items()
            if one == entity.from_input or (entity.query and reads(entity.query, one))
        }
        return row_count(
            name,
            Read(own.read, own.refused),
            inputs,
            is_derived=entity.query is not None,
            padded=sum(self.refusals.padded[one].total() for one in inputs),
            cut=sum(self.inputs_cut[one] for one in inputs),
        )

    def _outer(self) -> Formats:
        """The mapping's formats, in the company's time zone unless it says another."""
        return self.mapping.over(Formats(time_zone=self.time_zone))

    def _formats(self, column: Column, spec: Input | None) -> Formats:
        outer = spec.over(self._outer()) if spec else self._outer()
        return column.over(outer)

    def load_inputs(self) -> None:
        """Read every file, type the inputs' own columns, then forbid any access to the disk."""
        for name, spec in self.mapping.inputs.items():
            before = len(self.refusals.items)
            loaded = load_input(
                self.connection,
                name,
                spec,
                self._needed(name),
                self._readers(name),
                self.root,
                self.refusals,
                self.limits,
            )
            self.inputs[name] = loaded
            short = self.refusals.padded[name]
            self.inputs_cut[name] = short_rows.count_cut(self.connection, loaded.table, short)
            self._expose(name, spec, loaded)
            refused = {(one.file, one.line) for one in self.refusals.items[before:]}
            kept = self.connection.execute(f"select count(*) from {quote(name)}").fetchone()
            self.inputs_read[name] = Read(kept[0] + len(refused), len(refused))
        # From here on only the mapping's SQL runs: it may read the inputs and nothing else.
        self.connection.execute("set enable_external_access = false")
        self.connection.execute("set lock_configuration = true")

    def _readers(self, name: str) -> dict[str, str]:
        """Return, by a column of an input in small letters, where the mapping reads it."""
        spec, readers = self.mapping.inputs[name], dict[str, str]()
        for made, column in spec.columns.items():
            if column.column is not None:
                place = ("inputs", name, "columns", made)
                readers.setdefault(column.column.lower(), self._place(place))
        for entity_name, entity in self.mapping.entities.items():
            if entity.from_input != name:
                continue
            for key in entity.key:
                readers.setdefault(key.lower(), self._place(("entities", entity_name, "key")))
            for field_name, column in entity.fields.items():
                if column.column is not None:
                    place = ("entities", entity_name, "fields", field_name)
                    readers.setdefault(column.column.lower(), self._place(place))
        return readers

    def _place(self, location: tuple[str, ...]) -> str:
        line = self.document.line(location)
        return f"{self.document.path.name}:{line}: {'.'.join(location)}"

    def _needed(self, name: str) -> dict[str, bool]:
        """Return the columns that the mapping reads of an input -> whether one may be absent."""
        spec = self.mapping.inputs[name]
        made = {column.lower() for column in spec.columns}
        needed = {
            column.column: column.optional
            for column in spec.columns.values()
            if column.column is not None
        }
        for entity in self.mapping.entities.values():
            if entity.from_input != name:
                continue
            for column in entity.fields.values():
                if column.column is not None and column.column.lower() not in made:
                    needed[column.column] = column.optional and needed.get(column.column, True)
            for key in entity.key if entity.key != ("line",) else ():
                if key.lower() not in made:
                    needed[key] = False
        return needed

    def _expose(self, name: str, spec: Input, loaded: LoadedInput) -> None:
        """Make the input a relation of its own name: readable columns, then the typed ones."""
        raw = quote(loaded.table)
        if not spec.columns and not spec.where:
            self.connection.execute(f"create view {quote(name)} as select * from {raw}")
            return
        targets = {
            made: Target(
                column,
                TYPES[column.type or "text"],
                self._formats(column, spec),
                required=column.required,
            )
            for made, column in spec.columns.items()
        }
        job = Job(
            label=name,
            relation=loaded.table,
            targets=targets,
            native=loaded.native,
            key=("rowid",),
            where=spec.where,
            neutralise=self.mapping.formulas == "neutralise",
        )
        self._convert(job, ("inputs", name), "columns")
        shadowed = [column for column in loaded.columns if column.lower() in targets]
        without = f" exclude ({', '.join(map(quote, shadowed))})" if shadowed else ""
        made_columns = "".join(f", typed.{quote(column)}" for column in targets)
        self.connection.execute(
            f"""
            create table {quote(name)} as
            select raw.*{without}{made_columns}
            from {raw} as raw
            join {quote(f"typed_{name}")} as typed on typed.__id = cast(raw.rowid as varchar)
            order by typed.__row
            """
        )

    def load_entities(self) -> None:
        """Make the base rows of every mapped entity."""
        for name, entity in self.mapping.entities.items():
            relation = entity.from_input or self._query(name, entity)
            spec = self.mapping.inputs.get(entity.from_input or "")
            shape = self.shapes[name]
            targets = {
                field: Target(
                    column,
                    shape.fields[field],
                    self._formats(column, spec),
                    column.required or field in shape.required,
                    shape.allowed.get(field, VOCABULARY.get((name, field), ())),
                    rule_of(field),
                )
                for field, column in entity.fields.items()
            }
            native = self.inputs[entity.from_input].native if entity.from_input else False
            job = Job(
                label=name,
                relation=relation,
                targets=targets,
                native=native,
                key=entity.key,
                where=entity.where,
                duplicates=entity.duplicates,
                rules=entity.refuse,
                neutralise=self.mapping.formulas == "neutralise",
            )
            counts = self._convert(job, ("entities", name), "fields")
            self.counts[name] = counts
            if counts.read and not counts.loaded:
                last = self.refusals.items[-1]
                raise ExportError(
                    f"{name}: all {counts.read} rows are refused, for example {last}; "
                    "a dry run shows them, most likely the mapping is wrong"
                )

    def _query(self, name: str, entity: Entity) -> str:
        """Run an entity's own query into a table; return its name."""
        place = ("entities", name, "query")
        relation = f"query_{name}"
        try:
            check_single_select(self.connection, entity.query or "")
            self.connection.execute(
                f"create table {quote(relation)} as select * from ({entity.query}\n)"
            )
        except (duckdb.Error, ValueError) as error:
            raise MappingError(self.document.problem(place, first_line(error))) from error
        described = self.connection.execute(f"describe {quote(relation)}").fetchall()
        columns = {str(row[0]).lower() for row in described}
        for extra, kind in ((FILE, "varchar"), (LINE, "bigint")):
            if extra not in columns:
                self.connection.execute(
                    f"alter table {quote(relation)} add column {quote(extra)} {kind}"
                )
        for field_name, column in entity.fields.items():
            if column.column is not None and column.column.lower() not in columns:
                hint = did_you_mean(column.column, columns)
                message = f"the query gives no column {column.column!r}; {hint}"
                at = ("entities", name, "fields", field_name)
                raise MappingError(self.document.problem(at, message))
        return relation

    def _convert(self, job: Job, place: tuple[str, str], group: str) -> Counts:
        try:
            return convert(self.connection, job, self.refusals)
        except MappingError as error:
            found = re.match(r"fields\.(\w+): (.*)", str(error), re.DOTALL)
            at = (*place, group, found[1]) if found else place
            message = found[2] if found else str(error)
            raise MappingError(self.document.problem(at, message)) from error


def reads(query: str, name: str) -> bool:
    """Return whether an SQL query names an input."""
    return re.search(rf"\b{re.escape(name)}\b", query) is not None


def read_export(
    source: str,
    mapping: Mapping,
    document: MappingDocument,
    shapes: dict[str, Shape],
    root: Path,
    time_zone: str,
    limits: Limits = NO_MORE,
) -> Workspace:
    """Read a whole export, of which no file may be larger than `limits`.

    Raises:
        MappingError: the mapping is wrong. ExportError: a file can't be read as declared.
    """
    check_mapping(mapping, document, shapes)
    now = datetime.now(UTC).replace(tzinfo=None)
    workspace = Workspace(source, mapping, document, shapes, root, time_zone, now, limits)
    workspace.load_inputs()
    workspace.load_entities()
    return workspace
