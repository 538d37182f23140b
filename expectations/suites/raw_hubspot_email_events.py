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
        required("recipient", severity="warn", what="the recipient of e-mail events"),
        required("email_campaign_id", severity="warn", what="the campaign of e-mail events"),
        fresh("occurred_at", days=45, what="the latest e-mail event"),
    ),
)
