"""Google Analytics' counts as they were loaded, per property, grain, period and slice member."""

from expectations.suite import Suite, between, fresh, not_empty, one_of, required, unique

SUITE = Suite(
    table="raw_google_analytics.web_traffic",
    key=("property_id", "grain", "period_start", "slice", "slice_value"),
    checks=(
        # What the account refuses is left out, and said; it keeps nothing else from readers.
        not_empty("warn"),
        unique("property_id", "grain", "period_start", "slice", "slice_value"),
        # A count that was refused, too: traffic is published without it, and not trusted.
        required("total_users", "warn", what="the number of visitors"),
        one_of("grain", "day", "week", "month", "quarter", "year", severity="block"),
        one_of("slice", "total", "channel", "campaign", "content", "market", severity="block"),
        between("sessions", 0, what="the number of sessions"),
        between("user_engagement_duration", 0, what="the time that visitors spent"),
        fresh("period_start", days=3, what="the latest web traffic"),
    ),
)
