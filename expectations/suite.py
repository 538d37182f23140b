"""The words in which a suite is written. Light to import: Great Expectations is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

Severity = Literal["block", "warn"]
Stage = Literal["raw", "marts"]
#: A value, or a function of `as_of` that gives it.
Argument = Any


@dataclass(frozen=True)
class Check:
    """One expectation on one table.

    `expectation` is the name in Great Expectations' gallery; an argument that is a function is
    called with `as_of`. `block` keeps a run from being published, `warn` takes the trust (and so
    the status) from the KPIs that depend on the table.
    """

    expectation: str
    severity: Severity
    why: str
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    label: str = ""

    @property
    def name(self) -> str:
        """Unique within the suite: the expectation's verb and its columns."""
        several: Sequence[str] = self.arguments.get("column_list", ())
        columns = self.arguments.get("column") or "_".join(several)
        verb = self.label or self.expectation.removeprefix("expect_")
        return f"{verb}__{columns}" if columns else verb


@dataclass(frozen=True)
class Suite:
    """The checks of one table.

    `key` names the columns that identify a row in the evidence; they must not be personal data.
    `feeds_on` are the base entities that the table is made from: where no source feeds them, it is
    expected to be empty (leave it out for raw tables, where the schema's source decides).
    `shows_in` are tables that have rows of what this one has: while they are all empty, a new
    company has none yet, and an empty table warns. `made_of` are the tables that it is made from,
    each with the condition on its rows that should be in it (`{as_of}` is the day): an empty table
    warns while there is no such row, and blocks where there is one. Without both it must always
    have rows.
    """

    table: str
    key: tuple[str, ...]
    checks: tuple[Check, ...]
    feeds_on: tuple[str, ...] = ()
    shows_in: tuple[str, ...] = ()
    made_of: Mapping[str, str] = field(default_factory=dict)

    @property
    def stage(self) -> Stage:
        """`raw` before dbt, `marts` after it."""
        return "raw" if self.table.startswith("raw_") else "marts"

    @property
    def source(self) -> str | None:
        """The source whose raw table this is, or None for a mart."""
        schema = self.table.split(".")[0]
        return schema.removeprefix("raw_") if self.stage == "raw" else None

    def check_id(self, check: Check) -> str:
        """Return the check's name, unique over all suites."""
        return f"{self.table}.{check.name}"


def not_empty(severity: Severity = "block") -> Check:
    """Check that the table has rows: what a source declares must come."""
    return Check(
        "expect_table_row_count_to_be_between",
        severity,
        "the table is empty although its source is on; look at the last load of the source",
        {"min_value": 1},
        label="not_empty",
    )


# `what` names a column's values in plain English: readers get it as the reason of a status.


def required(column: str, severity: Severity = "block", what: str = "") -> Check:
    """Check that `column` is never null."""
    return Check(
        "expect_column_values_to_not_be_null",
        severity,
        f"{what or column} is missing in some rows",
        {"column": column},
    )


def unique(*columns: str, severity: Severity = "block") -> Check:
    """Check that the columns together identify a row."""
    why = f"rows repeat the same {', '.join(columns)}; was the primary key changed?"
    if len(columns) == 1:
        return Check("expect_column_values_to_be_unique", severity, why, {"column": columns[0]})
    return Check(
        "expect_compound_columns_to_be_unique", severity, why, {"column_list": list(columns)}
    )


def between(
    column: str,
    minimum: Argument = None,
    maximum: Argument = None,
    severity: Severity = "warn",
    mostly: float = 1.0,
    what: str = "",
    why: str = "",
) -> Check:
    """Check that the values of `column` lie in a range, both ends included."""
    return Check(
        "expect_column_values_to_be_between",
        severity,
        why or f"{what or column} is {_beyond(minimum, maximum)}",
        {"column": column, "min_value": minimum, "max_value": maximum, "mostly": mostly},
    )


def rarely(column: str, why: str, mostly: float = 1.0) -> Check:
    """Check that a flag of 0 and 1 is 0 in at least the share `mostly` of the rows."""
    return Check(
        "expect_column_values_to_be_between",
        "warn",
        why,
        {"column": column, "min_value": 0, "max_value": 0, "mostly": mostly},
    )


def one_of(
    column: str, *values: str, severity: Severity = "warn", mostly: float = 1.0, what: str = ""
) -> Check:
    """Check that `column` holds only values that are known."""
    return Check(
        "expect_column_values_to_be_in_set",
        severity,
        f"{what or column} has a value that no definition knows; map it, by `values` where an own "
        "export has it",
        {"column": column, "value_set": list(values), "mostly": mostly},
    )


def mostly_known(
    column: str, at_least: float, severity: Severity = "warn", what: str = ""
) -> Check:
    """Check that at least the share `at_least` of `column` is not 'unknown'."""
    return Check(
        "expect_column_values_to_not_be_in_set",
        severity,
        f"{what or column} is unknown in too many rows; the figures by it say little",
        {"column": column, "value_set": ["unknown"], "mostly": at_least},
        label="mostly_known",
    )


def fresh(column: str, days: int, severity: Severity = "warn", what: str = "") -> Check:
    """Check that the latest `column` is at most `days` days older than `as_of`."""

    def oldest_allowed(as_of: date) -> datetime:
        return datetime.combine(as_of - timedelta(days=days), time())

    return Check(
        "expect_column_max_to_be_between",
        severity,
        f"{what or f'the latest {column}'} is more than {days} {'days' if days > 1 else 'day'} "
        "old; did the source stop?",
        {"column": column, "min_value": oldest_allowed},
        label="fresh",
    )


def same_time_zone() -> Check:
    """Check that the vendor's days are the company's."""
    return Check(
        "expect_column_pair_values_to_be_equal",
        "warn",
        "the vendor's days are those of another time zone than the company's, so that each holds "
        "hours of the day before or after; set the same zone in the vendor's account",
        {
            "column_A": "time_zone",
            "column_B": "company_time_zone",
            "ignore_row_if": "either_value_is_missing",
        },
        label="same_time_zone",
    )


def none_of(column: str, why: str, mostly: float = 1.0) -> Check:
    """Check that a flag is false in at least the share `mostly` of the rows."""
    return Check(
        "expect_column_values_to_be_in_set",
        "warn",
        why,
        {"column": column, "value_set": [False], "mostly": mostly},
        label="none",
    )


def _beyond(minimum: Argument, maximum: Argument) -> str:
    """Return what a value out of a range is, in words."""
    if maximum is None and minimum == 0:
        return "below zero in some rows"
    if isinstance(minimum, int | float) and isinstance(maximum, int | float):
        return f"not between {minimum:,} and {maximum:,} in some rows"
    return "beyond what makes sense in some rows"
