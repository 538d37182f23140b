"""Stages left: no visit ends before it began."""

from expectations.suite import Suite, between, required

SUITE = Suite(
    table="marts.fct_stage_exits",
    key=("stage_exit_key",),
    feeds_on=("opportunities", "opportunity_changes"),
    checks=(
        required("left_on"),
        between("days_in_stage", 0, what="how many days deals were in a stage"),
    ),
)
