"""Costs per day."""

from expectations.suite import Suite, between, fresh, not_empty, required

SUITE = Suite(
    table="marts.fct_spend",
    key=("spend_key",),
    feeds_on=("ad_spend",),
    checks=(
        not_empty("warn"),
        required("day_on"),
        fresh("day_on", days=3),
        between("cost_reporting", 0),
        between("is_fx_missing", 0, 0, mostly=0.98),
    ),
)
