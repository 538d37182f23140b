"""Accounts that bought, by period."""

from expectations.suite import Suite, mostly_known, not_empty, required

SUITE = Suite(
    table="marts.fct_purchases",
    key=("purchase_key",),
    feeds_on=("opportunities",),
    checks=(
        not_empty("warn"),
        required("purchased_on"),
        mostly_known("owner_key", at_least=0.9, what="the rep of purchases"),
    ),
)
