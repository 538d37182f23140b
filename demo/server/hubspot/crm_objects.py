"""`/crm/v3/objects`: lists, single records, batch read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from demo.server.hubspot import requests
from demo.server.hubspot.associations import type_name
from demo.server.hubspot.errors import invalid, missing
from demo.server.hubspot.object_types import ObjectType, find_type
from demo.server.hubspot.pages import next_page
from demo.server.hubspot.store import Store
from demo.server.paging import window
from demo.server.responses import JsonResponse

_PAGE, _PAGE_WITH_HISTORY, _DEFAULT_PAGE = 100, 50, 10


@dataclass(frozen=True)
class Wanted:
    """What the caller wants to see of each record."""

    properties: Sequence[str] = ()
    history: Sequence[str] = ()
    associations: Sequence[ObjectType] = ()


class CrmObjects:
    """The endpoints over one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def list_page(self, request: Request) -> Response:
        """`GET /crm/v3/objects/{objectType}`: one page in order of id."""
        kind = requests.object_type(request)
        wanted = _wanted(request, kind)
        limit = requests.limit(request, _DEFAULT_PAGE, _largest(wanted))
        objects = self._store.objects(kind)
        rows = objects.archived if requests.flag(request, "archived") else objects.live
        after = request.query_params.get("after")
        start = objects.after(rows, after) if after else 0
        cut = window(len(rows), start, limit, self._store.state.faults, request.url.path)
        page = {"results": self._bodies(kind, [rows[index] for index in cut.rows], wanted)}
        if cut.next_start is None:
            return JsonResponse(page)
        return JsonResponse(
            {**page, "paging": next_page(request, objects.ids[rows[cut.next_start - 1]])}
        )

    async def one(self, request: Request) -> Response:
        """`GET /crm/v3/objects/{objectType}/{objectId}`; a merged id gives the survivor."""
        kind = requests.object_type(request)
        rows = self._rows(
            kind, [request.path_params["objectId"]], requests.flag(request, "archived")
        )
        if not rows:
            raise missing()
        return JsonResponse(self._bodies(kind, rows.values(), _wanted(request, kind))[0])

    async def batch_read(self, request: Request) -> Response:
        """`POST /crm/v3/objects/{objectType}/batch/read`; 207 when some ids do not exist."""
        kind = requests.object_type(request)
        body = await requests.json_body(request)
        wanted = Wanted(body.get("properties", []), body.get("propertiesWithHistory", []))
        ids = requests.inputs(body, _largest(wanted))
        rows = self._rows(kind, ids, requests.flag(request, "archived"))
        results = self._bodies(kind, dict.fromkeys(rows.values()), wanted)
        return batch_response(self._store.state.now, results, [i for i in ids if i not in rows])

    def _rows(self, kind: ObjectType, ids: Iterable[str], archived: bool) -> dict[str, int]:
        """Id asked for -> position, of those that exist and are (not) archived."""
        objects, winners = self._store.objects(kind), self._store.winners(kind)
        away = set(objects.archived)
        found = {i: objects.position.get(winners.get(i, i)) for i in ids}
        return {i: row for i, row in found.items() if row is not None and (row in away) == archived}

    def _bodies(
        self, kind: ObjectType, rows: Iterable[int], wanted: Wanted
    ) -> list[dict[str, Any]]:
        objects = self._store.objects(kind)
        shown = list(dict.fromkeys([*wanted.properties, *wanted.history]))
        if wanted.properties or wanted.history:
            shown = list(dict.fromkeys([*shown, *_ALWAYS, kind.modified]))
        bodies = objects.bodies(rows, shown)
        if wanted.history:
            self._add_history(kind, bodies, wanted.history)
        for other in wanted.associations:
            links = self._store.links(kind, other)
            for body in bodies:
                if found := links.get(body["id"]):
                    results = [{"id": link.to_id, "type": type_name(kind, other)} for link in found]
                    body.setdefault("associations", {})[other.name] = {"results": results}
        return bodies

    def _add_history(
        self, kind: ObjectType, bodies: list[dict[str, Any]], asked: Sequence[str]
    ) -> None:
        kept = self._store.history(kind).of([body["id"] for body in bodies]) if kind.tracked else {}
        for body in bodies:
            versions, shown = kept.get(body["id"], {}), {}
            for name in asked:
                if name in versions:
                    shown[name] = versions[name]
                elif name in body["properties"]:
                    # A property whose history is not kept has one version: as it was created.
                    value, since = body["properties"][name], body["createdAt"]
                    shown[name] = [{"timestamp": since, "value": value, "sourceType": "CRM_UI"}]
            body["propertiesWithHistory"] = shown


_ALWAYS = ("hs_object_id", "createdate")


def batch_response(now: Any, results: list[dict[str, Any]], unknown: Sequence[str]) -> Response:
    """The envelope of a batch read; 207 with an error that names the ids that do not exist."""
    body: dict[str, Any] = {
        "status": "COMPLETE",
        "results": results,
        "startedAt": now,
        "completedAt": now,
    }
    if not unknown:
        return JsonResponse(body)
    body["numErrors"] = 1
    body["errors"] = [
        {
            "status": "error",
            "category": "OBJECT_NOT_FOUND",
            "message": "Could not get some objects, they may be deleted or not exist.",
            "context": {"ids": list(unknown)},
            "errors": [],
            "links": {},
        }
    ]
    return JsonResponse(body, 207)


def _largest(wanted: Wanted) -> int:
    return _PAGE_WITH_HISTORY if wanted.history else _PAGE


def _wanted(request: Request, kind: ObjectType) -> Wanted:
    associations = []
    for name in requests.names(request, "associations"):
        other = find_type(name)
        if other is None or other.name not in kind.associated:
            raise invalid(f"{kind.name} cannot be associated with '{name}'")
        associations.append(other)
    return Wanted(
        requests.names(request, "properties"),
        requests.names(request, "propertiesWithHistory"),
        associations,
    )
