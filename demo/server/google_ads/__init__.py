"""The sandbox's Google Ads API: `searchStream` over the simulated ad spend."""

from __future__ import annotations

from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from demo.server.auth import accepted, bearer_token
from demo.server.google_ads.gaql import QueryError, Row, parse
from demo.server.google_ads.store import FIELDS, AdsStore
from demo.server.responses import JsonResponse
from demo.server.state import SandboxState

_VERSION = "v25"
_BATCH = 10_000
_REQUEST_ID = "sandbox-request"
_FAILURE = f"type.googleapis.com/google.ads.googleads.{_VERSION}.errors.GoogleAdsFailure"
#: 64-bit numbers come as text in Google's JSON.
_NUMBERS = ("customer.id", "campaign.id")


def routes(state: SandboxState) -> list[BaseRoute]:
    """`searchStream`, and the accounts that a token may read."""

    def store() -> AdsStore:
        return state.cached("google_ads", lambda: AdsStore(state))

    async def search_stream(request: Request) -> Response:
        refused = _refused(request)
        if refused is not None:
            return refused
        customer_id = request.path_params["customer_id"]
        if customer_id not in store().customers:
            denied = {"authorizationError": "USER_PERMISSION_DENIED"}
            return _failure(403, "PERMISSION_DENIED", denied, "No access to this account.")
        try:
            query = parse(orjson.loads(await request.body())["query"], FIELDS)
            rows = store().search(customer_id, query)
        except QueryError as error:
            return _failure(400, "INVALID_ARGUMENT", {"queryError": error.code}, str(error))
        mask = ",".join(_camel(name) for name in query.fields)
        # An answer without rows still has one batch.
        starts = range(0, max(len(rows), 1), _BATCH)
        return JsonResponse([_batch(rows[start : start + _BATCH], mask) for start in starts])

    async def accessible(request: Request) -> Response:
        refused = _refused(request)
        names = [f"customers/{customer}" for customer in store().customers]
        return refused or JsonResponse({"resourceNames": names})

    customers = f"/{_VERSION}/customers"
    stream = f"{customers}/{{customer_id:str}}/googleAds:searchStream"
    return [
        Route(stream, search_stream, methods=["POST"]),
        Route(f"{customers}:listAccessibleCustomers", accessible),
    ]


def _refused(request: Request) -> Response | None:
    if not accepted(bearer_token(request)):
        invalid = {"authenticationError": "OAUTH_TOKEN_INVALID"}
        return _failure(401, "UNAUTHENTICATED", invalid, "The access token is not valid.")
    if not accepted(request.headers.get("developer-token", "")):
        missing = {"authenticationError": "DEVELOPER_TOKEN_INVALID"}
        return _failure(401, "UNAUTHENTICATED", missing, "The developer token is not valid.")
    return None


def _failure(code: int, status: str, error_code: dict[str, str], message: str) -> Response:
    failure = {"errorCode": error_code, "message": message}
    details = [{"@type": _FAILURE, "errors": [failure], "requestId": _REQUEST_ID}]
    error = {"code": code, "message": message, "status": status, "details": details}
    # The stream's answer is a list, in failure too.
    return JsonResponse([{"error": error}], code)


def _batch(rows: list[Row], mask: str) -> dict[str, Any]:
    return {
        "results": [_nested(row) for row in rows],
        "fieldMask": mask,
        "requestId": _REQUEST_ID,
    }


def _nested(row: Row) -> dict[str, dict[str, Any]]:
    """A row as GoogleAdsRow: one object per resource, names in camel case."""
    result: dict[str, dict[str, Any]] = {}
    for name, value in row.items():
        resource, field = name.split(".")
        is_number = name in _NUMBERS or resource == "metrics"
        result.setdefault(_camel(resource), {})[_camel(field)] = str(value) if is_number else value
    return result


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part[:1].upper() + part[1:] for part in rest)
