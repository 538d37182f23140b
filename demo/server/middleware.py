"""Misbehaviour that needs no knowledge of the vendor: acted out around every answer."""

from __future__ import annotations

import time
from collections import deque

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from demo.server.faults import Fault, FaultSwitch
from demo.server.refusals import refusal
from demo.server.responses import JsonResponse

_WINDOW_SECONDS = 10.0
_PAGE = "<!DOCTYPE html><html><body><h1>Sign in to continue</h1></body></html>"


class Misbehaviour:
    """ASGI middleware: spoils answers as the fault switch says; `/__sandbox` is left alone."""

    def __init__(self, app: ASGIApp, faults: FaultSwitch) -> None:
        self._app = app
        self._faults = faults
        self._recent: deque[float] = deque()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or spoil the answer."""
        path = scope.get("path", "")
        if scope["type"] != "http" or path.startswith("/__sandbox"):
            await self._app(scope, receive, send)
            return
        spoiled = self._spoiled(path)
        if spoiled is not None:
            await Request(scope, receive).body()
            await spoiled(scope, receive, send)
        elif self._faults.take("cut_body", path):
            await self._app(scope, receive, _cutting(send))
        else:
            await self._app(scope, receive, send)

    def _spoiled(self, path: str) -> Response | None:
        if fault := self._faults.take("rate_limit", path):
            return _too_many(path, fault.retry_after)
        if self._over_quota(self._faults.lasting("quota", path)):
            return _too_many(path, 1.0)
        if self._faults.take("server_error", path):
            body = {"status": "error", "message": "internal error", "category": "SERVER_ERROR"}
            return JsonResponse(body, 500)
        if fault := self._faults.lasting("refused", path):
            return refusal(path, fault.status, fault.is_bare)
        if self._faults.take("html", path):
            return HTMLResponse(_PAGE)
        return None

    def _over_quota(self, fault: Fault | None) -> bool:
        if fault is None:
            return False
        now = time.monotonic()
        while self._recent and self._recent[0] < now - _WINDOW_SECONDS:
            self._recent.popleft()
        if len(self._recent) >= fault.per_10_seconds:
            return True
        self._recent.append(now)
        return False


def _too_many(path: str, retry_after: float) -> Response:
    """429 in the vendor's own shape; Google's carries RESOURCE_EXHAUSTED, Zendesk's is text."""
    headers = {"Retry-After": f"{retry_after:g}"}
    if path.startswith("/hubspot"):
        body: dict[str, object] = {
            "status": "error",
            "message": "You have reached your ten_secondly_rolling limit.",
            "errorType": "RATE_LIMIT",
            "correlationId": "00000000-0000-0000-0000-000000000429",
            "policyName": "TEN_SECONDLY_ROLLING",
        }
        return JsonResponse(body, 429, headers)
    if path.startswith("/google"):
        reason = {"code": 429, "message": "Quota exhausted.", "status": "RESOURCE_EXHAUSTED"}
        return JsonResponse({"error": reason}, 429, headers)
    body = {"error": "APIRateLimitExceeded", "description": "Number of allowed requests exceeded"}
    return JsonResponse(body, 429, headers)


def _cutting(send: Send) -> Send:
    """Send half of the first body chunk and end there: the client reads a short body."""

    async def cut(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [item for item in message["headers"] if item[0] != b"content-length"]
            await send({**message, "headers": kept})
        elif message.get("body"):
            body = message["body"]
            await send({**message, "body": body[: len(body) // 2], "more_body": False})
        else:
            await send(message)

    return cut
