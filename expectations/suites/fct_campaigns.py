"""Campaigns, with what they earned and cost."""

from expectations.suite import Suite, between, not_empty, required

SUITE = Suite(
    table="marts.fct_campaigns",
    key=("campaign_key",),
    feeds_on=("campaigns",),
    made_of={
        "conformed.int_campaigns__unioned": "starts_on < {as_of}"
        " and not coalesce(is_deleted, false)",
    },
    checks=(
        not_empty(),
        required("launched_on"),
        between("marketing_spend", 0, what="the spend of campaigns"),
        between("attributed_revenue", 0, what="the revenue of campaigns"),
    ),
)
