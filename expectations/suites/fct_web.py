"""Web traffic, as the vendor computed it per grain and slice."""

from expectations.suite import Suite, between, fresh, not_empty, one_of, required

SUITE = Suite(
    table="marts.fct_web",
    key=("web_key",),
    feeds_on=("web_traffic",),
    checks=(
        not_empty("warn"),
        required("period_start_on"),
        one_of("grain", "day", "week", "month", "quarter", "year", severity="block"),
        between("visitors", 0, severity="block"),
        fresh("period_start_on", days=3, what="the latest web traffic"),
    ),
)
