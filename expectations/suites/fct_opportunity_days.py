"""Open pipeline day by day."""

from expectations.suite import Suite, fresh, required

SUITE = Suite(
    table="marts.fct_opportunity_days",
    key=("opportunity_day_key",),
    feeds_on=("opportunities",),
    checks=(
        required("day_on"),
        fresh("day_on", days=1, what="the latest day of the pipeline"),
    ),
)
