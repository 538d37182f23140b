"""What Google Analytics says of the reports that it gave."""

from expectations.suite import Suite, none_of, same_time_zone

SUITE = Suite(
    table="raw_google_analytics.reports",
    key=("grain", "slice", "period_start"),
    checks=(
        none_of(
            "is_total_thresholded",
            "Google holds back rows of few users in the totals, which are too low; turn off Google "
            "signals in reporting identity",
        ),
        # Of a member of a slice it is only the member's own figure that is missing.
        none_of(
            "is_thresholded",
            "Google holds back members with few users, whose figures are missing",
            mostly=0.5,
        ),
        none_of(
            "has_other_row",
            "Google puts rare members together in (other), whose figures are not theirs",
            mostly=0.5,
        ),
        none_of("is_sampled", "Google worked out reports from a part of the events (sampling)"),
        same_time_zone(),
    ),
)
