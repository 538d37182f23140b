"""SLA targets: due, and of a ticket."""

from expectations.suite import Suite, required, unique

SUITE = Suite(
    table="marts.fct_sla_targets",
    key=("sla_target_key",),
    feeds_on=("ticket_events",),
    checks=(
        unique("sla_target_key"),
        required("due_on"),
        required("ticket_key"),
    ),
)
