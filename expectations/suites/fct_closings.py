"""Why deals closed, and how good the wins were."""

from expectations.suite import Suite, between, mostly_known, one_of, required

SUITE = Suite(
    table="marts.fct_closings",
    key=("opportunity_key",),
    feeds_on=("opportunities",),
    checks=(
        required("closed_on"),
        one_of("outcome", "won", "lost", what="the outcome of deals"),
        between("quality_score", 0, 100, what="the quality score of deals"),
        mostly_known("reason", at_least=1.0, what="why deals were lost or won"),
    ),
)
