"""How long customers stay, by quarter or year, dimension and member."""

from expectations.suite import Suite, between, required

SUITE = Suite(
    table="marts.fct_relationship_lengths",
    key=("relationship_length_key",),
    feeds_on=("opportunities",),
    checks=(
        required("expected_months"),
        between("expected_months", 0, what="the expected length of a relationship in months"),
    ),
)
