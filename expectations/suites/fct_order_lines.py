"""Lines of deals: what each sold and what it cost."""

from expectations.suite import Suite, between, not_empty, rarely

SUITE = Suite(
    table="marts.fct_order_lines",
    key=("order_line_key",),
    feeds_on=("opportunities", "opportunity_lines"),
    made_of={
        "conformed.int_opportunities__unioned": "created_at < {as_of}"
        " and not coalesce(is_deleted, false) and not coalesce(is_test, false)",
    },
    checks=(
        not_empty(),
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
