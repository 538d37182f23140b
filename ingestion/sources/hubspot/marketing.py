"""Campaigns, marketing e-mails, contents of the CMS."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from functools import partial

import dlt

from ingestion.fields import Fields
from ingestion.parts import Offer
from ingestion.raw_table import UNAVAILABLE, Page, RawTable
from ingestion.refused import inner
from ingestion.sources.hubspot.api import HubSpotApi
from ingestion.sources.hubspot.email_events import EMAIL_CAMPAIGNS, email_campaigns

CAMPAIGNS = RawTable(
    "campaigns",
    "id hs_name hs_utm hs_start_date:d hs_end_date:d hs_budget_items_sum_amount:f"
    " hs_currency_code hs_campaign_status created_at:t updated_at:t",
)
MARKETING_EMAILS = RawTable(
    "marketing_emails",
    "id name campaign campaign_utm subscription_name type state publish_date:t archived:b"
    " updated_at:t",
)
CONTENTS = RawTable(
    "contents",
    "id endpoint name url campaign state is_published:b publish_date:t updated_at:t",
)

CONTENT_ENDPOINTS = ("blog_posts", "landing_pages", "site_pages")
#: What the vendor calls what we take.
_EMAIL_FIELDS = (
    *("name", "campaign", "campaignUtm", "subscriptionDetails", "type", "state", "publishDate"),
    *("archived", "updatedAt", "allEmailCampaignIds"),
)
_CONTENT_FIELDS = (
    *("name", "url", "campaign", "state", "currentlyPublished", "publishDate", "updated"),
)
#: `table.field` that the portal may lack.
Accepted = frozenset[str]

_LIMIT = 100


def campaigns(api: HubSpotApi, accepted: Accepted, loaded_at: datetime) -> Iterator[Page]:
    """Campaigns, read whole."""
    fields = _fields(CAMPAIGNS, CAMPAIGNS.schema.names, accepted)
    asked = ",".join(name for name in CAMPAIGNS.schema.names if name.startswith("hs_"))
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
    """Marketing e-mails (the messages), read whole, and which e-mail campaigns sent each."""
    of_emails: dict[str, str] = {}
    fields = _fields(MARKETING_EMAILS, _EMAIL_FIELDS, accepted)
    for page in api.pages(api.path("marketing_emails"), {"limit": _LIMIT}):
        rows = [
            {
                "id": row["id"],
                "name": row.get("name"),
                "campaign": row.get("campaign"),
                "campaign_utm": row.get("campaignUtm"),
                "subscription_name": inner(row, "subscriptionDetails", "subscriptionName"),
                "type": row.get("type"),
                "state": row.get("state"),
                "publish_date": row.get("publishDate"),
                "archived": row.get("archived", False),
                "updated_at": row.get("updatedAt"),
            }
            for row in fields.noting(page)
        ]
        yield MARKETING_EMAILS, MARKETING_EMAILS.arrow(rows, loaded_at)
        for row in page:
            of_emails |= {str(key): row["id"] for key in row.get("allEmailCampaignIds") or ()}
    fields.close()
    named = [{"id": key, "email_id": email} for key, email in sorted(of_emails.items())]
    yield EMAIL_CAMPAIGNS, EMAIL_CAMPAIGNS.arrow(named, loaded_at)
    state = dlt.current.resource_state(MARKETING_EMAILS.name).setdefault("email_campaigns", {})
    offer = Offer(EMAIL_CAMPAIGNS.name, state, EMAIL_CAMPAIGNS.has_rows)
    yield from offer.pages(partial(email_campaigns, api, of_emails.keys(), state, loaded_at))
    yield UNAVAILABLE, UNAVAILABLE.arrow(offer.rows())


def contents(api: HubSpotApi, accepted: Accepted, loaded_at: datetime) -> Iterator[Page]:
    """Blog posts, landing and site pages, read whole; drafts are among them, with their state."""
    fields = _fields(CONTENTS, _CONTENT_FIELDS, accepted)
    states = dlt.current.resource_state(CONTENTS.name).setdefault("endpoints", {})
    for endpoint in CONTENT_ENDPOINTS:
        offer = Offer(endpoint, states.setdefault(endpoint, {}))
        yield from offer.pages(partial(_contents, api, endpoint, fields, loaded_at))
        yield UNAVAILABLE, UNAVAILABLE.arrow(offer.rows())
    fields.close()


def _contents(
    api: HubSpotApi, endpoint: str, fields: Fields, loaded_at: datetime
) -> Iterator[Page]:
    for page in api.pages(api.path(endpoint), {"limit": _LIMIT}):
        rows = [
            {
                "id": row["id"],
                "endpoint": endpoint,
                "name": row.get("name"),
                "url": row.get("url"),
                "campaign": row.get("campaign"),
                "state": row.get("state") or row.get("currentState"),
                "is_published": row.get("currentlyPublished"),
                "publish_date": row.get("publishDate"),
                "updated_at": row.get("updated"),
            }
            for row in fields.noting(page)
        ]
        yield CONTENTS, CONTENTS.arrow(rows, loaded_at)


def _fields(table: RawTable, declared: Collection[str], accepted: Accepted) -> Fields:
    state = dlt.current.resource_state(table.name)
    return Fields(table.name, state, declared, accepted=accepted)
