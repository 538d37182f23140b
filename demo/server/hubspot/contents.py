"""`/cms/v3`: published pages and posts."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from demo.server.hubspot import requests
from demo.server.hubspot.errors import Endpoint
from demo.server.hubspot.pages import offset_page
from demo.server.responses import JsonResponse
from demo.server.state import SandboxState

_PAGE, _DEFAULT_PAGE = 100, 20


class Contents:
    """The endpoints over one state."""

    def __init__(self, state: SandboxState) -> None:
        self._state = state

    def endpoint(self, pages: bool) -> Endpoint:
        """The list of site pages, or of everything else (posts, articles, videos)."""

        async def list_page(request: Request) -> Response:
            rows = [row for row in self._rows() if (row["kind"] == "page") == pages]
            bounds = requests.offset(request), requests.limit(request, _DEFAULT_PAGE, _PAGE)
            page = offset_page(self._state, request, rows, bounds, _body)
            return JsonResponse({"total": len(rows), **page})

        return list_page

    def _rows(self) -> list[dict[str, Any]]:
        def read() -> list[dict[str, Any]]:
            rows: list[dict[str, Any]] = self._state.visible("contents").to_pylist()
            return sorted(rows, key=lambda row: (len(row["content_id"]), row["content_id"]))

        return self._state.cached(("hubspot", "contents"), read)


def _body(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["content_id"],
        "name": row["title"],
        "url": row["url"],
        "campaign": row["campaign_id"],
        "publishDate": row["published_at"],
        "createdAt": row["recorded_at"],
        "updatedAt": row["recorded_at"],
        "contentKind": row["kind"],
        "contentChannel": row["channel"],
    }
