"""Checks a value against the compact notation of the contracts.

`key!` is required, `type?` may be null, `*` is any key, `[x]` a list, `{"one_of": [...]}` a choice,
`<Name>` a type met before, `string in A|B` one of a set (long sets are cut in the files: open),
`string of A|B` one of a set that is complete.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

_CUT_SETS = 20  # a longer set may have been cut in the file
_INT32 = 2**31


def problems(value: Any, shape: Any, where: str, named: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the value, one line each."""
    if isinstance(shape, str):
        if (complaint := _scalar(value, shape, where, named)) is not None:
            yield from complaint
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield f"{where}: a list was expected, not {value!r:.60}"
            return
        for index, item in enumerate(value):
            yield from problems(item, shape[0], f"{where}[{index}]", named)
    elif "one_of" in shape:
        choices = [list(problems(value, choice, where, named)) for choice in shape["one_of"]]
        if all(choices):
            yield from min(choices, key=len)
    else:
        yield from _object(value, shape, where, named)


def _object(
    value: Any, shape: Mapping[str, Any], where: str, named: Mapping[str, Any]
) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: an object was expected, not {value!r:.60}"
        return
    known = {key.rstrip("!?"): (key, inner) for key, inner in shape.items()}
    for name, (key, inner) in known.items():
        if name == "*":
            continue
        if name in value:
            nullable = key.rstrip("!").endswith("?")
            if not (nullable and value[name] is None):
                yield from problems(value[name], inner, f"{where}.{name}", named)
        elif "!" in key:
            yield f"{where}.{name}: is missing"
    for name in value:
        if name in known:
            continue
        if "*" in known:
            yield from problems(value[name], known["*"][1], f"{where}.{name}", named)
        elif known:
            yield f"{where}.{name}: is not in the contract"


def _scalar(value: Any, shape: str, where: str, named: Mapping[str, Any]) -> Iterator[str] | None:
    if shape.endswith("?"):
        if value is None:
            return None
        shape = shape[:-1]
    if shape.startswith("<"):
        inner = named.get(shape.strip("<>"))
        return None if inner is None else problems(value, inner, where, named)
    kind, _, complete = shape.partition(" of ")
    kind, _, members = kind.partition(" in ")
    if not _is_a(value, kind):
        return iter([f"{where}: {kind} was expected, not {value!r:.60}"])
    if complete and str(value) not in complete.split("|"):
        return iter([f"{where}: {value!r} is none of {complete:.200}"])
    allowed = members.split("|")
    if members and len(allowed) < _CUT_SETS and value not in allowed:
        return iter([f"{where}: {value!r} is none of {members}"])
    return None


def _is_a(value: Any, kind: str) -> bool:
    base, _, form = kind.partition(":")
    if base in ("object", "any"):
        return True
    if base == "boolean":
        return isinstance(value, bool)
    if base == "integer":
        fits = form != "int32" or (isinstance(value, int) and abs(value) < _INT32)
        return isinstance(value, int) and not isinstance(value, bool) and fits
    if base == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str) and _has_form(value, form)


def _has_form(text: str, form: str) -> bool:
    try:
        if form in ("date-time", "datetime", "google-datetime"):
            return datetime.fromisoformat(text).tzinfo is not None
        if form == "date":
            return bool(date.fromisoformat(text))
        if form == "int64":
            return bool(str(int(text)))
    except ValueError:
        return False
    return True
