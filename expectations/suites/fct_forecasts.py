"""Forecasts as they were made: money that can be added up, chances that are chances."""

from expectations.suite import Suite, between, required

SUITE = Suite(
    table="marts.fct_forecasts",
    key=("forecast_key",),
    feeds_on=("opportunities", "opportunity_changes"),
    checks=(
        required("expected_close_on"),
        between("probability", 0, 1),
        # No rate on the day: such an amount is left out; many, and the sums are not to be trusted.
        between("is_fx_missing", 0, 0, mostly=0.98),
    ),
)
