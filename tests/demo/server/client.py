"""Requests to an ASGI application without a socket, and small worlds made by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

import orjson
import pyarrow as pa
from starlette.types import ASGIApp, Message

from demo.world.tables import TABLES


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def body(self) -> Any:
        return orjson.loads(self.content)


class Client:
    """Asks one application; `prefix` goes before every path."""

    def __init__(self, app: ASGIApp, prefix: str = "", token: str = "sandbox-test") -> None:
        self._app = app
        self._prefix = prefix
        self._token = token

    def get(self, path: str, **params: Any) -> Answer:
        return self.request("GET", path, params)

    def post(self, path: str, body: Any, **params: Any) -> Answer:
        return self.request("POST", path, params, orjson.dumps(body))

    def pages(self, path: str, **params: Any) -> list[dict[str, Any]]:
        """All results of a list, page after page."""
        rows: list[dict[str, Any]] = []
        after: dict[str, str] = {}
        while True:
            page = self.get(path, **params, **after).body
            rows += page["results"]
            if "paging" not in page:
                return rows
            after = {"after": page["paging"]["next"]["after"]}

    def request(
        self, method: str, path: str, params: Mapping[str, Any], content: bytes = b""
    ) -> Answer:
        status, headers, chunks = 0, {}, bytearray()

        async def receive() -> Message:
            return {"type": "http.request", "body": content, "more_body": False}

        async def send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers.update({k.decode(): v.decode() for k, v in message["headers"]})
            chunks.extend(message.get("body", b""))

        path = f"{self._prefix}{path}"
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": urlencode(params).encode(),
            "headers": [
                (b"host", b"sandbox"),
                (b"authorization", f"Bearer {self._token}".encode()),
            ],
            "server": ("sandbox", 80),
            "client": ("test", 1),
        }
        asyncio.run(self._app(scope, receive, send))
        return Answer(status, headers, bytes(chunks))


_FILLERS: dict[Any, Any] = {
    pa.string(): "",
    pa.timestamp("us", tz="UTC"): datetime(2026, 1, 1, tzinfo=UTC),
    pa.date32(): date(2026, 1, 1),
    pa.float64(): 0.0,
    pa.int64(): 0,
    pa.bool_(): False,
}


def world(**tables: Sequence[Mapping[str, Any]]) -> dict[str, pa.Table]:
    """A world of the rows given; columns left out are null, or a filler where they must not be."""
    made = {}
    for name, rows in tables.items():
        schema = TABLES[name].schema
        filled = [
            {
                field.name: row.get(field.name, None if field.nullable else _FILLERS[field.type])
                for field in schema
            }
            for row in rows
        ]
        made[name] = pa.Table.from_pylist(filled, schema=schema)
    return made


def at(text: str) -> datetime:
    """An instant in UTC from `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
