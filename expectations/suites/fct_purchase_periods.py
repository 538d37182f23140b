"""Purchases of twelve months, period by period."""

from expectations.suite import Suite, mostly_known, required

SUITE = Suite(
    table="marts.fct_purchase_periods",
    key=("purchase_period_key",),
    feeds_on=("opportunities",),
    checks=(
        required("period_start_on"),
        # A purchase without an account has no buyer, and the frequency is too high.
        mostly_known("account_key", at_least=0.9, what="the company of purchases"),
    ),
)
