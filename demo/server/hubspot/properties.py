"""`/crm/v3/properties`: the definitions of the properties that are served."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from demo.server.hubspot import requests
from demo.server.hubspot.errors import missing
from demo.server.hubspot.object_types import ObjectType
from demo.server.hubspot.portals import PortalKind
from demo.server.responses import JsonResponse

_FIELD_TYPES = {
    "string": "text",
    "number": "number",
    "datetime": "date",
    "date": "date",
    "enumeration": "select",
    "bool": "booleancheckbox",
}

#: The values of properties that a source asks for by name.
_OPTIONS = {
    "lifecyclestage": (
        *("subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity"),
        *("customer", "evangelist", "other"),
    )
}


async def list_all(portal: PortalKind, request: Request) -> Response:
    """`GET /crm/v3/properties/{objectType}`."""
    kind = requests.object_type(request)
    if requests.flag(request, "archived"):
        return JsonResponse({"results": []})
    return JsonResponse({"results": [_definition(kind, name) for name in portal.names(kind)]})


async def one(portal: PortalKind, request: Request) -> Response:
    """`GET /crm/v3/properties/{objectType}/{propertyName}`."""
    kind = requests.object_type(request)
    name = request.path_params["propertyName"]
    if name not in portal.names(kind):
        raise missing(f"There is no property '{name}'")
    return JsonResponse(_definition(kind, name))


def _definition(kind: ObjectType, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "label": name.removeprefix("hs_").replace("_", " ").capitalize(),
        "description": "",
        "groupName": f"{kind.singular}information",
        "type": kind.properties[name],
        "fieldType": _FIELD_TYPES[kind.properties[name]],
        "options": [_option(value, at) for at, value in enumerate(_OPTIONS.get(name, ()))],
        "hubspotDefined": name not in kind.custom,
        "calculated": name.startswith("hs_v2_"),
        "archived": False,
    }


def _option(value: str, position: int) -> dict[str, Any]:
    return {
        "label": value.capitalize(),
        "value": value,
        "displayOrder": position,
        "hidden": False,
        "description": "",
    }
