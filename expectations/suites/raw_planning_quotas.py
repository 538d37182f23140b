"""The finance team's quotas as they were loaded. The sheet may be absent: no rows is no fault."""

from expectations.suite import Suite, between, required, unique

SUITE = Suite(
    table="raw_planning.quotas",
    # Not the sheet's own key: it names the rep by e-mail address.
    key=("period_start_on", "amount", "currency"),
    checks=(
        unique("source_key"),
        required("rep_email"),
        required("period_start_on"),
        required("period_end_on"),
        required("amount"),
        required("currency"),
        between("amount", 0, what="the amount of quotas"),
    ),
)
