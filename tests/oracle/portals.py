"""What a plain HubSpot portal can't hold of the truth: what is left is what figures are due of.

Written from what HubSpot has properties for and what its tiers give (`plain` in
`demo/server/hubspot/portals.py`), never from how the product reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Row = dict[str, Any]
Lost = Callable[[Row], Row | None]

#: HubSpot's original source says of these only that no visit it knows by name brought the record.
_SOURCE_OF = {"event": "offline", "outbound": "offline", "partner": "other"}
#: Fields of deals and contacts that are in no property of HubSpot's, or only in old portals.
_DEAL_FIELDS = {"competitor", "list_price", "discount", "cost"}
_CONTACT_FIELDS = {"score", "temperature", "disqualified_reason"}
#: What the website's own system publishes.
_WEBSITE = {"page", "post", "article"}


def _by_source(row: Row) -> Row:
    return {**row, "channel": _SOURCE_OF.get(row["channel"], row["channel"])}


def _without(*names: str) -> Lost:
    return lambda row: row | dict.fromkeys(names)


def _activity(row: Row) -> Row:
    if row["type"] == "meeting":
        return row | {"direction": None, "booked_at": None, "cancelled_at": None}
    return row | {"direction": None} if row["type"] == "social" else row


def _campaign(row: Row) -> Row:
    """Refused: Google Ads lists its own, of the others only the names are known."""
    return row if row["google_ads_campaign_id"] else row | {"starts_on": None}


def _content(row: Row) -> Row:
    """A page names its campaign by a number that only the refused list resolves."""
    return row | {"campaign_id": None} if row["kind"] in _WEBSITE else row


#: Fact -> table -> what is left of a row; a row of which nothing is left is none.
PLAIN: Mapping[str, Mapping[str, Lost]] = {
    "channels": {"contact_records": _by_source, "deals": _by_source},
    "fields_of_deals": {
        "deal_changes": lambda row: None if row["field"] in _DEAL_FIELDS else row,
    },
    "fields_of_contacts": {
        "contact_changes": lambda row: None if row["field"] in _CONTACT_FIELDS else row,
    },
    "onboardings": {"company_records": _without("onboarded_at", "onboarded_recorded_at")},
    "refunds": {
        "order_lines": _without("refund_amount", "refunded_at", "refund_recorded_at"),
    },
    "activities": {"activities": _activity},
    "surveys": {"survey_answers": lambda row: row if row["channel"] == "zendesk" else None},
    "campaigns": {"campaigns": _campaign, "contents": _content},
}


def held(portal: str, table: str, rows: list[Row]) -> list[Row]:
    """Return the rows of a truth table as the portal, or a source beside it, holds them."""
    if portal != "plain":
        return rows
    for lost in (tables[table] for tables in PLAIN.values() if table in tables):
        rows = [left for row in rows if (left := lost(row)) is not None]
    return rows
