"""Open pipeline day by day."""

from expectations.suite import Suite, fresh, required, unique

SUITE = Suite(
    table="marts.fct_opportunity_days",
    key=("opportunity_day_key",),
    feeds_on=("opportunities",),
    checks=(
        unique("opportunity_day_key"),
        required("day_on"),
        fresh("day_on", days=1),
    ),
)
