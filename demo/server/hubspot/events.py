"""`/events/v3/events`: what contacts did with marketing e-mails."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from starlette.requests import Request
from starlette.responses import Response

from demo.server.hubspot import requests
from demo.server.hubspot.errors import invalid
from demo.server.hubspot.pages import next_page
from demo.server.paging import window
from demo.server.responses import JsonResponse
from demo.server.state import SandboxState

EVENT_TYPES = {
    "sent": "e_mta_sent_email_v2",
    "delivered": "e_mta_delivered_email_v2",
    "opened": "e_opened_email_v2",
    "clicked": "e_clicked_link_in_email_v2",
    "unsubscribed": "e_unsubscribed_email_v2",
    "bounced": "e_mta_bounced_email_v2",
    "replied": "e_replied_email_v2",
}
_KINDS = {name: kind for kind, name in EVENT_TYPES.items()}
_PAGE, _DEFAULT_PAGE = 1000, 100
_CONTACT = ("contact", "contacts", "CONTACT", "0-1")


class Events:
    """The endpoints over one state."""

    def __init__(self, state: SandboxState) -> None:
        self._state = state

    async def list_page(self, request: Request) -> Response:
        """`GET /events/v3/events`: one page, newest first unless `sort=occurredAt`."""
        limit = requests.limit(request, _DEFAULT_PAGE, _PAGE)
        hits = self._hits(request)
        start = requests.offset(request)
        cut = window(len(hits), start, limit, self._state.faults, request.url.path)
        rows = _texts(self._events().take(pa.array(hits[cut.rows]))).to_pylist()
        page: dict[str, Any] = {"results": [_body(row) for row in rows]}
        if cut.next_start is not None:
            page["paging"] = next_page(request, str(cut.next_start))
        return JsonResponse(page)

    async def types(self, _request: Request) -> Response:
        """`GET /events/v3/events/event-types`."""
        return JsonResponse({"eventTypes": sorted(_KINDS)})

    def _events(self) -> pa.Table:
        """All events in order of time, with the data of their e-mail."""

        def read() -> pa.Table:
            emails = self._state.visible("email_messages").select(["email_id", "campaign_id"])
            events = self._state.visible("email_events").join(emails, "email_id")
            return events.sort_by([("occurred_at", "ascending"), ("event_id", "ascending")])

        return self._state.cached(("hubspot", "events"), read)

    def _hits(self, request: Request) -> npt.NDArray[np.int64]:
        """Positions of the events asked for, in the order asked for."""
        asked = request.query_params
        sort = asked.get("sort", "-occurredAt")
        if sort not in ("occurredAt", "-occurredAt"):
            raise invalid(f"Events cannot be sorted by '{sort}'")
        names = ("eventType", "objectType", "objectId", "occurredAfter", "occurredBefore")
        key = ("hubspot", "event_hits", sort, *(asked.get(name) for name in names))
        return self._state.cached(key, lambda: self._search(request, sort.startswith("-")))

    def _search(self, request: Request, newest_first: bool) -> npt.NDArray[np.int64]:
        asked, events = request.query_params, self._events()
        event_type = asked.get("eventType")
        if event_type is not None and event_type not in _KINDS:
            raise invalid(f"There is no event type '{event_type}'")
        found = np.ones(events.num_rows, dtype=bool)
        if asked.get("objectType", "contact") not in _CONTACT:
            found[:] = False
        if event_type is not None:
            found &= _mask(pc.equal(events["kind"], _KINDS[event_type]))
        if "objectId" in asked:
            found &= _mask(pc.equal(events["contact_id"], asked["objectId"]))
        moment = events.schema.field("occurred_at").type
        if after := requests.instant(request, "occurredAfter"):
            found &= _mask(pc.greater(events["occurred_at"], pa.scalar(after, moment)))
        if before := requests.instant(request, "occurredBefore"):
            found &= _mask(pc.less(events["occurred_at"], pa.scalar(before, moment)))
        hits = np.flatnonzero(found)
        return hits[::-1] if newest_first else hits


def _mask(values: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    return np.asarray(values.to_numpy(), dtype=bool)


def _texts(events: pa.Table) -> pa.Table:
    """Instants as text: far cheaper than a datetime object for each, or than `strftime`."""
    for index, field in enumerate(events.schema):
        if pa.types.is_timestamp(field.type):
            moments = pc.cast(events[field.name], pa.timestamp("ms"), safe=False)
            text = pc.replace_substring(pc.cast(moments, pa.string()), " ", "T")
            zone = pa.scalar("Z")
            events = events.set_column(
                index, field.name, pc.binary_join_element_wise(text, zone, "")
            )
    return events


def _body(row: dict[str, Any]) -> dict[str, Any]:
    properties = {
        "hs_email_id": row["email_id"],
        "hs_is_bot": "true" if row["is_machine"] else "false",
        "hs_ingested_at": row["recorded_at"],
    }
    if row["campaign_id"] is not None:
        properties["hs_email_campaign_id"] = row["campaign_id"]
    return {
        "id": row["event_id"],
        "eventType": EVENT_TYPES[row["kind"]],
        "objectType": "CONTACT",
        "objectId": row["contact_id"],
        "occurredAt": row["occurred_at"],
        "properties": properties,
    }
