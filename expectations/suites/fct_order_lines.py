"""Lines of deals: what they cost is known, or every margin flatters."""

from expectations.suite import Suite, between, not_empty, required, unique

SUITE = Suite(
    table="marts.fct_order_lines",
    key=("order_line_key",),
    feeds_on=("opportunities",),
    checks=(
        not_empty(),
        unique("order_line_key"),
        between("is_fx_missing", 0, 0),
        required("cost_reporting", severity="warn"),
    ),
)
