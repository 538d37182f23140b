"""Newsletter subscribers at the end of each period."""

from expectations.suite import Suite, between, required

SUITE = Suite(
    table="marts.fct_subscribers",
    key=("subscriber_slice_key",),
    feeds_on=("people",),
    checks=(
        required("period_start_on"),
        between("subscribers", 1, severity="block"),
        between("readers", 0, severity="block"),
    ),
)
