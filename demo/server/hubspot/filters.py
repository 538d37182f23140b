"""Filter groups of a search: groups are alternatives, the filters of a group must all hold."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from demo.server.hubspot.errors import invalid
from demo.server.hubspot.objects import ObjectSet

Mask = npt.NDArray[np.bool_]
_GROUPS, _FILTERS = 5, 6
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "LT": operator.lt,
    "LTE": operator.le,
    "GT": operator.gt,
    "GTE": operator.ge,
}
_NUMERIC = ("number", "datetime", "date")


def matching(objects: ObjectSet, groups: list[dict[str, Any]]) -> Mask:
    """Which objects satisfy the groups; all of them when there is none."""
    if len(groups) > _GROUPS:
        raise invalid(f"At most {_GROUPS} filter groups are allowed")
    if not groups:
        return np.ones(len(objects.ids), dtype=bool)
    found = np.zeros(len(objects.ids), dtype=bool)
    for group in groups:
        filters = group.get("filters") or []
        if not 1 <= len(filters) <= _FILTERS:
            raise invalid(f"A filter group has 1 to {_FILTERS} filters")
        every = np.ones(len(objects.ids), dtype=bool)
        for one in filters:
            every &= _holds(objects, one)
        found |= every
    return found


def _holds(objects: ObjectSet, one: dict[str, Any]) -> Mask:
    name, kind = str(one.get("propertyName")), str(one.get("operator"))
    column = objects.column(name)
    if column is None:
        raise invalid(f"There was a problem with the request: no property '{name}'")
    present = np.array([value is not None for value in column], dtype=bool)
    match kind:
        case "HAS_PROPERTY":
            return present
        case "NOT_HAS_PROPERTY":
            return ~present
        case "EQ":
            return _among(objects, name, [_value(one, "value")])
        case "NEQ":
            return present & ~_among(objects, name, [_value(one, "value")])
        case "IN":
            return _among(objects, name, one.get("values") or [])
        case "NOT_IN":
            return present & ~_among(objects, name, one.get("values") or [])
        case "CONTAINS_TOKEN":
            return _token(objects, name, _value(one, "value"))
        case "NOT_CONTAINS_TOKEN":
            return present & ~_token(objects, name, _value(one, "value"))
        case "BETWEEN":
            low = _compared(objects, name, "GTE", _value(one, "value"))
            return low & _compared(objects, name, "LTE", _value(one, "highValue"))
        case _ if kind in _COMPARE:
            return _compared(objects, name, kind, _value(one, "value"))
    raise invalid(f"There was a problem with the request: no operator '{kind}'")


def _value(one: dict[str, Any], key: str) -> Any:
    if key not in one:
        raise invalid(f"The filter on '{one.get('propertyName')}' has no {key}")
    return one[key]


def _among(objects: ObjectSet, name: str, values: list[Any]) -> Mask:
    if objects.kind.properties.get(name) in _NUMERIC and name != "hs_object_id":
        return np.isin(objects.numbers(name), [_number(value) for value in values])
    wanted = {str(value).lower() for value in values}
    return np.array([(value or "").lower() in wanted for value in objects.column(name) or []], bool)


def _token(objects: ObjectSet, name: str, value: Any) -> Mask:
    token = str(value).strip("*").lower()
    return np.array([token in (text or "").lower() for text in objects.column(name) or []], bool)


def _compared(objects: ObjectSet, name: str, kind: str, value: Any) -> Mask:
    compare = _COMPARE[kind]
    if objects.kind.properties.get(name) in _NUMERIC:
        # NaN compares false: an object without the property is never a hit.
        return np.asarray(compare(objects.numbers(name), _number(value)), dtype=bool)
    wanted = str(value)
    column = objects.column(name) or []
    return np.array([text is not None and compare(text, wanted) for text in column], dtype=bool)


def _number(value: Any) -> float:
    """A number, or an instant as milliseconds since 1970."""
    text = str(value)
    try:
        return float(text)
    except ValueError:
        pass
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise invalid(f"'{text}' is neither a number nor an ISO 8601 instant") from error
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp() * 1000
