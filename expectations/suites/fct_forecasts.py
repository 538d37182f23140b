"""Forecasts as they were made: money that can be added up, chances that are chances."""

from expectations.suite import Suite, between, rarely, required

SUITE = Suite(
    table="marts.fct_forecasts",
    key=("forecast_key",),
    feeds_on=("opportunities", "opportunity_changes"),
    checks=(
        required("expected_close_on"),
        between("probability", 0, 1, what="the probability of deals"),
        # No rate on the day: such an amount is left out; many, and the sums are not to be trusted.
        rarely(
            "is_fx_missing",
            "no exchange rate is known for too many amounts, which are left out: add the rates of "
            "their days to the planning sheet fx_rates.csv",
            mostly=0.98,
        ),
    ),
)
