"""CRM objects: records, property history, associations, deletes and restores.

The first load lists everything; later ones search for what was touched since the cursor. Deleted
records come in a second pass over the archive; what left the archive is read again, as it was
restored.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import dlt
import pyarrow as pa
from dlt.extract import DltResource

from ingestion.arrow import from_columns, from_tuples
from ingestion.errors import PagingError
from ingestion.raw_table import Page as RawPage
from ingestion.raw_table import RawTable, filled_together
from ingestion.sources.hubspot.api import HubSpotApi, Page, parts
from ingestion.sources.hubspot.object_types import ObjectType
from ingestion.sources.hubspot.tables import history_table, link_table, record_table

# Records whose associations are asked for in one go.
_LINK_CHUNK = 1000


def object_resource(
    api: HubSpotApi, kind: ObjectType, lookback: timedelta, loaded_at: datetime
) -> DltResource:
    """The dlt resource of one object type and all its tables."""
    loader = ObjectLoader(api, kind, loaded_at)
    return filled_together(kind.name, loader.tables, lambda: loader.load(lookback))


class Recent:
    """When the records touched last were touched, so that the lookback reads only what is new.

    `stamps` maps ids to `updatedAt` and is kept in the state; older ones than `horizon` are not.
    """

    def __init__(self, stamps: Mapping[str, str], horizon: datetime | None) -> None:
        self._horizon = horizon
        self.known = dict(stamps)
        self.stamps = {key: stamp for key, stamp in stamps.items() if self._counts(stamp)}

    def noting(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Pass pages on, keeping the stamps of their records."""
        for page in pages:
            stamps = {row["id"]: row["updatedAt"] for row in page}
            self.stamps.update({k: stamp for k, stamp in stamps.items() if self._counts(stamp)})
            yield page

    def _counts(self, stamp: str) -> bool:
        return self._horizon is not None and datetime.fromisoformat(stamp) >= self._horizon


class ObjectLoader:
    """Reads one object type into its raw tables."""

    def __init__(self, api: HubSpotApi, kind: ObjectType, loaded_at: datetime) -> None:
        self._api = api
        self._kind = kind
        self._loaded_at = loaded_at
        self._records = record_table(kind)
        self._history = history_table(kind) if kind.history else None
        self._links = {to: link_table(kind, to) for to in kind.links}

    @property
    def tables(self) -> tuple[RawTable, ...]:
        """All tables of the object type."""
        history = (self._history,) if self._history else ()
        return (self._records, *history, *self._links.values())

    def load(self, lookback: timedelta) -> Iterator[RawPage]:
        """Yield pages of rows; cursor and archive move on only when all were read."""
        state = dlt.current.resource_state(self._kind.name)
        cursor = state.get("cursor")
        since = datetime.fromisoformat(cursor) - lookback if cursor else None
        total, newest = self._api.newest(self._kind)
        recent = Recent(state.get("recent", {}), newest and newest - lookback)
        if since is None:
            yield from self._rows(recent.noting(self._everything(total)))
        else:
            pages = self._api.changed(self._kind, since, recent.known)
            yield from self._rows(recent.noting(pages), replace_links=True)
        archived = yield from self._archive(set(state.get("archived", ())), since)
        state["archived"] = sorted(archived)
        state["recent"] = recent.stamps
        if newest is not None:
            state["cursor"] = newest.astimezone(UTC).isoformat()

    def _everything(self, expected: int) -> Iterator[Page]:
        seen: set[str] = set()
        for page in self._api.records(self._kind):
            seen.update(row["id"] for row in page)
            yield page
        if len(seen) < expected:
            message = f"{self._kind.name}: the vendor counts {expected} records, listed {len(seen)}"
            raise PagingError(message)

    def _archive(
        self, known: set[str], since: datetime | None
    ) -> Generator[RawPage, None, set[str]]:
        """Yield deleted records that are new or touched, then restored ones.

        Returns the ids in the archive.
        """
        archived: set[str] = set()
        for page in self._api.records(self._kind, archived=True):
            fresh = [row for row in page if row["id"] not in known or _touched(row, since)]
            archived.update(row["id"] for row in page)
            if self._history:
                # What was known before the deletion stays known, to a first load too: the list
                # lists records only, so their versions and links are read by id.
                ids = [row["id"] for row in fresh]
                yield from self._rows(self._api.read(self._kind, ids, archived=True))
            else:
                yield self._records, self._record_rows(fresh)
        restored = sorted(known - archived)
        pages = self._api.read(self._kind, restored)
        yield from self._rows(pages, replace_links=True)
        return archived

    def _rows(self, pages: Iterable[Page], *, replace_links: bool = False) -> Iterator[RawPage]:
        ids: list[str] = []
        for page in pages:
            yield self._records, self._record_rows(page)
            if self._history:
                yield self._history, history_rows(page, self._history.schema, self._loaded_at)
            ids += [row["id"] for row in page]
        for to, table in self._links.items():
            for chunk in parts(ids, _LINK_CHUNK):
                yield table, self._link_rows(to, table, chunk, replace_links)

    def _record_rows(self, page: Page) -> pa.Table:
        properties = [row["properties"] for row in page]
        columns = {
            name: [values.get(name) for values in properties] for name in self._kind.property_names
        }
        columns["id"] = [row["id"] for row in page]
        columns["created_at"] = [row["createdAt"] for row in page]
        columns["updated_at"] = [row["updatedAt"] for row in page]
        columns["archived"] = [row.get("archived", False) for row in page]
        columns["archived_at"] = [row.get("archivedAt") for row in page]
        return from_columns(columns, self._records.schema, self._loaded_at)

    def _link_rows(self, to: str, table: RawTable, ids: Sequence[str], replace: bool) -> pa.Table:
        found = self._api.associations(self._kind, to, ids)
        rows = list(map(_link, found))
        if replace:
            linked = {origin for origin, *_ in rows}
            rows += [(one, "", None, None, True) for one in ids if one not in linked]
        names = ("from_id", "to_id", "type_ids", "label", "is_removed")
        return from_tuples(names, rows, table.schema, self._loaded_at)


def _link(found: tuple[str, str, list[dict[str, Any]]]) -> tuple[Any, ...]:
    origin, target, types = found
    if len(types) == 1:
        return origin, target, str(types[0]["typeId"]), types[0].get("label") or None, False
    numbers = "|".join(sorted(str(kind["typeId"]) for kind in types))
    label = next((kind["label"] for kind in types if kind.get("label")), None)
    return origin, target, numbers, label, False


def _touched(row: Mapping[str, Any], since: datetime | None) -> bool:
    return since is None or datetime.fromisoformat(row["updatedAt"]) >= since


def history_rows(page: Page, columns: pa.Schema, loaded_at: datetime) -> pa.Table:
    """One row per version of a property of the records of a page."""
    rows = [
        (
            row["id"],
            name,
            version.get("value") or "",
            version["timestamp"],
            version["sourceType"],
            version.get("sourceId"),
        )
        for row in page
        for name, versions in (row.get("propertiesWithHistory") or {}).items()
        for version in versions
    ]
    names = ("object_id", "property", "value", "changed_at", "source_type", "source_id")
    return from_tuples(names, rows, columns, loaded_at)
