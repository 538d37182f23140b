"""Mentions of the brand."""

from expectations.suite import Suite, fresh, one_of, required

SUITE = Suite(
    table="marts.fct_mentions",
    key=("mention_key",),
    feeds_on=("mentions",),
    checks=(
        required("occurred_on"),
        one_of("sentiment", "positive", "neutral", "negative", what="the sentiment of mentions"),
        fresh("occurred_on", days=45, what="the latest mention"),
    ),
)
