"""The one vocabulary in which a raw table says which of its columns tell who a person is.

`accord forget` and every load go by it: a column that is not declared is not looked at. A raw table
with a column that is named like an address, a name or a phone number must say what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

#: What a column holds: e-mail addresses; the vendor's ids of people; or `<source>:<id>` of people.
Kind = Literal["email", "id", "key"]
_KINDS: tuple[Kind, ...] = ("email", "id", "key")
#: Several values in one cell, as vendors write them; an id may have a comma or a blank in it.
_BETWEEN_EMAILS, _BETWEEN_IDS = re.compile(r"[;|,\s]+"), re.compile(r"[;|]")
_LOOKS_PERSONAL = re.compile(
    r"(^|_)(e_?mails?|mail|phone|mobile|first_?name|last_?name|full_?name|address)(_|$)"
)


@dataclass(frozen=True)
class Personal:
    """The personal columns of one raw table. Column names are separated by blanks.

    Attributes:
        about: `column:kind` of those that say whom the row is about: it goes with the person.
        mentions: `column:kind` of those that name a person without the row being about them: the
            value goes, the row stays.
        names: columns whose values, joined by a blank, are the person's name.
        texts: free text in which a person may be named: an address or a name in it goes.
        details: what else is personal, and goes with the row.
        ids: what else tells one person from another, and goes with the row; figures compare it, so
            that it stays where fields are emptied by age.
        others: columns that are only named as if they were personal.
        is_person: whether a row is one person, so that all `about` and `mentions` are theirs.
        staff: SQL condition on rows of the company's own people, whom `accord forget` leaves;
            `ALL` when all are.
    """

    about: str = ""
    mentions: str = ""
    names: str = ""
    texts: str = ""
    details: str = ""
    ids: str = ""
    others: str = ""
    is_person: bool = False
    staff: str = ""

    @cached_property
    def about_columns(self) -> Mapping[str, Kind]:
        """Columns that say whom the row is about, and what each holds."""
        return dict(_parsed(self.about))

    @cached_property
    def mention_columns(self) -> Mapping[str, Kind]:
        """Columns that name somebody, and what each holds."""
        return dict(_parsed(self.mentions))

    @cached_property
    def columns(self) -> frozenset[str]:
        """Every column that is declared, whatever as."""
        lists = (self.names, self.texts, self.details, self.ids, self.others)
        declared = {name for names in lists for name in names.split()}
        return frozenset({*self.about_columns, *self.mention_columns, *declared})


#: Every row is of the company's own people.
ALL = "true"
#: A table that names nobody.
NOBODY = Personal()


def undeclared(columns: Iterable[str], personal: Personal) -> list[str]:
    """Return the columns that are named like personal ones, and of which nothing is said."""
    return [
        name for name in columns if _LOOKS_PERSONAL.search(name) and name not in personal.columns
    ]


def require_declared(
    table: str, columns: Collection[str], texts: Iterable[str], personal: Personal
) -> None:
    """Make sure that a table's personal columns are declared, and that it has what is declared.

    Raises:
        ValueError: one is not, or there is no such column.
    """
    if missing := undeclared(texts, personal):
        raise ValueError(
            f"raw table {table}: {', '.join(missing)} looks personal; say what it is in "
            "`personal` (ingestion/personal.py), so that `accord forget` finds it"
        )
    if unknown := personal.columns - set(columns):
        raise ValueError(f"raw table {table} has no column {', '.join(sorted(unknown))}")


def values_in(cell: object, kind: Kind) -> list[str]:
    """Return the single values of a cell: addresses, ids or keys."""
    parts = (part.strip() for part in _between(kind).split(str(cell)))
    return [part for part in parts if part]


def with_values(cell: str, kind: Kind, changed: Callable[[str], str]) -> str:
    """Return a cell with each of its values changed, and what is between them as it was."""
    parts = re.split(f"({_between(kind).pattern})", cell)
    return "".join(
        part if at % 2 or not part.strip() else changed(part) for at, part in enumerate(parts)
    )


def without_values(cell: str, kind: Kind, unwanted: Iterable[str]) -> str | None:
    """Return a cell of several values without some of them; None when nothing is left."""
    gone = set(unwanted)
    first = _between(kind).search(cell)
    left = [value for value in values_in(cell, kind) if value not in gone]
    return (first[0] if first else "").join(left) or None


def _between(kind: Kind) -> re.Pattern[str]:
    return _BETWEEN_EMAILS if kind == "email" else _BETWEEN_IDS


def _parsed(declared: str) -> Iterator[tuple[str, Kind]]:
    for one in declared.split():
        column, _, written = one.partition(":")
        kind = next((kind for kind in _KINDS if kind == written), None)
        if kind is None:
            raise ValueError(f"{one}: write <column>:<kind>, a kind being {', '.join(_KINDS)}")
        yield column, kind
