"""`/crm/v3/objects/{objectType}/search`: filters, sorts, and the window of 10,000 hits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson
from starlette.requests import Request
from starlette.responses import Response

from demo.server.hubspot import requests
from demo.server.hubspot.errors import invalid
from demo.server.hubspot.filters import matching
from demo.server.hubspot.objects import ObjectSet
from demo.server.hubspot.store import Store
from demo.server.paging import window
from demo.server.responses import JsonResponse

WINDOW = 10_000
_PAGE, _DEFAULT_PAGE = 200, 10
_NUMERIC = ("number", "datetime", "date")


class Search:
    """The endpoint over one store. Hits are kept, so that a next page does not search again."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def page(self, request: Request) -> Response:
        """`POST /crm/v3/objects/{objectType}/search`: one page of hits; archived ones never hit."""
        kind = requests.object_type(request)
        body = await requests.json_body(request)
        limit = requests.checked_limit(body.get("limit") or _DEFAULT_PAGE, _PAGE)
        start = requests.whole_number(body.get("after") or 0, "after")
        if start + limit > WINDOW:
            raise invalid(f"The search API returns at most the first {WINDOW} results of a query")
        objects = self._store.objects(kind)
        hits = self._hits(objects, body, request.url.path)
        reachable = min(len(hits), WINDOW)
        cut = window(reachable, start, limit, self._store.state.faults, request.url.path)
        asked = body.get("properties") or []
        shown = list(dict.fromkeys([*asked, "hs_object_id", "createdate", kind.modified]))
        rows = [int(hits[index]) for index in cut.rows]
        page: dict[str, Any] = {
            "total": len(hits),
            "results": objects.bodies(rows, shown if asked else []),
        }
        if cut.next_start is not None:
            page["paging"] = {"next": {"after": str(cut.next_start)}}
        return JsonResponse(page)

    def _hits(self, objects: ObjectSet, body: dict[str, Any], path: str) -> npt.NDArray[np.int64]:
        lag = self._store.state.faults.lasting("index_lag", path)
        seconds = lag.seconds if lag else 0.0
        groups, sorts = body.get("filterGroups") or [], body.get("sorts") or []
        text = str(body.get("query") or "")
        query = orjson.dumps([groups, sorts, text, seconds], option=orjson.OPT_SORT_KEYS)

        def search() -> npt.NDArray[np.int64]:
            found = matching(objects, groups)
            found[objects.archived] = False
            if seconds:
                horizon = self._store.state.now - timedelta(seconds=seconds)
                found &= objects.numbers(objects.kind.modified) <= horizon.timestamp() * 1000
            if text:
                found &= _containing(objects, text)
            return _sorted(objects, np.flatnonzero(found), sorts)

        return self._store.state.cached(("hubspot", "search", objects.kind.name, query), search)


def _containing(objects: ObjectSet, text: str) -> npt.NDArray[np.bool_]:
    columns = [objects.column(name) or [] for name in objects.kind.default]
    wanted = text.lower()
    rows = zip(*columns, strict=True)
    return np.array([any(wanted in (value or "").lower() for value in row) for row in rows], bool)


def _sorted(
    objects: ObjectSet, rows: npt.NDArray[np.int64], sorts: list[Any]
) -> npt.NDArray[np.int64]:
    """Rows in the order asked for (one sort is allowed), else by creation; ties by id."""
    if len(sorts) > 1:
        raise invalid("A search can be sorted by one property only")
    name, descending = _sort(sorts[0]) if sorts else ("created", False)
    if objects.column(name) is None:
        raise invalid(f"There is no property '{name}'")
    if name == "hs_object_id":
        return rows[::-1] if descending else rows
    if objects.kind.properties.get(name) in _NUMERIC:
        keys = objects.numbers(name)[rows]
        return rows[np.argsort(-keys if descending else keys, kind="stable")]
    texts = np.array([value or "" for value in objects.column(name) or []], dtype=object)[rows]
    order = sorted(range(len(rows)), key=texts.__getitem__, reverse=descending)
    return rows[np.array(order, dtype=np.int64)]


def _sort(sort: Any) -> tuple[str, bool]:
    if isinstance(sort, str):
        return sort.removeprefix("-"), sort.startswith("-")
    if isinstance(sort, dict) and "propertyName" in sort:
        return str(sort["propertyName"]), sort.get("direction") == "DESCENDING"
    raise invalid("A sort is a property name, or an object with propertyName and direction")
