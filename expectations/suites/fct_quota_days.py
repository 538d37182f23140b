"""Quotas spread over their days."""

from expectations.suite import Suite, between, mostly_known, not_empty, required

SUITE = Suite(
    table="marts.fct_quota_days",
    key=("quota_day_key",),
    feeds_on=("quotas",),
    checks=(
        not_empty("warn"),
        required("day_on"),
        required("quota_reporting", severity="warn", what="the quota in the reporting currency"),
        between("quota_reporting", 0, what="the quota in the reporting currency"),
        mostly_known("team_key", at_least=0.95, what="the team of quotas"),
    ),
)
