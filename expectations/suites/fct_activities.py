"""Activities: whose they are, and that the teams still log them."""

from expectations.suite import Suite, between, fresh, mostly_known, not_empty, required

SUITE = Suite(
    table="marts.fct_activities",
    key=("activity_key",),
    feeds_on=("activities",),
    made_of={
        "conformed.int_activities__unioned": "occurred_at < {as_of}"
        " and not coalesce(is_deleted, false)",
    },
    checks=(
        not_empty(),
        required("occurred_on"),
        fresh("recorded_at", days=5, what="the latest activity"),
        mostly_known("owner_key", at_least=0.9, what="the rep of activities"),
        between("minutes", 0, 1440, mostly=0.999, what="the duration of activities in minutes"),
    ),
)
