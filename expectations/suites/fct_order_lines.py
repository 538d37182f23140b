"""Lines of deals: what each sold and what it cost."""

from expectations.suite import Suite, between, not_empty

SUITE = Suite(
    table="marts.fct_order_lines",
    key=("order_line_key",),
    feeds_on=("opportunities", "opportunity_lines"),
    checks=(
        not_empty("warn"),
        between("cost_reporting", 0),
        between("quantity", 0),
        # Recurring lines of which nobody says how often are missing from MRR.
        between("is_billing_period_unknown", 0, 0, mostly=0.98),
    ),
)
