"""HubSpot companies as they were loaded."""

from expectations.suite import Suite, fresh, not_empty, required, unique

SUITE = Suite(
    table="raw_hubspot.companies",
    key=("id",),
    shows_in=("raw_hubspot.contacts_to_companies", "raw_hubspot.deals_to_companies"),
    checks=(
        not_empty(),
        unique("id"),
        required("created_at"),
        required("updated_at"),
        fresh("updated_at", days=5, what="the latest change of a company"),
    ),
)
