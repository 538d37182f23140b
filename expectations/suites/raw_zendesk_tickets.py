"""Zendesk tickets as they were loaded."""

from expectations.suite import Suite, fresh, not_empty, one_of, required, unique

SUITE = Suite(
    table="raw_zendesk.tickets",
    key=("id",),
    shows_in=("raw_zendesk.ticket_events", "raw_zendesk.ticket_metric_events"),
    checks=(
        not_empty(),
        unique("id"),
        required("created_at"),
        one_of(
            "status",
            "new",
            "open",
            "pending",
            "hold",
            "solved",
            "closed",
            "deleted",
            what="the status of tickets",
        ),
        fresh("updated_at", days=14, what="the latest change of a ticket"),
    ),
)
