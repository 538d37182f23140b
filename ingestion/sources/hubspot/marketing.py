"""Campaigns, marketing e-mails and their events, forms and submissions, published contents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import dlt
import pyarrow as pa
import pyarrow.compute as pc

from ingestion.arrow import TIMESTAMP, from_tuples, to_arrow
from ingestion.sources.hubspot.api import HubSpotApi
from ingestion.sources.hubspot.tables import MarkedTable, TableBuffer, schema

CAMPAIGNS = MarkedTable(
    "campaigns",
    schema(
        "id",
        ("hs_name", pa.string()),
        ("hs_utm", pa.string()),
        ("hs_start_date", pa.date32()),
        ("hs_end_date", pa.date32()),
        ("hs_budget_items_sum_amount", pa.float64()),
        ("hs_currency_code", pa.string()),
        ("hs_campaign_status", pa.string()),
        ("campaign_channel", pa.string()),
        ("created_at", TIMESTAMP),
        ("updated_at", TIMESTAMP),
    ),
)
MARKETING_EMAILS = MarkedTable(
    "marketing_emails",
    schema(
        "id",
        ("name", pa.string()),
        ("campaign", pa.string()),
        ("campaign_utm", pa.string()),
        ("subscription_name", pa.string()),
        ("type", pa.string()),
        ("state", pa.string()),
        ("publish_date", TIMESTAMP),
        ("archived", pa.bool_()),
        ("updated_at", TIMESTAMP),
    ),
)
EMAIL_EVENTS = MarkedTable(
    "email_events",
    schema(
        "id",
        ("event_type", pa.string()),
        ("contact_id", pa.string()),
        ("email_id", pa.string()),
        ("campaign_id", pa.string()),
        ("is_bot", pa.bool_()),
        ("occurred_at", TIMESTAMP),
    ),
)
CONTENTS = MarkedTable(
    "contents",
    schema(
        "id",
        ("endpoint", pa.string()),
        ("name", pa.string()),
        ("url", pa.string()),
        ("campaign", pa.string()),
        ("content_kind", pa.string()),
        ("content_channel", pa.string()),
        ("publish_date", TIMESTAMP),
        ("updated_at", TIMESTAMP),
    ),
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
_CONTENT_PATHS = {
    "blog_posts": "/cms/v3/blogs/posts",
    "site_pages": "/cms/v3/pages/site-pages",
}
_LIMIT = 100
_EVENT_LIMIT = 1000


def campaigns(api: HubSpotApi, loaded_at: datetime) -> Iterator[Any]:
    """Campaigns, read whole."""
    asked = ",".join(name for name in CAMPAIGNS.schema.names if name.startswith(("hs_", "camp")))
    buffer = TableBuffer(CAMPAIGNS)
    for page in api.pages("/marketing/v3/campaigns", {"limit": _LIMIT, "properties": asked}):
        rows = [
            {
                **row["properties"],
                "id": row["id"],
                "created_at": row["createdAt"],
                "updated_at": row["updatedAt"],
            }
            for row in page
        ]
        yield from buffer.add(CAMPAIGNS, to_arrow(rows, CAMPAIGNS.schema, loaded_at))
    yield from buffer.flush()


def marketing_emails(api: HubSpotApi, loaded_at: datetime) -> Iterator[Any]:
    """Marketing e-mails (the messages), read whole."""
    buffer = TableBuffer(MARKETING_EMAILS)
    for page in api.pages("/marketing/v3/emails", {"limit": _LIMIT}):
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
            for row in page
        ]
        yield from buffer.add(MARKETING_EMAILS, to_arrow(rows, MARKETING_EMAILS.schema, loaded_at))
    yield from buffer.flush()


def email_events(api: HubSpotApi, lookback: timedelta, loaded_at: datetime) -> Iterator[Any]:
    """Events of marketing e-mails, by type, from `lookback` before the last one seen."""
    cursors = dlt.current.resource_state("email_events").setdefault("cursors", {})
    buffer = TableBuffer(EMAIL_EVENTS)
    for event_type in EVENT_TYPES:
        asked: dict[str, Any] = {
            "objectType": "contact",
            "eventType": event_type,
            "sort": "occurredAt",
            "limit": _EVENT_LIMIT,
        }
        latest = cursors.get(event_type)
        if latest is not None:
            since = datetime.fromisoformat(latest) - lookback
            asked["occurredAfter"] = since.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        for page in api.pages("/events/v3/events", asked):
            rows = [_event(row) for row in page]
            table = from_tuples(_EVENT_COLUMNS, rows, EMAIL_EVENTS.schema, loaded_at)
            yield from buffer.add(EMAIL_EVENTS, table)
            if rows:
                newest = pc.max(table["occurred_at"]).as_py().replace(tzinfo=UTC).isoformat()
                latest = max(latest or newest, newest)
        if latest is not None:
            cursors[event_type] = latest
    yield from buffer.flush()


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
    told = row["properties"]
    return (
        row["id"],
        row["eventType"],
        row["objectId"],
        row["occurredAt"],
        told.get("hs_email_id"),
        told.get("hs_email_campaign_id"),
        told.get("hs_is_bot"),
    )


def contents(api: HubSpotApi, loaded_at: datetime) -> Iterator[Any]:
    """Blog posts and site pages, read whole."""
    buffer = TableBuffer(CONTENTS)
    for endpoint, path in _CONTENT_PATHS.items():
        for page in api.pages(path, {"limit": _LIMIT}):
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
                for row in page
            ]
            yield from buffer.add(CONTENTS, to_arrow(rows, CONTENTS.schema, loaded_at))
    yield from buffer.flush()
