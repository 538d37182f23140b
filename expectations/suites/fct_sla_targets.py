"""SLA targets: due, and of a ticket."""

from expectations.suite import Suite, required

SUITE = Suite(
    table="marts.fct_sla_targets",
    key=("sla_target_key",),
    feeds_on=("ticket_events",),
    checks=(
        required("due_on"),
        required("ticket_key"),
    ),
)
