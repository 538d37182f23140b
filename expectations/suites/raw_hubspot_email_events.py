"""Events of HubSpot's marketing e-mails as they were loaded. A portal may send none."""

from expectations.suite import Suite, fresh, not_empty, required, unique

SUITE = Suite(
    table="raw_hubspot.email_events",
    key=("id", "occurred_at"),
    checks=(
        not_empty("warn"),
        unique("id", "occurred_at"),
        required("event_type"),
        required("occurred_at"),
        required("recipient", severity="warn"),
        required("email_campaign_id", severity="warn"),
        fresh("occurred_at", days=45),
    ),
)
