"""Scores of leads at the end of the period in which they were created."""

from expectations.suite import Suite, between, required

SUITE = Suite(
    table="marts.fct_lead_scores",
    key=("lead_score_key",),
    feeds_on=("people", "person_changes"),
    checks=(
        required("lead_on"),
        between("score", 0, 100, what="the score of leads"),
    ),
)
