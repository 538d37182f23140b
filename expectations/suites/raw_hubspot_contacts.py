"""HubSpot contacts as they were loaded."""

from expectations.suite import Suite, fresh, not_empty, required, unique

SUITE = Suite(
    table="raw_hubspot.contacts",
    key=("id",),
    checks=(
        not_empty(),
        unique("id"),
        required("created_at"),
        required("updated_at"),
        fresh("updated_at", days=5, what="the latest change of a contact"),
    ),
)
