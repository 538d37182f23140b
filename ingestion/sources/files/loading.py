"""From a read export to dlt: every base entity, and the quarantine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache

import dlt
import pyarrow as pa
from dlt.extract import DltResource

from ingestion.sources.files import doubts
from ingestion.sources.files.findings import Known
from ingestion.sources.files.refusals import QUARANTINE
from ingestion.sources.files.row_counts import ROW_COUNTS, to_arrow
from ingestion.sources.files.workspace import Workspace
from ingestion.stored import stored_rows


def resources(
    read: Callable[[], Workspace], tables: dict[str, Callable[[Workspace], Iterator[pa.Table]]]
) -> list[DltResource]:
    """Return one dlt resource per table; the export is read once, at the first of them."""
    # An export is whole each time: what it no longer holds goes. The swap from staging is one
    # transaction, so that a killed run leaves the tables as they were.
    dlt.config["destination.replace_strategy"] = "insert-from-staging"
    once = cache(read)
    return [_resource(name, once, rows) for name, rows in tables.items()]


def entity_rows(entity: str) -> Callable[[Workspace], Iterator[pa.Table]]:
    """Return how the base rows of `entity` are read; an empty typed table when there are none."""

    def rows(workspace: Workspace) -> Iterator[pa.Table]:
        reader = workspace.reader(entity)
        schema = _keyed(reader.schema)
        empty = True
        for batch in reader:
            empty = False
            yield pa.Table.from_batches([batch]).cast(schema)
        if empty:
            yield schema.empty_table()

    return rows


def _keyed(schema: pa.Schema) -> pa.Schema:
    """Return `schema` with a key that is never null, as dlt's primary key is."""
    at = schema.get_field_index("source_key")
    return schema.set(at, schema.field(at).with_nullable(False))


def quarantine_rows(workspace: Workspace) -> Iterator[pa.Table]:
    """Yield the refused rows of this load."""
    yield workspace.refusals.to_arrow(workspace.loaded_at, _first_seen())


def row_count_rows(workspace: Workspace) -> Iterator[pa.Table]:
    """Yield how many rows each entity had, and how many were refused."""
    yield to_arrow(workspace.row_counts(), workspace.loaded_at)


def doubt_rows(known: Known) -> Callable[[Workspace], Iterator[pa.Table]]:
    """Return how the findings that spoil figures are read."""

    def rows(workspace: Workspace) -> Iterator[pa.Table]:
        most = known.refused_rows.warn
        yield doubts.to_arrow(workspace.findings(known), most, workspace.loaded_at)

    return rows


def _first_seen() -> dict[tuple[str, str, str], datetime]:
    """Return, by entity, field and reason, when an earlier load first refused a row for it."""
    kept = stored_rows(QUARANTINE, ("entity", "field", "reason", "first_seen_at"))
    seen: dict[tuple[str, str, str], datetime] = {}
    for row in kept.to_pylist() if kept is not None else ():
        kind, at = (row["entity"], row["field"] or "", row["reason"]), row["first_seen_at"]
        if at is not None:
            seen[kind] = min(at, seen.get(kind, at))
    return seen


def _resource(
    name: str, read: Callable[[], Workspace], rows: Callable[[Workspace], Iterator[pa.Table]]
) -> DltResource:
    def extract() -> Iterator[pa.Table]:
        yield from rows(read())

    keys = {QUARANTINE: "quarantine_id", ROW_COUNTS: "entity", doubts.DOUBTS: "doubt"}
    key = keys.get(name, "source_key")
    return dlt.resource(extract, name=name, primary_key=key, write_disposition="replace")
