"""Open pipeline day by day."""

from expectations.suite import Suite, fresh, rarely, required

SUITE = Suite(
    table="marts.fct_opportunity_days",
    key=("opportunity_day_key",),
    feeds_on=("opportunities",),
    checks=(
        required("day_on"),
        rarely(
            "lacks_past",
            "nothing says when open deals were created, so that earlier days lack them: map the "
            "creation of deals, or their history",
        ),
        fresh("day_on", days=1, what="the latest day of the pipeline"),
    ),
)
