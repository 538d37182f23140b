"""The finance team's exchange rates as they were loaded. The sheet may be absent.

Facts that lack a recent rate are marked (`is_fx_missing`).
"""

from expectations.suite import Suite, between, required, unique

SUITE = Suite(
    table="raw_planning.fx_rates",
    key=("rate_on", "currency"),
    checks=(
        unique("rate_on", "currency"),
        required("rate"),
        # A rate of nothing, or one in hundredths, would carry every amount of its currency away.
        between("rate", 0.000001, 1000, severity="block"),
    ),
)
