"""Refusals, in HubSpot's shape."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from demo.server.auth import accepted, bearer_token
from demo.server.responses import JsonResponse

Endpoint = Callable[[Request], Awaitable[Response]]
#: Refuses a request, or lets it pass.
Check = Callable[[Request], None]
_CORRELATION = "00000000-0000-0000-0000-000000000000"


class Refusal(Exception):  # noqa: N818 a refusal is an answer, not a failure of the server
    """An answer other than 2xx."""

    def __init__(self, status: int, category: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.category = category

    def response(self) -> Response:
        """The answer to send."""
        body = {
            "status": "error",
            "message": str(self),
            "correlationId": _CORRELATION,
            "category": self.category,
        }
        return JsonResponse(body, self.status)


def invalid(message: str) -> Refusal:
    """400: the request makes no sense."""
    return Refusal(400, "VALIDATION_ERROR", message)


def missing(message: str = "resource not found") -> Refusal:
    """404: there is no such thing."""
    return Refusal(404, "OBJECT_NOT_FOUND", message)


def guarded(endpoint: Endpoint, check: Check) -> Endpoint:
    """The endpoint behind the token check and `check`, with refusals turned into answers."""

    async def answer(request: Request) -> Response:
        try:
            if not accepted(bearer_token(request)):
                raise Refusal(
                    401,
                    "INVALID_AUTHENTICATION",
                    "Authentication credentials not found. This API supports OAuth 2.0"
                    " authentication.",
                )
            check(request)
            return await endpoint(request)
        except Refusal as refusal:
            return refusal.response()

    return answer
