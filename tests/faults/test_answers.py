"""What the network does to one answer: waited for, asked for again, or refused; never half taken.

On a server of plain sockets, which cuts, resets, drips and explodes as a proxy does.
"""

from __future__ import annotations

import gzip
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace
from typing import Any

import pytest

from ingestion.errors import ResponseError
from ingestion.http import RestClient

GOOD = b'{"rows": [1, 2]}'
Act = Callable[[socket.socket], None]


class Server:
    """Does one act per connection, the last one for ever."""

    def __init__(self, *acts: Act) -> None:
        self._acts = acts
        self.calls = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(65_536)
                act = self._acts[min(self.calls, len(self._acts) - 1)]
                self.calls += 1
                try:
                    act(connection)
                except OSError:
                    continue

    def client(self, **settings: Any) -> RestClient:
        options = {"max_attempts": 3, "backoff": 0.01, "timeout": (1.0, 0.3), **settings}
        return RestClient(f"http://127.0.0.1:{self.port}", **options)

    def close(self) -> None:
        self._listener.close()


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    servers: list[Server] = []

    def start(*acts: Act) -> Server:
        servers.append(Server(*acts))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


def sent(body: bytes, *headers: str, status: str = "200 OK", length: int | None = None) -> Act:
    """Answer with this body; `length` is what the header says of it."""

    def act(connection: socket.socket) -> None:
        size = len(body) if length is None else length
        lines = (f"HTTP/1.1 {status}", f"Content-Length: {size}", "Connection: close", *headers)
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    return act


def chunk_cut(connection: socket.socket) -> None:
    """Promise a chunk, and end the connection in the middle of it."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n" + GOOD)


def reset(connection: socket.socket) -> None:
    """Reset the connection in the middle of the body."""
    sent(GOOD, length=1000)(connection)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def silent(connection: socket.socket) -> None:
    """Send the half of a body, then nothing more."""
    sent(GOOD[:8], length=len(GOOD))(connection)
    threading.Event().wait(0.5)


def dripping(connection: socket.socket) -> None:
    """Send a byte now and then: no wait is long enough to be a time-out."""
    sent(b"[", length=1_000_000)(connection)
    for _ in range(40):
        connection.sendall(b" ")
        threading.Event().wait(0.05)


@pytest.mark.fault(3, 4)
@pytest.mark.parametrize(
    "bad",
    [
        sent(GOOD[:9], length=len(GOOD)),
        sent(GOOD[:9]),
        sent(b'{"rows": []} {"rows"'),
        chunk_cut,
        reset,
        silent,
        sent(gzip.compress(GOOD)[:-10], "Content-Encoding: gzip"),
        sent(b"not gzip", "Content-Encoding: gzip"),
    ],
    ids=["short", "cut json", "two answers", "chunk", "reset", "silent", "cut gzip", "no gzip"],
)
def test_a_part_of_an_answer_is_asked_for_again(serve: Callable[..., Server], bad: Act) -> None:
    server = serve(bad, bad, sent(GOOD))
    assert server.client().get("rows") == {"rows": [1, 2]}
    assert server.calls == 3
    lasting = serve(bad)
    with pytest.raises(ResponseError):
        lasting.client().get("rows")
    assert lasting.calls == 3


@pytest.mark.fault(2, 3)
def test_an_answer_that_drips_for_ever_ends(serve: Callable[..., Server]) -> None:
    server = serve(dripping)
    with pytest.raises(ResponseError, match="no answer after all tries"):
        server.client(max_seconds=0.2, max_attempts=2).get("rows")
    assert server.calls == 2


@pytest.mark.fault(1)
@pytest.mark.parametrize(
    ("header", "waits"),
    [
        ("Retry-After: 7", (7, 7)),
        ("Retry-After: 86400", (60, 60)),
        (f"Retry-After: {format_datetime(datetime.now(UTC) + timedelta(hours=1))}", (60, 60)),
        (f"Retry-After: {format_datetime(datetime.now(UTC) - timedelta(hours=1))}", (0, 2)),
        ("Retry-After: soon", (0, 2)),
        ("X-None: 1", (0, 2)),
    ],
    ids=["seconds", "a day", "date", "date gone by", "nonsense", "none"],
)
def test_a_wait_that_is_asked_for_is_kept_within_a_limit(
    serve: Callable[..., Server],
    monkeypatch: pytest.MonkeyPatch,
    header: str,
    waits: tuple[float, float],
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("tenacity.nap.time", SimpleNamespace(sleep=slept.append))
    server = serve(sent(b"slow down", header, status="429 Too Many Requests"), sent(GOOD))
    assert server.client(backoff=0.5).get("rows") == {"rows": [1, 2]}
    [waited] = slept
    assert waits[0] <= waited <= waits[1]


@pytest.mark.fault(1, 2)
@pytest.mark.parametrize("status", ["429 Too Many Requests", "500 Oops", "503 Down"])
def test_lasting_errors_end_after_a_limited_wait(
    serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("tenacity.nap.time", SimpleNamespace(sleep=slept.append))
    server = serve(sent(b"no", "Retry-After: 999999", status=status))
    with pytest.raises(ResponseError, match=status[:3]):
        server.client(max_attempts=7).get("rows")
    assert server.calls == 7
    assert sum(slept) <= 6 * 60


@pytest.mark.fault(27)
@pytest.mark.parametrize(
    "bomb",
    [
        sent(gzip.compress(b" " * 20_000_000 + GOOD), "Content-Encoding: gzip"),
        sent(b" " * 3_000_000 + GOOD),
    ],
    ids=["compressed", "plain"],
)
def test_an_answer_that_explodes_is_refused_and_not_asked_for_again(
    serve: Callable[..., Server], bomb: Act
) -> None:
    server = serve(bomb)
    with pytest.raises(ResponseError, match=r"GET /rows: .* larger than 2 MB; .*MAX_ANSWER_MB"):
        server.client(max_megabytes=2, timeout=(5.0, 5.0)).get("rows")
    assert server.calls == 1


@pytest.mark.fault(27)
@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 5_000 + "1" + "}" * 5_000, '["\\ud83d"' + ",[" * 50_000]
)
def test_json_nested_without_end_is_an_error(serve: Callable[..., Server], text: str) -> None:
    with pytest.raises(ResponseError, match="not JSON"):
        serve(sent(text.encode())).client().get("rows")


@pytest.mark.fault(24)
def test_half_a_character_does_not_keep_the_others_out(serve: Callable[..., Server]) -> None:
    body = rb'{"rows": ["cut \ud83d", "\ud83e\udd8a", "\\ud83d", "a\u0000b"]}'
    found = serve(sent(body)).client().get("rows")
    assert found == {"rows": ["cut \ufffd", "🦊", r"\ud83d", "a\0b"]}


@pytest.mark.fault(4)
@pytest.mark.parametrize("body", [b'["\\ud83d", NaN]', b'{"a": "\\ud83d"', b"<html>\\ud83d</html>"])
def test_what_is_no_json_stays_none(serve: Callable[..., Server], body: bytes) -> None:
    with pytest.raises(ResponseError, match="not JSON"):
        serve(sent(body)).client().get("rows")
