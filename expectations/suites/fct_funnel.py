"""The shared funnel: every lead once, its stages in time."""

from expectations.suite import Suite, fresh, mostly_known, not_empty, required

SUITE = Suite(
    table="marts.fct_funnel",
    key=("person_key",),
    feeds_on=("people",),
    made_of={
        "conformed.int_people__unioned": "is_lead and created_at < {as_of}"
        " and not coalesce(is_deleted, false)",
    },
    checks=(
        not_empty(),
        required("lead_on"),
        fresh("lead_on", days=14, what="the latest lead"),
        mostly_known("channel_key", at_least=0.7, what="the channel of leads"),
        mostly_known("market_key", at_least=0.7, what="the market of leads"),
    ),
)
