"""Deals at their creation, first proposal and first meeting."""

from expectations.suite import Suite, one_of, rarely

SUITE = Suite(
    table="marts.fct_opportunity_milestones",
    key=("milestone_key",),
    feeds_on=("opportunities",),
    checks=(
        rarely(
            "is_begin_unknown",
            "nothing says when too many deals were created: map the creation of deals, or their "
            "history",
            mostly=0.98,
        ),
        one_of(
            "milestone", "created", "first_proposal", "first_meeting", what="the milestone of deals"
        ),
    ),
)
