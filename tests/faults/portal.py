"""A HubSpot portal of companies alone, whose records a test moves and whose answers it spoils."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import orjson
import pytest
from starlette.requests import Request
from starlette.responses import Response

from ingestion import run
from ingestion.registry import discover
from ingestion.sources.hubspot.object_types import CRM_OBJECTS
from tests.ingestion.conftest import serving

COMPANIES = next(kind for kind in CRM_OBJECTS if kind.name == "companies")
LIST = "/crm/objects/2026-09/companies"
_WINDOW = 10_000

Body = dict[str, Any]


@dataclass
class Portal:
    """The vendor: an ASGI app over `records`, by id.

    `spoil` is given the path, what was asked and the answer, and returns the answer that is sent.
    """

    records: dict[int, Body] = field(default_factory=dict)
    properties: list[str] = field(default_factory=lambda: list(COMPANIES.property_names))
    merged: dict[int, int] = field(default_factory=dict)
    spoil: Callable[[str, Body, Body], Any] = lambda _path, _asked, answer: answer
    page: int = 100
    asked: list[str] = field(default_factory=list)
    port: int = 0

    def touch(self, key: int, at: str, *, archived: bool = False, **properties: Any) -> None:
        """Make or change a record, last touched at `at`."""
        before = self.records.get(key, {"properties": {}})["properties"]
        self.records[key] = {
            "id": str(key),
            "properties": {**before, **properties, COMPANIES.modified: at},
            "createdAt": "2024-01-01T00:00:00Z",
            "updatedAt": at,
            "archived": archived,
            **({"archivedAt": at} if archived else {}),
        }

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        request = Request(scope, receive)
        asked = orjson.loads(await request.body() or b"{}") or dict(request.query_params)
        path = request.url.path
        self.asked.append(path)
        answer = self.spoil(path, asked, self._answer(path, request, asked))
        if not isinstance(answer, Response):
            answer = Response(orjson.dumps(answer), media_type="application/json")
        await answer(scope, receive, send)

    def _answer(self, path: str, request: Request, asked: Body) -> Body:
        archived = request.query_params.get("archived") == "true"
        if path.startswith("/crm/properties/"):
            return {"results": [{"name": name} for name in self.properties]}
        if path.endswith("/search"):
            return self._search(asked)
        if path.endswith("/batch/read"):
            return self._batch([int(one["id"]) for one in asked["inputs"]], archived)
        assert path == LIST
        after = int(asked.get("after", 0))
        rows = [row for row in self._rows(archived) if int(row["id"]) > after]
        page: Body = {"results": rows[: self.page]}
        if len(rows) > self.page:
            page["paging"] = {"next": {"after": rows[self.page - 1]["id"]}}
        return page

    def _rows(self, archived: bool) -> list[Body]:
        return [row for _, row in sorted(self.records.items()) if row["archived"] == archived]

    def _search(self, asked: Body) -> Body:
        since, until, above = 0.0, 1e12, 0
        for group in asked["filterGroups"]:
            for one in group["filters"]:
                if one["propertyName"] == "hs_object_id":
                    above = int(one["value"])
                elif one["operator"] == "GTE":
                    since = int(one["value"]) / 1000
                else:
                    until = int(one["value"]) / 1000
        hits = [
            row
            for row in self._rows(archived=False)
            if since <= instant(row) <= until and int(row["id"]) > above
        ]
        if asked["sorts"] == [f"-{COMPANIES.modified}"]:
            hits.sort(key=instant, reverse=True)
        assert int(asked["after"]) + asked["limit"] <= _WINDOW
        return {"total": len(hits), "results": hits[: asked["limit"]]}

    def _batch(self, ids: list[int], archived: bool) -> Body:
        ids = [self.merged.get(key, key) for key in ids]
        found = {
            key: row
            for key in ids
            if (row := self.records.get(key)) and row["archived"] == archived
        }
        gone = [str(key) for key in ids if key not in found]
        answer: Body = {"results": list(found.values())}
        if gone:
            answer["errors"] = [{"category": "OBJECT_NOT_FOUND", "context": {"ids": gone}}]
        return answer


def instant(row: Body) -> float:
    """When a record was touched last, in seconds."""
    return datetime.fromisoformat(row["updatedAt"]).astimezone(UTC).timestamp()


@dataclass
class Company:
    """Whoever loads the portal into a warehouse."""

    portal: Portal
    folder: Path
    fields: dict[str, dict[str, str]] = field(default_factory=dict)

    def load(self, as_of: str = "2026-11-21", **settings: Any) -> run.LoadSummary:
        """Load what is new."""
        given: dict[str, Any] = {"token": "t", "base_url": f"http://127.0.0.1:{self.portal.port}"}
        given |= {"fields": self.fields, **settings}
        day = date.fromisoformat(as_of)
        return run.load_source("hubspot", None, given, self.path, self.folder / "dlt", day)  # type: ignore[arg-type]

    @property
    def path(self) -> Path:
        """The warehouse."""
        return self.folder / "warehouse.duckdb"

    def rows(self, columns: str = "id, name, archived") -> list[tuple[Any, ...]]:
        """The companies in the warehouse; none before the first load."""
        with duckdb.connect(str(self.path), read_only=True) as connection:
            if not connection.execute("select 1 from duckdb_tables() limit 1").fetchone():
                return []
            sql = f"select {columns} from raw_hubspot.companies order by cast(id as integer)"
            return connection.execute(sql).fetchall()

    def live(self) -> dict[int, str]:
        """Id -> name of the companies that are not deleted."""
        return {int(key): name for key, name, away in self.rows() if not away}


@contextmanager
def company_of(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Company]:
    """Serve a portal, and have loads of HubSpot read companies alone."""
    spec = discover()["hubspot"]
    alone = replace(
        spec,
        raw_tables=("companies",),
        source=lambda config, as_of: spec.source(config, as_of).with_resources("companies"),
    )
    patch.setattr(run, "find_source", lambda _name: alone)
    portal = Portal()
    with serving(portal) as port:
        portal.port = port
        yield Company(portal, folder)
