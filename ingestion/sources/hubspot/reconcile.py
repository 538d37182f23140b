"""Compare all ids of an object type with the warehouse: what no search would ever show.

A record that was committed late with an old date, one that slipped between two pages of the first
load, one that was deleted for good: none of them is touched again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.arrow import LOADED_AT
from ingestion.raw_table import RawTable
from ingestion.sources.hubspot.api import HubSpotApi, parts
from ingestion.sources.hubspot.object_types import ObjectType
from ingestion.stored import stored

_LIMIT = 100


@dataclass(frozen=True)
class Gap:
    """The vendor's records against the warehouse's, by id.

    Attributes:
        other: those that must be read again.
        gone: those that the vendor has neither live nor archived.
        same: those that earlier loads have as the vendor has them.
    """

    other: list[str]
    gone: list[str]
    same: list[str]


def gap(
    api: HubSpotApi,
    kind: ObjectType,
    records: RawTable,
    read: Mapping[str, str],
    archived: set[str],
) -> Gap:
    """Compare the vendor's list of an object type with the warehouse.

    Args:
        api: the portal.
        kind: the object type.
        records: its raw table.
        read: `updatedAt` by id of what this load has read so far.
        archived: ids in the vendor's archive.
    """
    known, live = _known(records)
    known |= {key: _utc(stamp) for key, stamp in read.items()}
    listed: dict[str, datetime] = {}
    path = api.path("objects", type=kind.name)
    for page in api.pages(path, {"limit": _LIMIT, "properties": kind.modified}):
        listed |= {row["id"]: _utc(row["updatedAt"]) for row in page}
    other = [key for key, stamp in listed.items() if known.get(key) != stamp]
    same = sorted(listed.keys() - set(other) - read.keys())
    missing = sorted(live - listed.keys() - archived - read.keys())
    gone = [key for part in parts(missing, _LIMIT) for key in _gone(api, kind, part)]
    return Gap(other, gone, same)


def tombstones(records: RawTable, gone: list[str], at: datetime) -> pa.Table:
    """Return the rows of these ids as the warehouse has them, marked as deleted at `at`."""
    names = records.schema.names
    rows = stored(records, names)
    if rows is None:
        return records.schema.empty_table()
    rows = rows.filter(pc.is_in(rows["id"], value_set=pa.array(gone, pa.string())))
    since = at.astimezone(UTC).replace(tzinfo=None)
    marks = {"archived": True, "archived_at": since, LOADED_AT: since}
    for name, value in marks.items():
        field = records.schema.field(name)
        marked = pa.repeat(pa.scalar(value, field.type), rows.num_rows)
        rows = rows.set_column(names.index(name), field, marked)
    return rows.cast(records.schema)


def _known(records: RawTable) -> tuple[dict[str, datetime], set[str]]:
    rows = stored(records, ["id", "updated_at", "archived"])
    if rows is None:
        return {}, set()
    ids, stamps = rows["id"].to_pylist(), rows["updated_at"].to_pylist()
    live = {key for key, away in zip(ids, rows["archived"].to_pylist(), strict=True) if not away}
    return dict(zip(ids, stamps, strict=True)), live


def _gone(api: HubSpotApi, kind: ObjectType, ids: Sequence[str]) -> Iterator[str]:
    """Ask for each by its id: a page that lost a row must not delete it.

    A record that was merged is no loss where its survivor names it. The last of a chain of merges
    may name only those that it was made of: what such a one answers for is gone itself.
    """
    rows, away = api.batch(kind, ids, (), archived=False)
    if away:
        _, purged = api.batch(kind, sorted(away), (), archived=True)
        yield from sorted(away & purged)
    named = {one for row in rows for one in _merged(row)} | {row["id"] for row in rows}
    for left in sorted(set(ids) - away - named):
        alone, _ = api.batch(kind, [left], (), archived=False)
        if any(row["id"] != left for row in alone):
            yield left


def _merged(row: Mapping[str, Any]) -> list[str]:
    """The ids of the records that a record was made of."""
    listed = row["properties"].get("hs_merged_object_ids") or ""
    return [one.strip() for one in listed.split(";")]


def _utc(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp).astimezone(UTC).replace(tzinfo=None)
