"""Access tokens that live for a while: had at first use, and again before they end or are refused.

A load may last longer than its token: what was read before must not be lost for it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from ingestion.redaction import keep_secret

#: A token is had again when this share of its life is left, at most so many seconds before its end.
_LEFT, _MOST_SECONDS = 0.1, 120.0
#: How a request's body is written.
Kind = Literal["form", "json"]


class Authorization(Protocol):
    """What a client sends as `Authorization`."""

    def header(self) -> str:
        """Return the header's value for the next request."""

    def renew(self, refused: str) -> bool:
        """Have another value instead of the `refused` one (401); say whether there is one."""


@dataclass(frozen=True)
class Fixed:
    """A value that nobody can renew: a token given as it is."""

    value: str

    def header(self) -> str:
        """Return the value."""
        return self.value

    def renew(self, refused: str) -> bool:
        """Say that there is no other."""
        del refused
        return False


class Renewed:
    """Bearer tokens that an endpoint gives for credentials. Safe to share between threads.

    Args:
        ask: asks the endpoint and returns its answer: `access_token` and, where the token ends,
            `expires_in` seconds.
        clock: seconds that only go forward.
    """

    def __init__(
        self, ask: Callable[[], Mapping[str, Any]], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._ask, self._clock = ask, clock
        self._lock = threading.Lock()
        self._header: str | None = None
        self._until: float | None = None

    def header(self) -> str:
        """Return the header with a token that is not about to end."""
        with self._lock:
            is_over = self._until is not None and self._clock() >= self._until
            return self._had() if self._header is None or is_over else self._header

    def renew(self, refused: str) -> bool:
        """Have another token, unless another thread already has."""
        with self._lock:
            if self._header == refused:
                self._had()
            return self._header != refused

    def _had(self) -> str:
        asked_at, answer = self._clock(), self._ask()
        token: str = answer["access_token"]
        keep_secret(token)
        lifetime = answer.get("expires_in")
        self._until = None
        if lifetime is not None:
            seconds = float(lifetime)
            self._until = asked_at + seconds - min(seconds * _LEFT, _MOST_SECONDS)
        self._header = f"Bearer {token}"
        return self._header


def token_answer(
    who: str, refusals: Mapping[str, str], address: str, body: Mapping[str, Any], kind: Kind
) -> Mapping[str, Any]:
    """Ask a token endpoint with a `body` of a kind that holds credentials; return its answer.

    Args:
        who: the endpoint, in words.
        refusals: what is refused, and what to do, by the endpoint's code of its error (RFC 6749,
            5.2); "" is any other.
        address: of the endpoint.
        body: what is sent.
        kind: how it is written.

    Raises:
        AuthenticationError: it refuses, or answers without a token. What it says is left out: it
            may repeat what was sent.
        ResponseError: it does not answer, or is in trouble itself.
    """
    # Imported here: settings are read by commands that need no dlt.
    from ingestion.errors import AuthenticationError, ResponseError
    from ingestion.http import RestClient

    client = RestClient(address, gives_secrets=True)
    try:
        found = client.post_form(address, body) if kind == "form" else client.post(address, body)
    except (AuthenticationError, ResponseError) as error:
        status = 401 if isinstance(error, AuthenticationError) else error.status
        if status is None or not 400 <= status < 429:
            raise ResponseError(f"{who} does not answer", status) from None
        code = _code(error.body)
        refused = refusals.get(code, refusals[""])
        said = f"{status}, {code}" if code in refusals and code else f"{status}"
        raise AuthenticationError(f"{who} refuses {refused} ({said})") from None
    if not isinstance(found, Mapping) or not isinstance(found.get("access_token"), str):
        raise AuthenticationError(f"{who} answers without an access token")
    return found


def _code(body: str) -> str:
    """Return the code of a token endpoint's error; empty where it says none."""
    from ingestion.answers import parse

    try:
        said = parse(body.encode())
    except ValueError:
        return ""
    code = said.get("error") if isinstance(said, Mapping) else None
    return code if isinstance(code, str) else ""
