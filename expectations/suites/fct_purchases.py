"""Accounts that bought, by period."""

from expectations.suite import Suite, mostly_known, not_empty, required

SUITE = Suite(
    table="marts.fct_purchases",
    key=("purchase_key",),
    feeds_on=("opportunities",),
    made_of={"marts.fct_opportunities": "is_won = 1 and is_customer_unknown = 0"},
    checks=(
        not_empty(),
        required("purchased_on"),
        mostly_known("owner_key", at_least=0.9, what="the rep of purchases"),
    ),
)
