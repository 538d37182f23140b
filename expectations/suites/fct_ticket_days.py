"""The backlog: a ticket once a day."""

from expectations.suite import Suite, required

SUITE = Suite(
    table="marts.fct_ticket_days",
    key=("ticket_day_key",),
    feeds_on=("tickets",),
    checks=(required("day_on"),),
)
