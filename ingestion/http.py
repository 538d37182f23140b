"""The one REST client set-up: retries, rate limits, time-outs, answers that can be trusted.

Every source talks through `RestClient`. A request is tried again on 429 and 5xx (the vendor's
`Retry-After` first, else exponential back-off), on broken connections, and on a 2xx whose body is
not whole JSON: a proxy's HTML page or a cut body must never be taken for "no rows". A body has a
largest size and a longest time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from json import JSONDecodeError
from typing import Any
from urllib.parse import urlsplit

import orjson
import requests
from dlt.sources.helpers.requests import Client, Response
from requests.exceptions import (
    ChunkedEncodingError,
    ConnectionError,  # noqa: A004 the one of requests, not the builtin
    ContentDecodingError,
    RequestException,
    Timeout,
)

from ingestion.access_tokens import Authorization
from ingestion.answers import Meaning, meaning, parse, read_body, words_of
from ingestion.errors import AuthenticationError, PagingError, RefusedError, ResponseError
from ingestion.redaction import redaction
from ingestion.source_config import listed

_BROKEN = (ConnectionError, Timeout, ChunkedEncodingError, ContentDecodingError)


class RestClient:
    """JSON over HTTP against one vendor. Safe to share between threads.

    Args:
        base_url: scheme, host and prefix; also the only origin that absolute next links may name.
        headers: sent with every request.
        authorization: gives the `Authorization` header; asked again, once a request, when the
            vendor refuses it (401). None: it is among the headers, and nobody can renew it.
        requests_per_second: ceiling on our side; None leaves it to the vendor's 429.
        fatal: looks at an error answer and returns why trying again is useless, else None.
        means: what an error answer means, from its status and body, where the vendor has manners
            of its own.
        token_help: what to do about credentials that are refused.
        not_found_help: what to do about an address that the vendor does not know. With it, a 404 is
            a wrong setting and never something that the account lacks.
        max_attempts: tries per request. max_delay: longest wait between two, in seconds.
        max_megabytes, max_seconds: of the body of one answer.
        gives_secrets: a token endpoint. What it gives may be known as a secret already, and is left
            as it is; nothing of its answers may be shown.
    """

    def __init__(
        self,
        base_url: str,
        headers: Mapping[str, str] | None = None,
        *,
        authorization: Authorization | None = None,
        requests_per_second: float | None = None,
        fatal: Callable[[Response], str | None] | None = None,
        means: Callable[[int, Any], Meaning] = meaning,
        token_help: str = "",
        not_found_help: str = "",
        max_attempts: int = 7,
        max_delay: float = 60.0,
        backoff: float = 0.5,
        timeout: tuple[float, float] = (10.0, 120.0),
        max_megabytes: int = 128,
        max_seconds: float = 600.0,
        gives_secrets: bool = False,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._headers = {"Accept": "application/json", **(headers or {})}
        self._authorization = authorization
        self._fatal = fatal or (lambda _response: None)
        self._gives_secrets = gives_secrets
        self._means = means
        self._token_help = token_help
        self._not_found_help = not_found_help
        self._pace = _Pace(requests_per_second)
        self._held = threading.local()

        def read(response: Response, *_given: Any, **_options: Any) -> None:
            read_body(response, max_megabytes, max_seconds)

        self._client = Client(
            request_timeout=timeout,
            raise_for_status=False,
            status_codes=(),
            exceptions=_BROKEN,
            request_max_attempts=max_attempts,
            retry_condition=self._worth_retrying,
            request_backoff_factor=backoff,
            request_max_retry_delay=max_delay,
            session_attrs={
                **_environment(self._base_url),
                # The body is read by us, inside a try, so that limits and retries cover it.
                "stream": True,
                "hooks": {"response": [read]},
            },
        )

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Any:
        """GET `path` (below the base URL, or a whole next link) and return the parsed body."""
        return self._request("GET", path, params=params)

    def post(self, path: str, body: Any, params: Mapping[str, Any] | None = None) -> Any:
        """POST `body` as JSON and return the parsed answer. Only for reads: it may be repeated."""
        content = orjson.dumps(body)
        headers = {"Content-Type": "application/json"}
        return self._request("POST", path, params=params, data=content, headers=headers)

    def post_form(self, path: str, form: Mapping[str, Any]) -> Any:
        """POST the fields of a form and return the parsed answer. It may be repeated, too."""
        return self._request("POST", path, data=dict(form))

    def _request(self, method: str, path: str, **kwargs: Any) -> Any:
        url = self._url(path)
        shown = f"{method} {urlsplit(url).path}"
        kwargs["headers"] = {**self._headers, **kwargs.get("headers", {})}
        response = self._authorized(method, url, shown, kwargs)
        return self._read(shown, response)

    def _authorized(self, method: str, url: str, shown: str, asked: dict[str, Any]) -> Response:
        if self._authorization is None:
            return self._send(method, url, shown, asked)
        header = self._authorization.header()
        asked["headers"]["Authorization"] = header
        response = self._send(method, url, shown, asked)
        # A token may end before its time; a second refusal is meant.
        if response.status_code == 401 and self._authorization.renew(header):
            asked["headers"]["Authorization"] = self._authorization.header()
            response = self._send(method, url, shown, asked)
        return response

    def _send(self, method: str, url: str, shown: str, asked: dict[str, Any]) -> Response:
        self._pace.wait()
        try:
            response: Response = self._client.request(method, url, **asked)
        except RequestException as error:
            message = f"{shown}: no answer after all tries ({type(error).__name__})"
            raise ResponseError(message) from error
        except ResponseError as error:
            raise ResponseError(f"{shown}: {error}", error.status) from error
        return response

    def _url(self, path: str) -> str:
        if not path.startswith(("http://", "https://")):
            return f"{self._base_url}/{path.lstrip('/')}"
        if urlsplit(path)[:2] != urlsplit(self._base_url)[:2]:
            raise PagingError(f"next link leads to another host ({urlsplit(path).netloc}): refused")
        return path

    def _worth_retrying(self, response: Response | None, _error: BaseException | None) -> bool:
        if response is None:
            return False
        if not self._gives_secrets:
            _hide_secrets(response)
        if not response.ok:
            is_busy = self._means(response.status_code, _json(response)) == "busy"
            return is_busy and self._fatal(response) is None
        # An empty body is an answer only where the vendor says "no content".
        if not response.content and response.status_code == 204:
            self._keep(response, None)
            return False
        try:
            self._keep(response, parse(response.content))
        except JSONDecodeError:
            return True
        return False

    def _keep(self, response: Response, payload: Any) -> None:
        # Parsing is the dearest part of a request: what the retry check parsed is the answer.
        self._held.response, self._held.payload = response, payload

    def _read(self, shown: str, response: Response) -> Any:
        status = response.status_code
        if not response.ok:
            error = self._error(shown, response)
            error.body = response.text
            raise error
        if getattr(self._held, "response", None) is not response:
            kind = response.headers.get("Content-Type", "no content type")
            raise ResponseError(f"{shown}: {status} with a body that is not JSON ({kind})", status)
        payload = self._held.payload
        self._held.response = self._held.payload = None
        return payload

    def _error(self, shown: str, response: Response) -> ResponseError | AuthenticationError:
        status, body = response.status_code, _json(response)
        said = self._fatal(response) or words_of(body, response.text)
        if status == HTTPStatus.NOT_FOUND and self._not_found_help:
            return ResponseError(f"{shown}: {status}: {said} {self._not_found_help}", status)
        found = self._means(status, body)
        if found == "token":
            hint = f" {self._token_help}" if self._token_help else ""
            return AuthenticationError(f"{shown}: {status}, token refused: {said}{hint}")
        if found == "refused":
            return RefusedError(f"{shown}: {status}, refused: {said}", status, said)
        # A busy vendor that says 403 may answer later, like one that says 429.
        is_throttled = found == "busy" and status < 500
        return ResponseError(f"{shown}: {status}: {said}", 429 if is_throttled else status)


def token_help(source: str, variables: Sequence[str]) -> str:
    """Return what to do about credentials that a vendor refuses, which these variables gave."""
    are = "is" if len(variables) == 1 else "are"
    return f"Is what {listed(variables)} {are} set to valid? `accord connect {source}` checks it."


def _json(response: Response) -> Any:
    try:
        return parse(response.content)
    except JSONDecodeError:
        return None


def _hide_secrets(response: Response) -> None:
    """Take out of an answer what we sent as a secret, before anybody reads or keeps it."""
    response._content = redaction().hide_in_answer(response.content)
    for name, value in response.headers.items():
        response.headers[name] = redaction().hide(value)


def _environment(url: str) -> dict[str, Any]:
    """What the environment says of proxies and certificates, read once and not at each request.

    A `.netrc` has no say: its password would take the place of the token we send.
    """
    settings = requests.Session().merge_environment_settings(url, {}, None, None, None)
    return {"trust_env": False, "proxies": settings["proxies"], "verify": settings["verify"]}


class _Pace:
    """Spaces requests evenly over all threads of a client."""

    def __init__(self, per_second: float | None) -> None:
        self._gap = 1.0 / per_second if per_second else 0.0
        self._next = 0.0
        self._lock = threading.Lock()

    def wait(self) -> None:
        if not self._gap:
            return
        with self._lock:
            now = time.monotonic()
            start = max(now, self._next)
            self._next = start + self._gap
        time.sleep(start - now)
