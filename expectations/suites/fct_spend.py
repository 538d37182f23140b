"""Costs per day."""

from expectations.suite import Suite, between, fresh, not_empty, rarely, required

SUITE = Suite(
    table="marts.fct_spend",
    key=("spend_key",),
    feeds_on=("ad_spend",),
    checks=(
        not_empty("warn"),
        required("day_on"),
        fresh("day_on", days=3, what="the latest advertising spend"),
        between("cost_reporting", 0, what="the advertising spend"),
        rarely(
            "is_fx_missing",
            "no exchange rate is known for too many amounts, which are left out: add the rates of "
            "their days to the planning sheet fx_rates.csv",
            mostly=0.98,
        ),
    ),
)
