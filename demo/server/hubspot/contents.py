"""`/cms/v3`: pages and blog posts, drafts among them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from demo.server.hubspot import requests
from demo.server.hubspot.errors import Endpoint
from demo.server.hubspot.pages import offset_page
from demo.server.responses import JsonResponse
from demo.server.state import SandboxState

_PAGE, _DEFAULT_PAGE = 100, 20
#: Of so many contents one has a next version in the making.
_DRAFT_EVERY = 9
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)

Row = dict[str, Any]


class Contents:
    """The endpoints over one state."""

    def __init__(self, state: SandboxState) -> None:
        self._state = state

    def endpoint(self, *kinds: str) -> Endpoint:
        """The list of the contents of some kinds; what no website holds is not the CMS's."""

        async def list_page(request: Request) -> Response:
            rows = [row for row in self._rows() if row["kind"] in kinds]
            bounds = requests.offset(request), requests.limit(request, _DEFAULT_PAGE, _PAGE)
            page = offset_page(self._state, request, rows, bounds, _body)
            return JsonResponse({"total": len(rows), **page})

        return list_page

    def _rows(self) -> list[Row]:
        def read() -> list[Row]:
            rows: list[Row] = self._state.visible("contents").to_pylist()
            drafts = [
                {**row, "content_id": f"9{row['content_id']}", "published_at": None}
                for row in rows
                if int(row["content_id"]) % _DRAFT_EVERY == 0
            ]
            return sorted(
                [*rows, *drafts], key=lambda row: (len(row["content_id"]), row["content_id"])
            )

        return self._state.cached(("hubspot", "contents"), read)


def _body(row: Row) -> Row:
    published = row["published_at"] is not None
    state = "PUBLISHED" if published else "DRAFT"
    return {
        "id": row["content_id"],
        "name": row["title"],
        "url": row["url"],
        "campaign": row["campaign_id"] or "",
        "state": state,
        "currentState": state,
        "currentlyPublished": published,
        "archivedInDashboard": False,
        "publishDate": row["published_at"] if published else _NEVER,
        "created": row["recorded_at"],
        "updated": row["recorded_at"],
    }
