"""Attribution: shares that can be added up, and wins that touches can explain."""

from expectations.suite import Suite, between, mostly_known, not_empty, required

SUITE = Suite(
    table="marts.fct_attribution",
    key=("attribution_key",),
    feeds_on=("opportunities", "touches"),
    checks=(
        not_empty("warn"),
        required("closed_on"),
        between("revenue_share", 0, 1),
        # Most touches must name their channel, or the models share unknowns.
        mostly_known("channel_key", at_least=0.8),
        # Where hardly a win has a touch, no model says anything.
        between("is_attributed", 1, 1, mostly=0.3, severity="warn"),
    ),
)
