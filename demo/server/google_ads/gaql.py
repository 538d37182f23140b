"""The part of the Google Ads Query Language that reports need."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_QUERY = re.compile(
    r"\s*select\s+(?P<select>.+?)\s+from\s+(?P<resource>\w+)"
    r"(?:\s+where\s+(?P<where>.+?))?(?:\s+order\s+by\s+(?P<order>.+?))?"
    r"(?:\s+limit\s+(?P<limit>\d+))?\s*",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(
    r"(?P<field>[\w.]+)\s+between\s+'(?P<low>[^']*)'\s+and\s+'(?P<high>[^']*)'"
    r"|(?P<name>[\w.]+)\s*(?P<operator>!=|>=|<=|=|>|<)\s*'?(?P<value>[^'\s]+)'?",
    re.IGNORECASE,
)
_OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "=": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
}
Row = dict[str, Any]


class QueryError(ValueError):
    """A query that the API refuses. `code` is its `queryError`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Gaql:
    """A parsed query: fields in snake case, conditions on a row, order, limit."""

    fields: list[str]
    resource: str
    conditions: list[Callable[[Row], bool]]
    order: list[str]
    limit: int | None


def parse(text: str, known: set[str]) -> Gaql:
    """Read a query whose fields must be among `known`.

    Raises:
        QueryError: it cannot be read, or names another field.
    """
    found = _QUERY.fullmatch(text)
    if found is None:
        raise QueryError("UNEXPECTED_END_OF_QUERY", "The query is incomplete.")
    fields = [name.strip() for name in found["select"].split(",")]
    conditions, used = _conditions(found["where"] or "")
    order = [part.split()[0] for part in (found["order"] or "").split(",") if part.strip()]
    for name in (*fields, *used, *order):
        if name not in known:
            raise QueryError("UNRECOGNIZED_FIELD", f"Field '{name}' is not known.")
    limit = int(found["limit"]) if found["limit"] else None
    return Gaql(fields, found["resource"].lower(), conditions, order, limit)


def _conditions(where: str) -> tuple[list[Callable[[Row], bool]], list[str]]:
    conditions: list[Callable[[Row], bool]] = []
    used: list[str] = []
    rest = where
    while rest.strip():
        found = _CONDITION.match(rest.strip())
        if found is None:
            raise QueryError("BAD_OPERATOR", f"Condition '{rest.strip()[:40]}' cannot be read.")
        name = found["field"] or found["name"]
        used.append(name)
        if found["field"]:
            conditions.append(_between(name, found["low"], found["high"]))
        else:
            conditions.append(_compared(name, _OPERATORS[found["operator"]], found["value"]))
        rest = re.sub(r"^\s*and\s+", "", rest.strip()[found.end() :], flags=re.IGNORECASE)
    return conditions, used


def _between(name: str, low: str, high: str) -> Callable[[Row], bool]:
    return lambda row: low <= str(row[name]) <= high


def _compared(name: str, operator: Callable[[str, str], bool], value: str) -> Callable[[Row], bool]:
    return lambda row: operator(str(row[name]), value)
