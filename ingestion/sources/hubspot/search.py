"""HubSpot's search: what was touched since an instant, however much that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ingestion.answers import member
from ingestion.errors import PagingError
from ingestion.paging import Keyset
from ingestion.sources.hubspot.api import HubSpotApi, Page
from ingestion.sources.hubspot.object_types import ObjectType

_LIMIT = 200


def newest(api: HubSpotApi, kind: ObjectType, limit: datetime) -> tuple[int, datetime | None]:
    """How many records the index has, and when the last one was touched: the next cursor.

    Asked before reading, so that what changes meanwhile lies behind the cursor. A record that lies
    ahead of `limit`, the present, does not count: whatever came until then would never be read.
    """
    by_age = f"-{kind.modified}"
    total, rows = _found(api, kind, [], [kind.modified], by_age, 1)
    if rows and _touched(kind, rows[0]) > limit:
        until = {"propertyName": kind.modified, "operator": "LTE", "value": _stamp(limit)}
        _, rows = _found(api, kind, [until], [kind.modified], by_age, 1)
    return total, _touched(kind, rows[0]) if rows else None


def changed(
    api: HubSpotApi,
    kind: ObjectType,
    since: datetime,
    known: Mapping[str, str],
    before: datetime | None,
) -> Iterator[Page]:
    """Records touched at or after `since`, with properties and history.

    Those last touched (`updatedAt`) when `known` says, by id, are left out.

    Search shows 10,000 hits a query. Each page is a query of its own, for the ids above the last
    one seen: no window is ever left, also where all hits have one and the same time, and records
    touched meanwhile cannot shift pages.

    Args:
        api: the portal.
        kind: the object type.
        since: the instant.
        known: `updatedAt` by id of what was read before.
        before: when a record was touched last, as it was known before reading.

    Raises:
        PagingError: fewer records came than the vendor counted, beyond those that were deleted or
            touched meanwhile, or its filter does nothing.
    """
    touched = {"propertyName": kind.modified, "operator": "GTE", "value": _stamp(since)}
    asked = [kind.modified] if kind.history else kind.property_names
    filters, ids = [touched], Keyset(f"search of {kind.name}")
    expected, seen = None, 0
    while True:
        total, hits = _found(api, kind, filters, asked, "hs_object_id", _LIMIT)
        expected = total if expected is None else expected
        rows = list({row["id"]: row for row in hits}.values())
        if not rows:
            break
        seen += len(rows)
        news = [row for row in rows if known.get(row["id"]) != row["updatedAt"]]
        if kind.history:
            yield from api.read(kind, [row["id"] for row in news])
        elif news:
            yield news
        last = str(ids.above(max(int(row["id"]) for row in rows)))
        filters = [touched, {"propertyName": "hs_object_id", "operator": "GT", "value": last}]
    if seen < expected:
        counted, _ = _found(api, kind, [touched], [kind.modified], "hs_object_id", 1)
        expected = min(expected, counted)
    if seen < expected and seen + moved(api, kind, before) < expected:
        raise PagingError(f"{kind.name}: search counted {expected} records, gave {seen}")


def moved(api: HubSpotApi, kind: ObjectType, last: datetime | None) -> int:
    """How many records were touched after `last`, a page of them at most: the next load reads them.

    They are counted as they are given: a total that is wrong must not explain another one.
    """
    after = (
        [{"propertyName": kind.modified, "operator": "GT", "value": _stamp(last)}] if last else []
    )
    return len(_found(api, kind, after, [kind.modified], "hs_object_id", _LIMIT)[1])


def _found(
    api: HubSpotApi,
    kind: ObjectType,
    filters: Sequence[Mapping[str, str]],
    properties: Sequence[str],
    sort: str,
    limit: int,
) -> tuple[int, Page]:
    body: dict[str, Any] = {
        "filterGroups": [{"filters": list(filters)}] if filters else [],
        "sorts": [sort],
        "properties": list(properties),
        "limit": limit,
        "after": "0",
    }
    answer, what = api.find(kind, body), f"search of {kind.name}"
    return member(answer, "total", int, what), member(answer, "results", list, what)


def _stamp(instant: datetime) -> str:
    return str(int(instant.timestamp() * 1000))


def _touched(kind: ObjectType, row: dict[str, Any]) -> datetime:
    value: str = row["properties"][kind.modified]
    if value.isdigit():
        return datetime.fromtimestamp(int(value) / 1000, tz=UTC)
    return datetime.fromisoformat(value)
