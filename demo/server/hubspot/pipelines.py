"""`/crm/v3/pipelines`: the pipelines of deals, leads and tickets, and their stages."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from demo.server.hubspot import requests
from demo.server.hubspot.errors import missing
from demo.server.hubspot.object_types import TICKET_STAGES
from demo.server.hubspot.portals import PortalKind
from demo.server.responses import JsonResponse

_SINCE = "2020-01-01T00:00:00.000Z"
# pipeline -> label, then stage: label, probability; 0 and 1 are closed.
_DEALS = {
    "sales": (
        "Sales",
        {
            "discovery": ("Discovery", "0.1"),
            "demo": ("Demo", "0.3"),
            "proposal": ("Proposal", "0.5"),
            "negotiation": ("Negotiation", "0.7"),
            "closedwon": ("Closed won", "1.0"),
            "closedlost": ("Closed lost", "0.0"),
        },
    ),
    "renewal": (
        "Renewal",
        {
            "renewal_open": ("Renewal open", "0.6"),
            "renewal_negotiation": ("Renewal negotiation", "0.8"),
            "renewalwon": ("Renewed", "1.0"),
            "renewallost": ("Not renewed", "0.0"),
        },
    ),
}
# Stage -> state: HubSpot knows five.
_LEADS = (
    "Leads",
    {
        "new": "NEW",
        "attempted_to_contact": "ATTEMPTING",
        "connected": "CONNECTED",
        "open_deal": "QUALIFIED",
        "unqualified": "UNQUALIFIED",
    },
)


async def list_all(portal: PortalKind, request: Request) -> Response:
    """`GET /crm/v3/pipelines/{objectType}`."""
    return JsonResponse({"results": _pipelines(portal, request)})


async def one(portal: PortalKind, request: Request) -> Response:
    """`GET /crm/v3/pipelines/{objectType}/{pipelineId}`."""
    return JsonResponse(_pipeline(portal, request))


async def stages(portal: PortalKind, request: Request) -> Response:
    """`GET /crm/v3/pipelines/{objectType}/{pipelineId}/stages`."""
    return JsonResponse({"results": _pipeline(portal, request)["stages"]})


def _pipeline(portal: PortalKind, request: Request) -> dict[str, Any]:
    for pipeline in _pipelines(portal, request):
        if pipeline["id"] == request.path_params["pipelineId"]:
            return pipeline
    raise missing()


def _pipelines(portal: PortalKind, request: Request) -> list[dict[str, Any]]:
    kind = requests.object_type(request).name
    if kind == "deals":
        return [
            _entry(
                name,
                portal.pipeline_labels.get(name, label),
                position,
                stages=[
                    _stage(stage, stage_label, order, _probability(probability))
                    for order, (stage, (stage_label, probability)) in enumerate(stages_of.items())
                ],
            )
            for position, (name, (label, stages_of)) in enumerate(_DEALS.items())
        ]
    if kind == "tickets":
        steps = [
            _stage(stage, label, order, {"ticketState": closing})
            for order, (stage, (label, closing)) in enumerate(TICKET_STAGES.items())
        ]
        return [_entry("0", "Support pipeline", 0, stages=steps)]
    if kind == "leads":
        label, names = _LEADS
        steps = [
            _stage(
                name,
                name.replace("_", " ").capitalize(),
                order,
                {"leadState": state},
            )
            for order, (name, state) in enumerate(names.items())
        ]
        return [_entry("leads", label, 0, stages=steps)]
    return []


def _probability(probability: str) -> dict[str, str]:
    closed = "true" if probability in ("0.0", "1.0") else "false"
    return {"isClosed": closed, "probability": probability}


def _stage(name: str, label: str, position: int, metadata: dict[str, str]) -> dict[str, Any]:
    permissions = "CRM_PERMISSIONS_ENFORCEMENT"
    return _entry(name, label, position, metadata=metadata, writePermissions=permissions)


def _entry(identifier: str, label: str, position: int, **more: Any) -> dict[str, Any]:
    return {
        "id": identifier,
        "label": label,
        "displayOrder": position,
        "createdAt": _SINCE,
        "updatedAt": _SINCE,
        "archived": False,
        **more,
    }
