"""Lifecycle stages of HubSpot's contacts, and what the profile says of them."""

from expectations.suite import Check, Suite, unique

SUITE = Suite(
    table="raw_hubspot.lifecycle_stages",
    key=("id", "label", "contacts"),
    checks=(
        unique("id"),
        Check(
            "expect_column_values_to_not_be_null",
            "warn",
            "nothing says what these lifecycle stages of the portal's own mean: contacts in them "
            "are no MQL and no SQL; name them under `sources.hubspot.lifecycle_stages`",
            {"column": "meaning"},
        ),
    ),
)
