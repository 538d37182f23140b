"""Lines of deals: what each sold and what it cost."""

from expectations.suite import Suite, between, not_empty, rarely

SUITE = Suite(
    table="marts.fct_order_lines",
    key=("order_line_key",),
    feeds_on=("opportunities", "opportunity_lines"),
    checks=(
        not_empty("warn"),
        between("cost_reporting", 0, what="the cost of sold lines"),
        between("quantity", 0, what="the quantity of sold lines"),
        # Recurring lines of which nobody says how often are missing from MRR.
        rarely(
            "is_billing_period_unknown",
            "nobody says how often too many recurring lines are billed: they are missing from MRR",
            mostly=0.98,
        ),
    ),
)
