"""Bookings of meetings: whose they are, and when."""

from expectations.suite import Suite, mostly_known, required

SUITE = Suite(
    table="marts.fct_meeting_bookings",
    key=("activity_key",),
    feeds_on=("activities",),
    checks=(
        required("booked_on"),
        mostly_known("owner_key", at_least=0.9, what="the rep of meetings"),
    ),
)
