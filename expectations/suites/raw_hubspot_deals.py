"""HubSpot deals as they were loaded."""

from expectations.suite import Suite, fresh, not_empty, required, unique

SUITE = Suite(
    table="raw_hubspot.deals",
    key=("id",),
    shows_in=tuple(
        f"raw_hubspot.{name}"
        for name in (
            *("deals_property_history", "deals_to_contacts", "deals_to_companies"),
            *("line_items_to_deals", "quotes_to_deals", "calls_to_deals", "meetings_to_deals"),
        )
    ),
    checks=(
        not_empty(),
        unique("id"),
        required("created_at"),
        required("updated_at"),
        fresh("updated_at", days=5, what="the latest change of a deal"),
    ),
)
