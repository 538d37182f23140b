"""Revenue against the size of the markets."""

from expectations.suite import Suite, between, not_empty, required

SUITE = Suite(
    table="marts.fct_market_periods",
    key=("market_period_key",),
    feeds_on=("market_sizes", "opportunities"),
    checks=(
        not_empty("warn"),
        required("period_start_on"),
        # More than the whole market: the planned size is wrong.
        between("market_share", 0, 1, what="the share of the market"),
    ),
)
