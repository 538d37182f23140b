"""Reps against their quotas, period by period."""

from expectations.suite import Suite, between, mostly_known, not_empty, required

SUITE = Suite(
    table="marts.fct_rep_quota_periods",
    key=("rep_quota_period_key",),
    feeds_on=("quotas", "opportunities"),
    checks=(
        not_empty("warn"),
        required("period_start_on"),
        between("quota_reporting", 0, what="the quota in the reporting currency"),
        mostly_known("team_key", at_least=0.95, what="the team of quotas"),
    ),
)
