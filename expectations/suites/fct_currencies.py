"""Amounts say in which currency they are."""

from expectations.suite import Suite, between

SUITE = Suite(
    table="marts.fct_currencies",
    key=("source", "entity"),
    checks=(
        between(
            "has_no_currency",
            0,
            0,
            severity="block",
            why="no amount of a source says its currency, so that none could be counted: map it, "
            "or name the source and its currency under `fx.default_currencies` of the profile",
        ),
    ),
)
