"""A vendor that answers as a test says, and loads of a part of a source from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import duckdb
import orjson
import pytest
from starlette.requests import Request
from starlette.responses import Response

from company import Profile
from company.profile import Sources
from ingestion import run
from ingestion.registry import discover
from tests.ingestion.conftest import serving

#: What each vendor's settings need beside its address.
_CREDENTIALS: dict[str, dict[str, Any]] = {
    "hubspot": {"token": "t"},
    "zendesk": {"api_token": "t", "start_on": date(2026, 10, 1)},
    "google_ads": {
        "access_token": "t", "developer_token": "t", "customer_id": "1000000001",
        "history_months": 2,
    },
    "google_analytics": {"access_token": "t", "property_id": "7", "history_months": 1},
}  # fmt: skip


@dataclass
class Vendor:
    """Answers each request with what `answer` gives for its path and what was asked.

    `asked` and `sent` hold what each request asked, and its `Authorization`.
    `before` is asked instead of `answer`, where there is one.
    """

    name: str
    tables: tuple[str, ...]
    folder: Path
    answer: Callable[[str, dict[str, Any]], Any] = lambda _path, _asked: {}
    before: Callable[[str, dict[str, Any]], Any] | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    port: int = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        request = Request(scope, receive)
        self.sent.append(request.headers.get("authorization", ""))
        asked = _asked(await request.body()) or dict(request.query_params)
        self.asked.append(asked)
        self.headers.append(dict(request.headers))
        answer = (self.before or self.answer)(request.url.path, asked)
        if not isinstance(answer, Response):
            answer = Response(orjson.dumps(answer), media_type="application/json")
        await answer(scope, receive, send)

    def load(self, as_of: str = "2026-11-21", **settings: Any) -> run.LoadSummary:
        """Load these tables."""
        given = {
            **_CREDENTIALS[self.name],
            "base_url": f"http://127.0.0.1:{self.port}",
            **settings,
        }
        profile = Profile(name="Test", sources=Sources(zendesk=True))
        day = date.fromisoformat(as_of)
        return run.load_source(self.name, profile, given, self.path, self.folder / "dlt", day)

    @property
    def path(self) -> Path:
        """The warehouse."""
        return self.folder / "warehouse.duckdb"

    def rows(self, columns: str, table: str | None = None) -> list[tuple[Any, ...]]:
        """Rows of a raw table, the first one by default; none where it is not there."""
        with duckdb.connect(str(self.path), read_only=True) as connection:
            if not connection.execute("select 1 from duckdb_tables() limit 1").fetchone():
                return []
            name = f"raw_{self.name}.{table or self.tables[0]}"
            return connection.execute(f"select {columns} from {name} order by all").fetchall()


def _asked(body: bytes) -> dict[str, Any]:
    try:
        return dict(orjson.loads(body or b"{}"))
    except orjson.JSONDecodeError:
        return dict(parse_qsl(body.decode()))


def _only(source: Any, tables: tuple[str, ...]) -> Any:
    """Have these resources read alone; one may fill several of the tables."""
    return source.with_resources(*(name for name in tables if name in source.resources))


@contextmanager
def vendor_of(
    name: str, tables: tuple[str, ...], folder: Path, patch: pytest.MonkeyPatch
) -> Iterator[Vendor]:
    """Serve a vendor, and have loads of its source read these tables alone."""
    spec = discover()[name]
    alone = replace(
        spec,
        raw_tables=tables,
        source=lambda config, as_of: _only(spec.source(config, as_of), tables),
    )
    patch.setattr(run, "find_source", lambda _name: alone)
    vendor = Vendor(name, tables, folder)
    with serving(vendor) as port:
        vendor.port = port
        yield vendor
