"""`/crm/v4`: associations of records."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from demo.server.hubspot import requests
from demo.server.hubspot.associations import Link, association_types
from demo.server.hubspot.crm_objects import batch_response
from demo.server.hubspot.errors import invalid, missing
from demo.server.hubspot.object_types import ObjectType
from demo.server.hubspot.pages import offset_page
from demo.server.hubspot.store import Store
from demo.server.responses import JsonResponse

_BATCH, _PAGE = 1000, 500


class CrmAssociations:
    """The endpoints over one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def batch_read(self, request: Request) -> Response:
        """`POST /crm/v4/associations/{from}/{to}/batch/read`; records without any are left out."""
        kind, other = _pair(request, "fromObjectType", "toObjectType")
        ids = requests.inputs(await requests.json_body(request), _BATCH)
        links = self._store.links(kind, other)
        found = {i: links[i] for i in dict.fromkeys(ids) if i in links}
        # Thousands of links, of a kind or two.
        kinds = {link[1:] for targets in found.values() for link in targets}
        types = {one: association_types(kind, other, *one) for one in kinds}
        results = [
            {
                "from": {"id": i},
                "to": [
                    {"toObjectId": link.to_id, "associationTypes": types[link[1:]]}
                    for link in targets
                ],
            }
            for i, targets in found.items()
        ]
        return batch_response(self._store.state.now, results, [])

    async def of_one(self, request: Request) -> Response:
        """`GET /crm/v4/objects/{objectType}/{objectId}/associations/{toObjectType}`."""
        kind, other = _pair(request, "objectType", "toObjectType")
        asked = request.path_params["objectId"]
        identifier = self._store.winners(kind).get(asked, asked)
        if identifier not in self._store.objects(kind).position:
            raise missing()
        found = self._store.links(kind, other).get(identifier, [])
        bounds = requests.offset(request), requests.limit(request, _PAGE, _PAGE)
        page = offset_page(
            self._store.state, request, found, bounds, lambda link: _target(kind, other, link)
        )
        return JsonResponse(page)


def _pair(request: Request, first: str, second: str) -> tuple[ObjectType, ObjectType]:
    kind = requests.object_type(request, first)
    other = requests.object_type(request, second)
    if other.name not in kind.associated:
        raise invalid(f"{kind.name} cannot be associated with {other.name}")
    return kind, other


def _target(kind: ObjectType, other: ObjectType, link: Link) -> dict[str, Any]:
    types = association_types(kind, other, *link[1:])
    return {"toObjectId": link.to_id, "associationTypes": types}
