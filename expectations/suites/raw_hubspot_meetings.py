"""HubSpot meetings as they were loaded. A portal may log none: that warns, and blocks nothing."""

from expectations.suite import Suite, fresh, not_empty, one_of, required, unique

SUITE = Suite(
    table="raw_hubspot.meetings",
    key=("id",),
    checks=(
        not_empty("warn"),
        unique("id"),
        required("hs_timestamp", severity="warn", what="the time of meetings"),
        required("hubspot_owner_id", severity="warn", what="the owner of meetings"),
        # What staging does not know as held, missed or cancelled is counted as none of them.
        one_of(
            "hs_meeting_outcome",
            "SCHEDULED",
            "COMPLETED",
            "RESCHEDULED",
            "NO_SHOW",
            "CANCELED",
            what="the outcome of meetings",
        ),
        fresh("created_at", days=7, what="the latest meeting"),
    ),
)
