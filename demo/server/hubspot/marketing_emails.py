"""`/marketing/v3/emails`: marketing e-mails and their statistics."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from starlette.requests import Request
from starlette.responses import Response

from demo.server.hubspot import requests
from demo.server.hubspot.email_analytics import campaign_of
from demo.server.hubspot.errors import invalid, missing
from demo.server.hubspot.pages import offset_page
from demo.server.responses import JsonResponse
from demo.server.state import SandboxState

_PAGE, _DEFAULT_PAGE = 100, 10
_COUNTERS = {
    "sent": "sent",
    "delivered": "delivered",
    "opened": "open",
    "clicked": "click",
    "unsubscribed": "unsubscribed",
    "bounced": "bounce",
    "replied": "reply",
}

Row = dict[str, Any]


class MarketingEmails:
    """The endpoints over one state."""

    def __init__(self, state: SandboxState) -> None:
        self._state = state

    async def list_page(self, request: Request) -> Response:
        """`GET /marketing/v3/emails`: one page in order of id."""
        with_stats = requests.flag(request, "includeStats")
        rows = [row for row in self._rows() if _inside(request, row)]
        if requests.flag(request, "archived"):
            rows = []
        bounds = requests.offset(request), requests.limit(request, _DEFAULT_PAGE, _PAGE)
        page = offset_page(
            self._state, request, rows, bounds, lambda row: self._body(row, with_stats)
        )
        return JsonResponse({"total": len(rows), **page})

    async def one(self, request: Request) -> Response:
        """`GET /marketing/v3/emails/{emailId}`."""
        for row in self._rows():
            if row["email_id"] == request.path_params["emailId"]:
                return JsonResponse(self._body(row, requests.flag(request, "includeStats")))
        raise missing()

    async def statistics(self, request: Request) -> Response:
        """`GET /marketing/v3/emails/statistics/list`: counts of events between two instants."""
        first = requests.instant(request, "startTimestamp")
        last = requests.instant(request, "endTimestamp")
        if first is None or last is None:
            raise invalid("startTimestamp and endTimestamp are required")
        events = self._state.visible("email_events")
        at, kind = events["occurred_at"], events["occurred_at"].type
        inside = pc.and_(
            pc.greater_equal(at, pa.scalar(first, kind)), pc.less_equal(at, pa.scalar(last, kind))
        )
        counts = _counts(events.filter(inside))
        asked = requests.names(request, "emailIds")
        shown = {key: found for key, found in counts.items() if not asked or key in asked}
        total: dict[str, int] = {}
        for found in shown.values():
            for name, count in found.items():
                total[name] = total.get(name, 0) + count
        body = {
            "emails": [int(key) for key in shown],
            "aggregate": _stats(total),
            "campaignAggregations": {key: _stats(found) for key, found in shown.items()},
        }
        return JsonResponse(body)

    def _rows(self) -> list[Row]:
        def read() -> list[Row]:
            slugs = {
                row["campaign_id"]: row for row in self._state.visible("campaigns").to_pylist()
            }
            rows: list[Row] = self._state.visible("email_messages").to_pylist()
            for row in rows:
                row["campaign"] = slugs.get(row["campaign_id"], {})
            return sorted(rows, key=lambda row: (len(row["email_id"]), row["email_id"]))

        return self._state.cached(("hubspot", "marketing_emails"), read)

    def _body(self, row: Row, with_stats: bool) -> Row:
        body = {
            "id": row["email_id"],
            "name": row["name"],
            "subject": row["name"],
            "state": "PUBLISHED",
            "type": "BATCH_EMAIL",
            "isAb": False,
            "isPublished": True,
            "archived": False,
            "publishDate": row["sent_at"],
            "publishedAt": row["sent_at"],
            "createdAt": row["recorded_at"],
            "updatedAt": row["recorded_at"],
            "primaryEmailCampaignId": str(campaign_of(row["email_id"])),
            "allEmailCampaignIds": [str(campaign_of(row["email_id"]))],
            "subscriptionDetails": {
                "subscriptionName": "Newsletter"
                if row["is_newsletter"]
                else "Marketing information"
            },
        }
        if campaign := row["campaign"]:
            body["campaign"] = campaign["campaign_id"]
            body["campaignName"] = campaign["name"]
            body["campaignUtm"] = campaign["utm_campaign"]
        if with_stats:
            key = ("hubspot", "email_counts")
            counts = self._state.cached(key, lambda: _counts(self._state.visible("email_events")))
            body["stats"] = _stats(counts.get(row["email_id"], {}))
        return body


def _counts(events: pa.Table) -> dict[str, dict[str, int]]:
    """E-mail id -> counter -> number of events."""
    grouped = events.group_by(["email_id", "kind"]).aggregate([("event_id", "count")])
    found: dict[str, dict[str, int]] = {}
    for row in grouped.to_pylist():
        found.setdefault(row["email_id"], {})[_COUNTERS[row["kind"]]] = row["event_id_count"]
    return found


def _stats(counts: dict[str, int]) -> Row:
    delivered = counts.get("delivered", 0)
    ratios = {
        f"{name}ratio": round(100 * counts.get(name, 0) / delivered, 4) if delivered else 0.0
        for name in ("open", "click", "reply", "unsubscribed")
    }
    counters = {name: counts.get(name, 0) for name in _COUNTERS.values()}
    return {"counters": counters, "ratios": ratios, "deviceBreakdown": {}, "qualifierStats": {}}


def _inside(request: Request, row: Row) -> bool:
    moments: dict[str, datetime] = {
        "created": row["recorded_at"],
        "updated": row["recorded_at"],
        "published": row["sent_at"],
    }
    for name, at in moments.items():
        after = requests.instant(request, f"{name}After")
        before = requests.instant(request, f"{name}Before")
        exactly = requests.instant(request, f"{name}At")
        if (after and at <= after) or (before and at >= before) or (exactly and at != exactly):
            return False
    return True
