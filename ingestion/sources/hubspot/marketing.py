"""Campaigns, marketing e-mails and their events, forms and submissions, published contents."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import dlt
import pyarrow.compute as pc

from ingestion.arrow import from_tuples
from ingestion.fields import Fields
from ingestion.personal import Personal
from ingestion.raw_table import Page, RawTable
from ingestion.sources.hubspot.api import HubSpotApi
from ingestion.watermark import reached

CAMPAIGNS = RawTable(
    "campaigns",
    "id hs_name hs_utm hs_start_date:d hs_end_date:d hs_budget_items_sum_amount:f"
    " hs_currency_code hs_campaign_status campaign_channel created_at:t updated_at:t",
)
MARKETING_EMAILS = RawTable(
    "marketing_emails",
    "id name campaign campaign_utm subscription_name type state publish_date:t archived:b"
    " updated_at:t",
)
EMAIL_EVENTS = RawTable(
    "email_events",
    "id event_type contact_id email_id campaign_id is_bot:b occurred_at:t",
    personal=Personal(about="contact_id:id", others="email_id"),
)
CONTENTS = RawTable(
    "contents",
    "id endpoint name url campaign content_kind content_channel publish_date:t updated_at:t",
)

EVENT_TYPES = (
    "e_mta_sent_email_v2",
    "e_mta_delivered_email_v2",
    "e_opened_email_v2",
    "e_clicked_link_in_email_v2",
    "e_unsubscribed_email_v2",
    "e_mta_bounced_email_v2",
    "e_replied_email_v2",
)
_CONTENT_ENDPOINTS = ("blog_posts", "site_pages")
#: What the vendor calls what we take.
_EMAIL_FIELDS = (
    *("name", "campaign", "campaignUtm", "subscriptionDetails", "type", "state", "publishDate"),
    *("archived", "updatedAt"),
)
_EVENT_PROPERTIES = ("hs_email_id", "hs_email_campaign_id", "hs_is_bot")
_CONTENT_FIELDS = (
    *("name", "url", "campaign", "contentKind", "contentChannel", "publishDate", "updatedAt"),
    "updated",
)
#: `table.field` that the portal may lack.
Accepted = frozenset[str]

_LIMIT = 100
_EVENT_LIMIT = 1000


def campaigns(api: HubSpotApi, accepted: Accepted, loaded_at: datetime) -> Iterator[Page]:
    """Campaigns, read whole."""
    fields = _fields(CAMPAIGNS, CAMPAIGNS.schema.names, accepted)
    asked = ",".join(name for name in CAMPAIGNS.schema.names if name.startswith(("hs_", "camp")))
    for page in api.pages(api.path("campaigns"), {"limit": _LIMIT, "properties": asked}):
        fields.noting(row["properties"] for row in page)
        rows = [
            {
                **row["properties"],
                "id": row["id"],
                "created_at": row["createdAt"],
                "updated_at": row["updatedAt"],
            }
            for row in page
        ]
        yield CAMPAIGNS, CAMPAIGNS.arrow(rows, loaded_at)
    fields.close()


def marketing_emails(api: HubSpotApi, accepted: Accepted, loaded_at: datetime) -> Iterator[Page]:
    """Marketing e-mails (the messages), read whole."""
    fields = _fields(MARKETING_EMAILS, _EMAIL_FIELDS, accepted)
    for page in api.pages(api.path("marketing_emails"), {"limit": _LIMIT}):
        rows = [
            {
                "id": row["id"],
                "name": row.get("name"),
                "campaign": row.get("campaign"),
                "campaign_utm": row.get("campaignUtm"),
                "subscription_name": (row.get("subscriptionDetails") or {}).get("subscriptionName"),
                "type": row.get("type"),
                "state": row.get("state"),
                "publish_date": row.get("publishDate"),
                "archived": row.get("archived", False),
                "updated_at": row.get("updatedAt"),
            }
            for row in fields.noting(page)
        ]
        yield MARKETING_EMAILS, MARKETING_EMAILS.arrow(rows, loaded_at)
    fields.close()


def email_events(
    api: HubSpotApi, accepted: Accepted, lookback: timedelta, limit: datetime, loaded_at: datetime
) -> Iterator[Page]:
    """Events of marketing e-mails, by type, from `lookback` before the last one seen.

    `limit` is the present: no cursor passes it.
    """
    fields = _fields(EMAIL_EVENTS, _EVENT_PROPERTIES, accepted)
    cursors = dlt.current.resource_state("email_events").setdefault("cursors", {})
    for event_type in EVENT_TYPES:
        asked: dict[str, Any] = {
            "objectType": "contact",
            "eventType": event_type,
            "sort": "occurredAt",
            "limit": _EVENT_LIMIT,
        }
        latest = cursors.get(event_type)
        if latest is not None:
            # The vendor gives what is after the instant, and ties with it would stay out.
            since = datetime.fromisoformat(latest) - lookback - timedelta(milliseconds=1)
            asked["occurredAfter"] = since.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        for page in api.pages(api.path("events"), asked):
            fields.noting(row["properties"] for row in page)
            rows = [_event(row) for row in page]
            table = from_tuples(_EVENT_COLUMNS, rows, EMAIL_EVENTS.schema, loaded_at)
            yield EMAIL_EVENTS, table
            if rows:
                newest = pc.max(table["occurred_at"]).as_py().replace(tzinfo=UTC)
                newest = reached(newest, limit).isoformat()
                latest = max(latest or newest, newest)
        if latest is not None:
            cursors[event_type] = latest
    fields.close()


_EVENT_COLUMNS = (
    "id",
    "event_type",
    "contact_id",
    "occurred_at",
    "email_id",
    "campaign_id",
    "is_bot",
)


def _event(row: dict[str, Any]) -> tuple[Any, ...]:
    properties = row["properties"]
    return (
        row["id"],
        row["eventType"],
        row["objectId"],
        row["occurredAt"],
        properties.get("hs_email_id"),
        properties.get("hs_email_campaign_id"),
        properties.get("hs_is_bot"),
    )


def contents(api: HubSpotApi, accepted: Accepted, loaded_at: datetime) -> Iterator[Page]:
    """Blog posts and site pages, read whole."""
    fields = _fields(CONTENTS, _CONTENT_FIELDS, accepted)
    for endpoint in _CONTENT_ENDPOINTS:
        for page in api.pages(api.path(endpoint), {"limit": _LIMIT}):
            rows = [
                {
                    "id": row["id"],
                    "endpoint": endpoint,
                    "name": row.get("name"),
                    "url": row.get("url"),
                    "campaign": row.get("campaign"),
                    "content_kind": row.get("contentKind"),
                    "content_channel": row.get("contentChannel"),
                    "publish_date": row.get("publishDate"),
                    "updated_at": row.get("updatedAt") or row.get("updated"),
                }
                for row in fields.noting(page)
            ]
            yield CONTENTS, CONTENTS.arrow(rows, loaded_at)
    fields.close()


def _fields(table: RawTable, declared: Collection[str], accepted: Accepted) -> Fields:
    state = dlt.current.resource_state(table.name)
    return Fields(table.name, state, declared, accepted=accepted)
