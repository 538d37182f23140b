"""Movements of MRR by customer and month."""

from expectations.suite import Suite, between, mostly_known, required

SUITE = Suite(
    table="marts.fct_mrr_movements",
    key=("mrr_movement_key",),
    feeds_on=("opportunities", "opportunity_lines"),
    checks=(
        required("month_end_on"),
        between("mrr", 0, what="MRR"),
        mostly_known("owner_key", at_least=0.9, what="the rep of recurring revenue"),
        mostly_known("market_key", at_least=0.9, what="the market of recurring revenue"),
    ),
)
