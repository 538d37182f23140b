"""The sandbox's GA4 Data API: `runReport` over the simulated web sessions."""

from __future__ import annotations

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from demo.server.auth import accepted, bearer_token
from demo.server.google_analytics.query import InvalidArgumentError
from demo.server.google_analytics.report import run_report
from demo.server.google_analytics.store import WebStore
from demo.server.responses import JsonResponse
from demo.server.state import SandboxState


def routes(state: SandboxState) -> list[BaseRoute]:
    """`runReport`, and Google's token endpoint, which both Google sources use."""

    async def report(request: Request) -> Response:
        if not accepted(bearer_token(request)):
            return _error(401, "UNAUTHENTICATED", "The access token is missing or not valid.")
        property_id = request.path_params["property_id"]
        store = state.cached("google_analytics", lambda: WebStore(state))
        try:
            asked = orjson.loads(await request.body())
            answer = run_report(store, property_id, asked, state.as_of, state.faults)
        except (InvalidArgumentError, orjson.JSONDecodeError) as error:
            return _error(400, "INVALID_ARGUMENT", str(error))
        return JsonResponse(answer)

    return [
        Route("/v1beta/properties/{property_id:str}:runReport", report, methods=["POST"]),
        Route("/token", _token, methods=["POST"]),
    ]


async def _token(request: Request) -> Response:
    form = dict(pair.split("=", 1) for pair in (await request.body()).decode().split("&") if pair)
    if form.get("grant_type") != "refresh_token" or not accepted(form.get("refresh_token", "")):
        return JsonResponse({"error": "invalid_grant"}, 400)
    answer = {"access_token": "sandbox-access", "expires_in": 3599, "token_type": "Bearer"}
    return JsonResponse(answer)


def _error(code: int, status: str, message: str) -> Response:
    return JsonResponse({"error": {"code": code, "message": message, "status": status}}, code)
