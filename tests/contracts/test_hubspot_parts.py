"""What a part of a portal is said to need, against the vendor's own descriptions."""

from __future__ import annotations

import re

import pytest

from ingestion.sources.hubspot.parts import PARTS
from tests.contracts.hubspot_mirror import mirror_missing, scopes_and_tiers

pytestmark = pytest.mark.skipif(bool(mirror_missing()), reason=mirror_missing() or "")

FOLDERS = {
    "companies": "CRM/Companies",
    "deals": "CRM/Deals",
    "leads": "CRM/Leads",
    "calls": "CRM/Calls",
    "emails": "CRM/Emails",
    "meetings": "CRM/Meetings",
    "tasks": "CRM/Tasks",
    "notes": "CRM/Notes",
    "communications": "CRM/Communications",
    "line_items": "CRM/Line Items",
    "products": "CRM/Products",
    "quotes": "CRM/Quotes",
    "tickets": "CRM/Tickets",
    "feedback_submissions": "CRM/Feedback Submissions",
    "campaigns": "Marketing/Campaigns Public Api",
    "marketing_emails": "Marketing/Marketing Emails",
    "forms": "Marketing/Forms",
    "blog_posts": "CMS/Posts",
    "landing_pages": "CMS/Pages",
    "site_pages": "CMS/Pages",
}
#: The vendor's word for a hub.
HUBS = {"sales": "Sales Hub", "service": "Service Hub", "marketing": "Marketing Hub"}


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_a_part_needs_what_the_vendor_says(name: str) -> None:
    needs = next(part.needs for part in PARTS if part.name == name)
    scopes, tiers = scopes_and_tiers(FOLDERS[name], "v3")

    said = re.findall(r"[\w.-]*(?:\.read|-read|content|forms|tickets)\b", needs)
    assert said and set(said) <= scopes
    for hub, tier in tiers.items():
        if hub in HUBS and tier == "PROFESSIONAL" and not FOLDERS[name].startswith("CMS/"):
            assert f"{HUBS[hub]} Professional" in needs


def test_every_part_that_can_be_compared_is() -> None:
    objects = {part.name for part in PARTS if "_to_" not in part.name and not part.of}
    assert objects - FOLDERS.keys() == {"email_events", "email_campaigns"}
