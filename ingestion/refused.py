"""Values that do not fit their column: a record loads without them, and each is kept with why.

While a load is under way they are noted here, by whatever thread reads. Outside of a load nobody
would hear of them, so that there the first one is an error.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ingestion.errors import SourceError

if TYPE_CHECKING:
    from ingestion.raw_table import RawTable

#: So many refused values of a column are single mistakes, whatever their share.
_SINGLE_MISTAKES = 20
_SHOWN = 80


class RefusedValueError(SourceError, ValueError):
    """A vendor's value does not fit the declared type of its column, and can't be left out."""


@dataclass(frozen=True)
class Misshapen:
    """What a vendor gave where an object or a list should be: refused in whatever column."""

    value: Any


def inner(found: Mapping[str, Any], name: str, key: str) -> Any:
    """Return `found[name][key]`, None where either is missing; what is no object is misshapen."""
    value = found.get(name)
    if value is None:
        return None
    return value.get(key) if isinstance(value, Mapping) else Misshapen(value)


def joined(found: Mapping[str, Any], name: str) -> str | Misshapen:
    """Return a list of texts, sorted, with a bar between; what is no such list is misshapen."""
    values = found.get(name) or []
    if isinstance(values, list) and all(isinstance(value, str) for value in values):
        return "|".join(sorted(values))
    return Misshapen(values)


@dataclass(frozen=True)
class Refused:
    """One value that does not fit: the row of its page, the column, what was found and why."""

    row: int
    column: str
    value: Any
    reason: str

    def __str__(self) -> str:
        return f"column {self.column}: {repr(self.value)[:_SHOWN]} {self.reason}"


@dataclass(frozen=True)
class RefusedValue:
    """A refused value of a record, in words that may be kept.

    Attributes:
        record: the values of the record's key.
        shown: the value, or its length alone where it may be personal.
        person: the vendor's id of the person whom the record is about.
    """

    table: str
    record: tuple[str, ...]
    column: str
    shown: str | None
    reason: str
    person: str | None = None


@dataclass
class RefusedValues:
    """What one load refuses, by table, until its rows are handed on.

    Attributes:
        most: the share of a column's values that may be refused.
        tables: the raw tables that had pages so far, by name.
    """

    most: float = 1.0
    tables: dict[str, RawTable] = field(default_factory=dict)
    _found: dict[str, list[RefusedValue]] = field(default_factory=dict)
    _refused: Counter[tuple[str, str]] = field(default_factory=Counter)
    _given: Counter[tuple[str, str]] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(
        self, raw: RawTable, refused: Sequence[RefusedValue], given: Mapping[str, int]
    ) -> None:
        """Keep the refused values of a page, and how many `given` ones each column had.

        Raises:
            RefusedValueError: too many of a column do not fit: the vendor changed its format.
        """
        table = raw.name
        with self._lock:
            self.tables[table] = raw
            self._given.update({(table, column): count for column, count in given.items()})
            if not refused:
                return
            self._found.setdefault(table, []).extend(refused)
            self._refused.update((table, value.column) for value in refused)
            for value in refused:
                count, of = (counts[table, value.column] for counts in (self._refused, self._given))
                if count > max(_SINGLE_MISTAKES, of * self.most):
                    raise RefusedValueError(
                        f"{table}: {count} of {of} values of {value.column} do not fit, such as "
                        f"{value.shown!r}: the vendor may have changed its format. Nothing was "
                        "loaded; to go on without them, set ACCORD_<SOURCE>_REFUSED_SHARE"
                    )

    def take(self, table: str) -> list[RefusedValue]:
        """Return the values refused since the last call."""
        with self._lock:
            return self._found.pop(table, [])


_active: list[RefusedValues] = []


@contextmanager
def refusing(most: float) -> Iterator[RefusedValues]:
    """Note refused values from here on, up to a share; one load of a process at a time."""
    found = RefusedValues(most)
    _active.append(found)
    try:
        yield found
    finally:
        _active.remove(found)


def refused_values() -> RefusedValues | None:
    """Return where the load under way notes them; None outside of a load."""
    return _active[-1] if _active else None


def shown(value: Any, *, is_personal: bool) -> str | None:
    """Return what may be kept of a refused value: its length alone where it may be personal."""
    text = value.value if isinstance(value, Misshapen) else value
    text = text if isinstance(text, str) else repr(text)
    if is_personal or isinstance(value, Misshapen) or "@" in text:
        return f"(redacted, {len(text)} characters)"
    return text[:_SHOWN]
