"""What became of marketing e-mails: the e-mail event analytics, by the recipient's address.

`/events/v3/events` leaves opens, clicks and bounces out, and needs the top tier.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, MutableMapping
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import dlt
import pyarrow.compute as pc

from ingestion.errors import RefusedError
from ingestion.fields import Fields
from ingestion.personal import Personal
from ingestion.raw_table import Page, RawTable
from ingestion.sources.hubspot.api import HubSpotApi
from ingestion.watermark import reached

EMAIL_EVENTS = RawTable(
    "email_events",
    "id occurred_at:t event_type recipient email_campaign_id is_filtered:b by_recipient:b"
    " portal_status subscriptions",
    # The vendor makes an id unique with its instant only.
    key=("id", "occurred_at"),
    personal=Personal(about="recipient:email", others="email_campaign_id"),
)
EMAIL_CAMPAIGNS = RawTable(
    "email_campaigns",
    "id email_id app_id",
    personal=Personal(others="email_id"),
)

#: Events of which a figure is made; others (PROCESSED, DEFERRED, PRINT, …) are not read.
EVENT_TYPES = (
    *("SENT", "DROPPED", "DELIVERED", "BOUNCE", "OPEN", "CLICK", "STATUSCHANGE", "SPAMREPORT"),
)
_LIMIT, _CAMPAIGN_LIMIT = 1000, 100
_FIELDS = ("recipient", "emailCampaignId", "filteredEvent")
_COLUMNS = tuple(EMAIL_EVENTS.schema.names[:-1])


def email_events(
    api: HubSpotApi,
    accepted: frozenset[str],
    lookback: timedelta,
    limit: datetime,
    loaded_at: datetime,
) -> Iterator[Page]:
    """Events of marketing e-mails, by type, from `lookback` before the last one seen.

    The vendor gives the newest first. `limit` is the present: no cursor passes it.
    """
    state = dlt.current.resource_state("email_events")
    fields = Fields("email_events", state, _FIELDS, accepted=accepted)
    cursors = state.setdefault("created", {})
    for event_type in EVENT_TYPES:
        asked: dict[str, Any] = {"eventType": event_type, "limit": _LIMIT}
        latest = cursors.get(event_type)
        if latest is not None:
            since = datetime.fromisoformat(latest) - lookback
            asked["startTimestamp"] = int(since.timestamp() * 1000)
        for page in api.offset_pages(api.path("email_events"), "events", asked):
            rows = [_event(row) for row in fields.noting(page)]
            table = EMAIL_EVENTS.from_tuples(_COLUMNS, rows, loaded_at)
            yield EMAIL_EVENTS, table
            if page:
                newest = pc.max(table["occurred_at"]).as_py().replace(tzinfo=UTC)
                newest = reached(newest, limit).isoformat()
                latest = max(latest or newest, newest)
        if latest is not None:
            cursors[event_type] = latest
    fields.close()


def _event(row: dict[str, Any]) -> tuple[Any, ...]:
    recipient, asked_by = row.get("recipient"), row.get("requestedBy")
    campaign = row.get("emailCampaignId")
    return (
        row["id"],
        int(row["created"]),
        row["type"],
        recipient,
        None if campaign is None else str(campaign),
        row.get("filteredEvent"),
        # Who asked is named only when it was done on behalf of the recipient.
        asked_by is None or asked_by.lower() == (recipient or "").lower(),
        row.get("portalSubscriptionStatus"),
        "|".join(f"{one['id']}:{one['status']}" for one in row.get("subscriptions") or ()) or None,
    )


def email_campaigns(
    api: HubSpotApi,
    of_emails: Collection[str],
    state: MutableMapping[str, Any],
    loaded_at: datetime,
) -> Iterator[Page]:
    """Which message each e-mail campaign sent: what an event names is the campaign.

    `of_emails` are those that the portal's e-mails name themselves. The rest (of e-mails that are
    no longer listed) are asked for one by one, each once: `state` holds those that were.
    """
    asked: list[str] = state.setdefault("asked", [])
    known, limit = {*of_emails, *asked}, {"limit": _CAMPAIGN_LIMIT}
    for page in api.offset_pages(api.path("email_campaigns"), "campaigns", limit):
        fresh = [one for one in page if str(one["id"]) not in known]
        rows = [_campaign(api, one) for one in fresh]
        yield EMAIL_CAMPAIGNS, EMAIL_CAMPAIGNS.arrow(rows, loaded_at)
        asked += [row["id"] for row in rows]


def _campaign(api: HubSpotApi, one: dict[str, Any]) -> dict[str, Any]:
    """One e-mail campaign; without a message where the vendor lists it and has it no more."""
    identifier, app = str(one["id"]), one["appId"]
    try:
        email = api.get(api.path("email_campaign", campaign=identifier), {"appId": app})
    except RefusedError as error:
        if error.status != HTTPStatus.NOT_FOUND:
            raise
        email = {}
    content = email.get("contentId")
    return {
        "id": identifier,
        "email_id": None if content is None else str(content),
        "app_id": str(app),
    }
