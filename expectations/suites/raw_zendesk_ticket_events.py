"""Zendesk's ticket events as they were loaded: replies and solves are computed from them."""

from expectations.suite import Suite, fresh, not_empty, one_of, required, unique

SUITE = Suite(
    table="raw_zendesk.ticket_events",
    key=("id",),
    shows_in=("raw_zendesk.tickets",),
    checks=(
        not_empty(),
        unique("id"),
        required("ticket_id"),
        required("created_at"),
        # Staging leaves out the comment that creates a ticket; it must know which that is.
        required("is_creation"),
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
        fresh("created_at", days=14, what="the latest ticket event"),
    ),
)
