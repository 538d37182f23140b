"""What was refused of the sources' rows and values."""

from expectations.suite import Check, Suite

SUITE = Suite(
    table="marts.fct_refused_values",
    key=("source", "entity", "field"),
    checks=(
        Check(
            "expect_table_row_count_to_be_between",
            "warn",
            "rows or values of a source were refused, and figures are made without them: "
            "quality.quarantine lists each with why; correct them where they come from",
            {"max_value": 0},
            label="nothing_refused",
        ),
    ),
)
