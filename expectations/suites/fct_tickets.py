"""Support tickets: times that run forward."""

from expectations.suite import Suite, between, fresh, mostly_known, not_empty, required

SUITE = Suite(
    table="marts.fct_tickets",
    key=("ticket_key",),
    feeds_on=("tickets",),
    made_of={
        "conformed.int_tickets__unioned": "opened_at < {as_of} and not coalesce(is_merged, false)"
        " and not coalesce(is_deleted, false)",
    },
    checks=(
        not_empty(),
        required("opened_on"),
        fresh("opened_on", days=14, what="the latest ticket"),
        between("first_response_hours", 0, severity="block"),
        between("resolution_hours", 0, severity="block"),
        mostly_known("owner_key", at_least=0.5, what="the agent of tickets"),
    ),
)
