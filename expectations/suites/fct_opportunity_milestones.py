"""Deals at their creation, first proposal and first meeting."""

from expectations.suite import Suite, one_of, required, unique

SUITE = Suite(
    table="marts.fct_opportunity_milestones",
    key=("milestone_key",),
    feeds_on=("opportunities",),
    checks=(
        unique("milestone_key"),
        required("reached_on"),
        one_of("milestone", "created", "first_proposal", "first_meeting"),
    ),
)
