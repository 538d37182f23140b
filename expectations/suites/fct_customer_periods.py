"""Customers by period."""

from expectations.suite import Suite, between, mostly_known, required

SUITE = Suite(
    table="marts.fct_customer_periods",
    key=("customer_period_key",),
    feeds_on=("opportunities",),
    checks=(
        required("period_end_on"),
        between("year_revenue", 0, what="the revenue of customers within a year"),
        mostly_known("market_key", at_least=0.9, what="the market of customers"),
    ),
)
