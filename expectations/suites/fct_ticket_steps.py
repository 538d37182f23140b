"""Steps of tickets: times that run forward."""

from expectations.suite import Suite, between, not_empty, required

SUITE = Suite(
    table="marts.fct_ticket_steps",
    key=("ticket_step_key",),
    feeds_on=("tickets",),
    checks=(
        not_empty("warn"),
        required("reached_on"),
        between("resolution_hours", 0, severity="block"),
        between("final_resolution_hours", 0, severity="block"),
    ),
)
