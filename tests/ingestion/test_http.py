from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response

from ingestion.errors import (
    AuthenticationError,
    PagingError,
    RefusedError,
    ResponseError,
    SourceError,
)
from ingestion.http import RestClient
from ingestion.paging import Pages
from tests.ingestion.conftest import serving

SECRET = "very-secret-token"
GOOD = Response('{"rows": [1, 2]}', media_type="application/json")


@dataclass
class Vendor:
    """Gives its scripted answers in turn, the last one for ever."""

    answers: list[Response] = field(default_factory=list)
    calls: int = 0
    port: int = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await Request(scope, receive).body()
        answer = self.answers[min(self.calls, len(self.answers) - 1)]
        self.calls += 1
        await answer(scope, receive, send)

    def client(self, **settings: Any) -> RestClient:
        options = {"max_attempts": 3, "backoff": 0.01, **settings}
        headers = {"Authorization": f"Bearer {SECRET}"}
        return RestClient(f"http://127.0.0.1:{self.port}/api", headers, **options)


class CutBody(Response):
    async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": []}
        await send(start)
        await send({"type": "http.response.body", "body": b'{"rows": [{"id": 1}, {"id"'})


@pytest.fixture
def vendor() -> Iterator[Vendor]:
    scripted = Vendor()
    with serving(scripted) as port:
        scripted.port = port
        yield scripted


@pytest.mark.fault(1, 2, 3, 4)
@pytest.mark.parametrize(
    "bad",
    [
        Response("slow down", 429, {"Retry-After": "0"}),
        Response("oops", 500),
        Response("<html>sign in</html>", 200, media_type="text/html"),
        Response("", 200),
        CutBody(),
    ],
    ids=["rate limit", "server error", "html", "empty", "cut"],
)
def test_passing_trouble_is_tried_again(vendor: Vendor, bad: Response) -> None:
    vendor.answers = [bad, bad, GOOD]

    assert vendor.client().get("rows") == {"rows": [1, 2]}
    assert vendor.calls == 3


@pytest.mark.fault(1)
def test_retry_after_is_honoured(vendor: Vendor) -> None:
    vendor.answers = [Response("slow down", 429, {"Retry-After": "1"}), GOOD]

    started = time.monotonic()
    vendor.client().get("rows")

    assert time.monotonic() - started >= 1.0


@pytest.mark.fault(2, 3, 4)
@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (Response("<html>sign in</html>", 200, media_type="text/html"), "not JSON"),
        (CutBody(), "not JSON"),
        (Response("broken", 503), "503"),
    ],
    ids=["html", "cut", "unavailable"],
)
def test_lasting_trouble_is_an_error(vendor: Vendor, bad: Response, said: str) -> None:
    vendor.answers = [bad]

    with pytest.raises(ResponseError, match=said):
        vendor.client().get("rows")
    assert vendor.calls == 3


def test_what_is_fatal_is_not_tried_again(vendor: Vendor) -> None:
    vendor.answers = [Response("DAILY limit", 429)]

    with pytest.raises(ResponseError, match="until tomorrow"):
        vendor.client(fatal=lambda _response: "none left until tomorrow").get("rows")
    assert vendor.calls == 1


@pytest.mark.parametrize(("status", "error"), [(401, AuthenticationError), (403, RefusedError)])
def test_refusals_are_reported_without_credentials(
    vendor: Vendor, status: int, error: type[SourceError], caplog: pytest.LogCaptureFixture
) -> None:
    vendor.answers = [Response('{"message": "no"}', status)]

    with caplog.at_level(logging.DEBUG), pytest.raises(error) as raised:
        vendor.client().post("rows", {"a": 1})

    assert vendor.calls == 1
    assert SECRET not in str(raised.value)
    assert SECRET not in caplog.text


def test_a_403_without_words_is_waited_for_like_a_429(vendor: Vendor) -> None:
    vendor.answers = [Response("", 403), Response("<html>Access denied</html>", 403), GOOD]

    assert vendor.client().get("rows") == {"rows": [1, 2]}
    assert vendor.calls == 3


def test_a_403_without_words_that_lasts_is_no_refusal(vendor: Vendor) -> None:
    vendor.answers = [Response("", 403)]

    with pytest.raises(ResponseError) as raised:
        vendor.client().get("rows")
    assert not isinstance(raised.value, RefusedError)
    assert raised.value.status == 429


def test_no_connection_is_an_error() -> None:
    client = RestClient("http://127.0.0.1:9", max_attempts=2, backoff=0.01)

    with pytest.raises(ResponseError, match="no answer after all tries"):
        client.get("rows")


def test_a_next_link_may_not_lead_the_token_elsewhere(vendor: Vendor) -> None:
    with pytest.raises(PagingError, match="another host"):
        vendor.client().get("http://elsewhere.example/api/rows")
    assert vendor.calls == 0


def test_requests_are_paced(vendor: Vendor) -> None:
    vendor.answers = [GOOD]
    client = vendor.client(requests_per_second=20)

    started = time.monotonic()
    for _ in range(5):
        client.get("rows")

    assert time.monotonic() - started >= 4 / 20


@pytest.mark.fault(6)
def test_a_repeated_page_token_is_refused() -> None:
    tokens = Pages("contacts")
    tokens.accept("a")
    tokens.accept("b")

    with pytest.raises(PagingError, match="contacts"):
        tokens.accept("a")
