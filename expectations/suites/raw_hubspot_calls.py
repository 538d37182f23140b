"""HubSpot calls as they were loaded. A portal may log none: that warns, and blocks nothing."""

from expectations.suite import Suite, between, fresh, not_empty, one_of, required, unique

SUITE = Suite(
    table="raw_hubspot.calls",
    key=("id",),
    checks=(
        not_empty("warn"),
        unique("id"),
        required("hs_timestamp", severity="warn", what="the time of calls"),
        required("hubspot_owner_id", severity="warn", what="the owner of calls"),
        # Only outbound calls are counted: a call of another direction would be lost.
        one_of("hs_call_direction", "INBOUND", "OUTBOUND", what="the direction of calls"),
        # Milliseconds: a call of a day is a slip of the unit.
        between(
            "hs_call_duration", 0, 24 * 3600 * 1000, what="the duration of calls in milliseconds"
        ),
        fresh("created_at", days=7, what="the latest call"),
    ),
)
