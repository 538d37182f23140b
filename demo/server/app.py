"""The ASGI application: one mount per vendor, and `/__sandbox` to steer it.

A vendor is a package in this folder that has `routes(state) -> list[Route]`; its folder's name is
its prefix. Nothing is listed here.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from datetime import date

import orjson
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from demo.server.answers import answered_sources
from demo.server.middleware import Misbehaviour
from demo.server.responses import JsonResponse
from demo.server.state import SandboxState


def build_app(state: SandboxState) -> Starlette:
    """The whole server over one state."""
    routes: list[BaseRoute] = [
        Mount(f"/{name}", routes=vendor_routes) for name, vendor_routes in _vendors(state)
    ]
    routes += _steering(state)
    return Starlette(routes=routes, middleware=[Middleware(Misbehaviour, faults=state.faults)])


def _vendors(state: SandboxState) -> Iterator[tuple[str, list[BaseRoute]]]:
    for name in sorted(answered_sources()):
        package = importlib.import_module(f"{__package__}.{name}")
        # The planning sheets are files, no vendor.
        if hasattr(package, "routes"):
            yield name, package.routes(state)


def _steering(state: SandboxState) -> list[BaseRoute]:
    async def health(_request: Request) -> Response:
        return JsonResponse({"as_of": state.as_of.isoformat(), "faults": state.faults.remaining()})

    async def move(request: Request) -> Response:
        try:
            state.move_to(date.fromisoformat(orjson.loads(await request.body())["as_of"]))
        except (ValueError, KeyError, TypeError) as error:
            return JsonResponse({"message": f"as_of must be an ISO date: {error}"}, 400)
        return JsonResponse({"as_of": state.as_of.isoformat()})

    async def misbehave(request: Request) -> Response:
        try:
            state.faults.replace(orjson.loads(await request.body()))
        except (ValidationError, ValueError, TypeError) as error:
            return JsonResponse({"message": str(error)}, 400)
        return JsonResponse(state.faults.remaining())

    return [
        Route("/__sandbox/health", health),
        Route("/__sandbox/as_of", move, methods=["POST"]),
        Route("/__sandbox/faults", misbehave, methods=["POST"]),
    ]
