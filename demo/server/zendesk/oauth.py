"""Access tokens for client credentials: they live as long as was asked, half an hour unasked."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from demo.server.auth import accepted
from demo.server.responses import JsonResponse

_PREFIX = "sandbox-oauth-"
_SHORTEST, _USUAL, _LONGEST = 300, 1800, 172_800


@dataclass
class Tokens:
    """The access tokens that were given, each with when it ends. A secret is `sandbox-…`."""

    clock: Callable[[], float] = time.monotonic
    _ends: dict[str, float] = field(default_factory=dict)

    def accepted(self, token: str) -> bool:
        """Whether the help desk takes a token: one of these that lives, or any other of ours."""
        if token.startswith(_PREFIX):
            return self.clock() < self._ends.get(token, 0.0)
        return accepted(token)

    def end_all(self) -> None:
        """End every token before its time."""
        self._ends.clear()

    def route(self) -> Route:
        """The endpoint."""

        async def give(request: Request) -> Response:
            asked = orjson.loads(await request.body() or b"{}")
            if asked.get("grant_type") != "client_credentials":
                return _refused("unsupported_grant_type", 400)
            if not (asked.get("client_id") and accepted(str(asked.get("client_secret", "")))):
                return _refused("invalid_client", 401)
            seconds = int(asked.get("expires_in", _USUAL))
            if not _SHORTEST <= seconds <= _LONGEST:
                return _refused("invalid_request", 400)
            token = f"{_PREFIX}{len(self._ends) + 1}-{time.time_ns()}"
            self._ends[token] = self.clock() + seconds
            return JsonResponse(
                {
                    "access_token": token,
                    "token_type": "bearer",
                    "scope": asked.get("scope", "read"),
                    "expires_in": seconds,
                }
            )

        return Route("/oauth/tokens", give, methods=["POST"])


def _refused(error: str, status: int) -> Response:
    return JsonResponse({"error": error, "error_description": error.replace("_", " ")}, status)
