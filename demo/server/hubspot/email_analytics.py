"""`/email/public/v1`: the events of marketing e-mails by address, and what sent them."""

from __future__ import annotations

import base64
import binascii
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from starlette.requests import Request
from starlette.responses import Response

from demo.server.hubspot import requests
from demo.server.hubspot.account import PORTAL_ID
from demo.server.hubspot.errors import invalid, missing
from demo.server.paging import window
from demo.server.responses import JsonResponse
from demo.server.state import SandboxState

#: What the world calls it -> what the vendor does. A reply is no event of a marketing e-mail.
_TYPES = {
    "sent": "SENT",
    "delivered": "DELIVERED",
    "opened": "OPEN",
    "clicked": "CLICK",
    "unsubscribed": "STATUSCHANGE",
    "bounced": "BOUNCE",
}
_KINDS = {name: kind for kind, name in _TYPES.items()}
#: Types that the demo company never sees.
_OTHERS = {
    *("DROPPED", "PROCESSED", "DEFERRED", "SPAMREPORT", "PRINT", "FORWARD", "UNBOUNCE"),
    "SUPPRESSED",
}
_PAGE, _DEFAULT_PAGE = 1000, 10
_APP = {"appId": 113, "appName": "Batch"}
_SUBSCRIPTION = 301
# The campaign that sends an e-mail has a number of its own.
_CAMPAIGNS = 500_000_000


def campaign_of(email_id: str) -> int:
    """The number of the e-mail campaign that sent a marketing e-mail."""
    return _CAMPAIGNS + int(email_id)


class EmailAnalytics:
    """The endpoints over one state."""

    def __init__(self, state: SandboxState) -> None:
        self._state = state

    async def events(self, request: Request) -> Response:
        """`GET /email/public/v1/events`: one page, newest first."""
        limit = requests.limit(request, _DEFAULT_PAGE, _PAGE)
        hits, start = self._hits(request), _offset(request)
        cut = window(len(hits), start, limit, self._state.faults, request.url.path)
        rows = self._events().take(pa.array(hits[cut.rows])).to_pylist()
        return JsonResponse({"events": [_event(row) for row in rows], **_more(cut.next_start)})

    async def campaigns(self, request: Request) -> Response:
        """`GET /email/public/v1/campaigns/by-id`: the ids of all e-mail campaigns."""
        limit = requests.limit(request, _DEFAULT_PAGE, _PAGE)
        rows, start = self._messages(), _offset(request)
        cut = window(len(rows), start, limit, self._state.faults, request.url.path)
        found = [{"id": campaign_of(rows[index]["email_id"]), **_APP} for index in cut.rows]
        return JsonResponse({"campaigns": found, **_more(cut.next_start)})

    async def campaign(self, request: Request) -> Response:
        """`GET /email/public/v1/campaigns/{campaignId}`."""
        for row in self._messages():
            if str(campaign_of(row["email_id"])) == request.path_params["campaignId"]:
                return JsonResponse(
                    {
                        "id": campaign_of(row["email_id"]),
                        **_APP,
                        "contentId": int(row["email_id"]),
                        "name": row["name"],
                        "subject": row["name"],
                        "type": "BATCH_EMAIL",
                    }
                )
        raise missing()

    def _messages(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._state.visible("email_messages").to_pylist()
        return rows

    def _events(self) -> pa.Table:
        """All events that the vendor keeps, newest first, with the recipient's address."""

        def read() -> pa.Table:
            contacts = self._state.visible("contact_records").select(["contact_id", "email"])
            events = self._state.visible("email_events").join(contacts, "contact_id")
            kept = pc.and_(
                pc.is_in(events["kind"], pa.array(list(_TYPES))), pc.is_valid(events["email"])
            )
            order = [("occurred_at", "descending"), ("event_id", "descending")]
            events = events.filter(kept).sort_by(order)
            moments = pc.cast(pc.cast(events["occurred_at"], pa.timestamp("ms", "UTC")), pa.int64())
            return events.append_column("created", moments)

        return self._state.cached(("hubspot", "events"), read)

    def _hits(self, request: Request) -> npt.NDArray[np.int64]:
        """Positions of the events asked for, newest first."""
        names = ("eventType", "campaignId", "recipient", "startTimestamp", "endTimestamp")
        asked = tuple(request.query_params.get(name) for name in names)
        human = requests.flag(request, "excludeFilteredEvents")
        key = ("hubspot", "event_hits", human, *asked)
        return self._state.cached(key, lambda: self._search(request, human))

    def _search(self, request: Request, human: bool) -> npt.NDArray[np.int64]:
        asked, events = request.query_params, self._events()
        found = np.ones(events.num_rows, dtype=bool)
        if (event_type := asked.get("eventType")) is not None:
            if event_type not in {*_KINDS, *_OTHERS}:
                raise invalid(f"There is no event type '{event_type}'")
            found &= _mask(pc.equal(events["kind"], _KINDS.get(event_type, "")))
        if recipient := asked.get("recipient"):
            found &= _mask(pc.equal(pc.utf8_lower(events["email"]), recipient.lower()))
        if campaign := asked.get("campaignId"):
            email_id = str(requests.whole_number(campaign, "campaignId") - _CAMPAIGNS)
            found &= _mask(pc.equal(events["email_id"], email_id))
        if human:
            found &= ~_mask(events["is_machine"])
        if first := asked.get("startTimestamp"):
            moment = requests.whole_number(first, "startTimestamp")
            found &= _mask(pc.greater_equal(events["created"], moment))
        if last := asked.get("endTimestamp"):
            moment = requests.whole_number(last, "endTimestamp")
            found &= _mask(pc.less_equal(events["created"], moment))
        return np.flatnonzero(found)


def _mask(values: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    return np.asarray(values.to_numpy(), dtype=bool)


def _offset(request: Request) -> int:
    """Where the page begins, of an `offset` that only the vendor reads."""
    text = request.query_params.get("offset")
    if not text:
        return 0
    try:
        return int(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError) as error:
        raise invalid(f"Invalid offset '{text}'") from error


def _more(next_start: int | None) -> dict[str, Any]:
    if next_start is None:
        return {"hasMore": False}
    return {"hasMore": True, "offset": base64.b64encode(str(next_start).encode()).decode()}


def _event(row: dict[str, Any]) -> dict[str, Any]:
    body = {
        "id": row["event_id"],
        "created": row["created"],
        "type": _TYPES[row["kind"]],
        "recipient": row["email"],
        "portalId": PORTAL_ID,
        **_APP,
        "emailCampaignId": campaign_of(row["email_id"]),
    }
    if row["kind"] in ("opened", "clicked"):
        body["filteredEvent"] = row["is_machine"]
    if row["kind"] == "unsubscribed":
        body["portalSubscriptionStatus"] = "UNSUBSCRIBED"
        body["subscriptions"] = [{"id": _SUBSCRIPTION, "status": "UNSUBSCRIBED"}]
    return body
