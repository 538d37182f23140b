"""Deals at their creation, first proposal and first meeting."""

from expectations.suite import Suite, one_of, required

SUITE = Suite(
    table="marts.fct_opportunity_milestones",
    key=("milestone_key",),
    feeds_on=("opportunities",),
    checks=(
        required("reached_on"),
        one_of(
            "milestone", "created", "first_proposal", "first_meeting", what="the milestone of deals"
        ),
    ),
)
