"""Target accounts and whether a rep touched them lately."""

from expectations.suite import Suite, mostly_known, not_empty, required

SUITE = Suite(
    table="marts.fct_target_account_periods",
    key=("target_account_period_key",),
    feeds_on=("target_accounts",),
    checks=(
        not_empty("warn"),
        required("period_start_on"),
        mostly_known("market_key", at_least=0.9, what="the market of target accounts"),
    ),
)
