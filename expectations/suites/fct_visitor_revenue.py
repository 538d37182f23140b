"""Revenue beside the visitors of the same period."""

from expectations.suite import Suite, between, required

SUITE = Suite(
    table="marts.fct_visitor_revenue",
    key=("visitor_slice_key",),
    feeds_on=("web_traffic", "opportunities"),
    checks=(
        required("period_start_on"),
        between("visitors", 0, severity="block"),
    ),
)
