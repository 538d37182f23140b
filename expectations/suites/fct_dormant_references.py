"""Dormant stock and what has been sold of it."""

from expectations.suite import Suite, between, not_empty, required

SUITE = Suite(
    table="marts.fct_dormant_references",
    key=("dormant_reference_key",),
    feeds_on=("dormant_stock", "opportunity_lines"),
    checks=(
        not_empty("warn"),
        required("listed_on"),
        between("quantity", 0, what="the quantity of dormant stock"),
    ),
)
