"""CRM objects: records, property history, associations, deletes and restores.

The first load lists everything; later ones search for what was touched since the cursor. Deleted
records come in a second pass over the archive; what left the archive is read again, as it was
restored. From time to time all ids are compared with the warehouse.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import dlt
import pyarrow as pa
from dlt.extract import DltResource

from ingestion.errors import PagingError, RefusedError
from ingestion.parts import Offer
from ingestion.raw_table import UNAVAILABLE, RawTable, filled_together
from ingestion.raw_table import Page as RawPage
from ingestion.reconcile import is_due
from ingestion.sources.hubspot.api import Page, parts
from ingestion.sources.hubspot.object_types import ObjectType
from ingestion.sources.hubspot.properties import Portal
from ingestion.sources.hubspot.recent import Recent
from ingestion.sources.hubspot.reconcile import gap, tombstones
from ingestion.sources.hubspot.relink import LINK_COLUMNS, KnownLinks, removed
from ingestion.sources.hubspot.rows import history_rows, link_row
from ingestion.sources.hubspot.search import changed, moved, newest
from ingestion.sources.hubspot.tables import history_table, link_table, record_table
from ingestion.stored import stored
from ingestion.watermark import present

# Records whose associations are asked for in one go.
_LINK_CHUNK = 1000


@dataclass(frozen=True)
class Terms:
    """What holds for all object types of one load.

    Attributes:
        loaded_at: when it began.
        as_of: the day that counts as today.
        lookback: how far behind the cursor is read again.
        reconcile_days: after how many days all ids are compared again.
    """

    loaded_at: datetime
    as_of: date
    lookback: timedelta
    reconcile_days: int


def object_resource(portal: Portal, kind: ObjectType, terms: Terms) -> DltResource:
    """The dlt resource of one object type and all its tables."""
    loader = ObjectLoader(portal, kind, terms)
    return filled_together(kind.name, loader.tables, loader.load)


class ObjectLoader:
    """Reads one object type into its raw tables."""

    def __init__(self, portal: Portal, kind: ObjectType, terms: Terms) -> None:
        self._portal = portal
        self._api = portal.api
        self._kind = kind
        self._terms = terms
        self._loaded_at = terms.loaded_at
        self._records = record_table(kind)
        self._history = history_table(kind) if kind.history else None
        self._links = {to: link_table(kind, to) for to in kind.links}
        # Of this load: an account may read the records, and not those at the other end.
        self._offers: dict[str, Offer] = {}

    @property
    def tables(self) -> tuple[RawTable, ...]:
        """All tables of the object type."""
        history = (self._history,) if self._history else ()
        return (self._records, *history, *self._links.values())

    def load(self) -> Iterator[RawPage]:
        """Yield pages of rows; cursor and archive move on only when all were read.

        Raises:
            MissingFieldError: the portal has lost a property, or never had one that is mapped.
        """
        state, lookback = dlt.current.resource_state(self._kind.name), self._terms.lookback
        self._kind = self._portal.mapped(self._kind, state)
        self._offer_links(state.setdefault("links", {}))
        cursor, asked = state.get("cursor"), sorted(self._kind.asked.items())
        is_other = state.get("asked") != [list(pair) for pair in asked]
        if cursor and (is_other or self._is_given_again()):
            # Another property, or one mapped otherwise: records that nobody touches have it too.
            # The same holds of associations that were refused so far.
            cursor = None
        since = datetime.fromisoformat(cursor) - lookback if cursor else None
        total, last = newest(self._api, self._kind, present(self._terms.as_of))
        recent = Recent(state.get("recent", {}), last and last - lookback)
        if since is None:
            known = "cursor" in state
            yield from self._rows(recent.noting(self._everything(total, last)), replace_links=known)
        else:
            pages = changed(self._api, self._kind, since, recent.known, last)
            yield from self._rows(recent.noting(pages), replace_links=True)
        archived = yield from self._archive(set(state.get("archived", ())), since)
        if is_due(state, self._terms.as_of, self._terms.reconcile_days) and since is not None:
            yield from self._reconciled(recent.read, archived)
        for offer in self._offers.values():
            yield UNAVAILABLE, UNAVAILABLE.arrow(offer.rows())
        state["archived"], state["asked"] = sorted(archived), [list(pair) for pair in asked]
        state["recent"] = recent.stamps
        if last is not None:
            state["cursor"] = last.astimezone(UTC).isoformat()

    def _everything(self, counted: int, last: datetime | None) -> Iterator[Page]:
        seen: set[str] = set()
        for page in self._api.records(self._kind):
            seen.update(row["id"] for row in page)
            yield page
        if len(seen) < counted:
            # Some may have been deleted meanwhile.
            counted = min(counted, self._counted())
        # As many as were touched meanwhile may have taken the place of one that was deleted: the
        # next load reads them. Beyond that, the listing has lost some.
        if len(seen) < counted and len(seen) + moved(self._api, self._kind, last) < counted:
            message = f"{self._kind.name}: the vendor counts {counted} records, listed {len(seen)}"
            raise PagingError(message)

    def _counted(self) -> int:
        return newest(self._api, self._kind, present(self._terms.as_of))[0]

    def _reconciled(self, read: Mapping[str, str], archived: set[str]) -> Iterator[RawPage]:
        found = gap(self._api, self._kind, self._records, read, archived)
        pages = self._api.read(self._kind, found.other)
        yield from self._rows(pages, replace_links=True)
        if found.gone:
            yield self._records, tombstones(self._records, found.gone, self._loaded_at)
        yield from self._relinked(found.same)

    def _relinked(self, ids: Sequence[str]) -> Iterator[RawPage]:
        """Yield the associations of untouched records that are others than the warehouse has."""
        for to, offer in self._offers.items():
            yield from offer.pages(partial(self._changed_links, to, ids))

    def _changed_links(self, to: str, ids: Sequence[str]) -> Iterator[RawPage]:
        table = self._links[to]
        known = KnownLinks(table)
        for chunk in parts(ids, _LINK_CHUNK):
            found = map(link_row, self._api.associations(self._kind, to, chunk))
            rows = known.changed(chunk, found)
            yield table, table.from_tuples(LINK_COLUMNS, rows, self._loaded_at)

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
                yield self._history, history_rows(page, self._history, self._loaded_at)
            ids += [row["id"] for row in page]
        for to, offer in self._offers.items():
            yield from offer.pages(partial(self._link_pages, to, ids, replace_links))

    def _link_pages(self, to: str, ids: Sequence[str], replace: bool) -> Iterator[RawPage]:
        for chunk in parts(ids, _LINK_CHUNK):
            yield self._links[to], self._link_rows(to, self._links[to], chunk, replace)

    def _offer_links(self, states: dict[str, Any]) -> None:
        self._offers = {
            to: Offer(table.name, states.setdefault(to, {}), table.has_rows)
            for to, table in self._links.items()
        }

    def _is_given_again(self) -> bool:
        """Say whether associations that were refused are given now: all are read then."""
        refused = [to for to, offer in self._offers.items() if offer.was_refused]
        known = stored(self._records, ["id"]) if refused else None
        if known is None or not known.num_rows:
            return False
        one = [known["id"][0].as_py()]
        for to in refused:
            try:
                list(self._api.associations(self._kind, to, one))
            except RefusedError:
                continue
            return True
        return False

    def _record_rows(self, page: Page) -> pa.Table:
        properties = [row["properties"] for row in page]
        columns = {
            column: [values.get(name) for values in properties]
            for column, name in self._kind.asked.items()
        }
        columns["id"] = [row["id"] for row in page]
        columns["created_at"] = [row["createdAt"] for row in page]
        columns["updated_at"] = [row["updatedAt"] for row in page]
        columns["archived"] = [row.get("archived", False) for row in page]
        columns["archived_at"] = [row.get("archivedAt") for row in page]
        return self._records.from_columns(columns, self._loaded_at)

    def _link_rows(self, to: str, table: RawTable, ids: Sequence[str], replace: bool) -> pa.Table:
        found = self._api.associations(self._kind, to, ids)
        rows = list(map(link_row, found))
        if replace:
            linked = {origin for origin, *_ in rows}
            rows += [removed(one) for one in ids if one not in linked]
        return table.from_tuples(LINK_COLUMNS, rows, self._loaded_at)


def _touched(row: Mapping[str, Any], since: datetime | None) -> bool:
    return since is None or datetime.fromisoformat(row["updatedAt"]) >= since
