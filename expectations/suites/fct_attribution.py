"""Attribution: shares that can be added up, and wins that touches can explain."""

from expectations.suite import Check, Suite, between, mostly_known, not_empty, required

SUITE = Suite(
    table="marts.fct_attribution",
    key=("attribution_key",),
    feeds_on=("opportunities", "touches"),
    made_of={
        "conformed.int_opportunities__unioned": "outcome = 'won' and closed_at < {as_of}"
        " and not coalesce(is_deleted, false) and not coalesce(is_test, false)",
    },
    checks=(
        not_empty(),
        required("closed_on"),
        between("revenue_share", 0, 1, what="the share of a deal that a touch gets"),
        # Most touches must name their channel, or the models share unknowns.
        mostly_known("channel_key", at_least=0.8, what="the channel of touches"),
        # Where hardly a win has a touch, no model says anything.
        Check(
            "expect_column_values_to_be_between",
            "warn",
            "most won deals have no marketing touch, so that no model of attribution says anything",
            {"column": "is_attributed", "min_value": 1, "max_value": 1, "mostly": 0.3},
        ),
    ),
)
