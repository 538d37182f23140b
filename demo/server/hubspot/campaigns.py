"""`/marketing/v3/campaigns`."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from demo.server.hubspot import requests
from demo.server.hubspot.errors import missing
from demo.server.hubspot.pages import offset_page
from demo.server.responses import JsonResponse
from demo.server.state import SandboxState

_PAGE, _DEFAULT_PAGE = 100, 50


class Campaigns:
    """The endpoints over one state."""

    def __init__(self, state: SandboxState) -> None:
        self._state = state

    async def list_page(self, request: Request) -> Response:
        """`GET /marketing/v3/campaigns`: one page in order of id."""
        asked = requests.names(request, "properties")
        name = request.query_params.get("name", "").lower()
        rows = [row for row in self._rows() if name in row["name"].lower()]
        bounds = requests.offset(request), requests.limit(request, _DEFAULT_PAGE, _PAGE)
        page = offset_page(self._state, request, rows, bounds, lambda row: self._body(row, asked))
        return JsonResponse({"total": len(rows), **page})

    async def one(self, request: Request) -> Response:
        """`GET /marketing/v3/campaigns/{campaignGuid}`."""
        asked = requests.names(request, "properties")
        for row in self._rows():
            if row["campaign_id"] == request.path_params["campaignGuid"]:
                return JsonResponse({**self._body(row, asked), "assets": {}})
        raise missing()

    def _rows(self) -> list[dict[str, Any]]:
        def read() -> list[dict[str, Any]]:
            rows: list[dict[str, Any]] = self._state.visible("campaigns").to_pylist()
            return sorted(rows, key=lambda row: row["campaign_id"])

        return self._state.cached(("hubspot", "campaigns"), read)

    def _body(self, row: dict[str, Any], asked: list[str]) -> dict[str, Any]:
        over = row["ends_on"] < self._state.as_of
        begun = row["starts_on"] <= self._state.as_of
        values = {
            "hs_name": row["name"],
            "hs_utm": row["utm_campaign"],
            "hs_start_date": row["starts_on"].isoformat(),
            "hs_end_date": row["ends_on"].isoformat(),
            "hs_budget_items_sum_amount": f"{row['budget']:.2f}",
            "hs_currency_code": row["currency"],
            "hs_campaign_status": "completed" if over else "in_progress" if begun else "planned",
        }
        return {
            "id": row["campaign_id"],
            "createdAt": row["recorded_at"],
            "updatedAt": row["recorded_at"],
            "businessUnits": [],
            "properties": {name: values[name] for name in asked if name in values},
        }
