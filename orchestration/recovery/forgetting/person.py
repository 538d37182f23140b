"""Who is meant by an address or an id: all records of one person, over all sources."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ingestion.emptied import read_emptied
from ingestion.emptying import EMPTIED
from ingestion.personal import Kind, Personal, values_in
from ingestion.registry import source_names
from orchestration.recovery.errors import RecoveryError
from orchestration.recovery.forgetting.columns import source_of

_IDENTITY = "conformed.identity_people"
#: A shorter number may be anything.
_SHORTEST_NUMBER = 8


@dataclass(frozen=True)
class Person:
    """What a person is known by. Nothing of it may be printed, logged or written.

    Attributes:
        emails: addresses, as they are written.
        keys: `<source>:<id>` of every record.
        names: as they are written.
        phones: phone numbers.
        records: how many records of people are theirs.
    """

    emails: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    records: int = 0

    def listed(self) -> set[tuple[str, str]]:
        """Return what goes on the list of the forgotten: kind and value of each."""
        derived = {f"p_{_md5(key)}" for key in self.keys} | set(map(_md5, self.emails))
        return {
            *(("email", email) for email in self.emails),
            *(("key", key) for key in self.keys | derived),
            *(("name", name) for name in self.names if " " in name),
        }

    def words(self) -> tuple[str, ...]:
        """Return what no file may hold: addresses, however written, full names, phone numbers."""
        spelled = {way for email in self.emails for way in (email, email.lower(), email.upper())}
        names = {name for name in self.names if " " in name}
        return tuple(sorted(spelled | names | self.phones))

    def person_keys(self) -> set[str]:
        """Return the keys that conformed tables and marts may have the person under."""
        return {f"p_{_md5(key)}" for key in self.keys}


def find_person(warehouse: Path, declared: Mapping[str, Personal], wanted: str) -> Person:
    """Return everything that is known of the person whose address or `<source>:<id>` is `wanted`.

    Records that share an address or an id are one person, as in the figures.

    Raises:
        RecoveryError: it is neither, or it is one of the company's own people.
    """
    known = {_wanted(wanted), *_emptied_as(_wanted(wanted), warehouse.parent)}
    records: list[_Record] = []
    if warehouse.is_file():
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            there = _tables(connection)
            tables = {label: it for label, it in declared.items() if label in there}
            records = list(_records(connection, tables))
            same = _resolved(connection, there)
            known = _closure(known, records, same)
            _refuse_staff(connection, tables, known)
    theirs = [record for record in records if record.tells & known]
    return Person(
        frozenset(value for kind, value in known if kind == "email")
        | frozenset(email for record in theirs for email in record.emails),
        frozenset(value for kind, value in known if kind == "key"),
        frozenset(record.name for record in theirs if record.name),
        frozenset(phone for record in theirs for phone in record.phones),
        len(theirs),
    )


@dataclass(frozen=True)
class _Record:
    tells: frozenset[tuple[str, str]]
    emails: tuple[str, ...]
    name: str
    phones: tuple[str, ...]


def _wanted(text: str) -> tuple[str, str]:
    wanted = text.strip()
    if "@" in wanted and ":" not in wanted:
        return "email", wanted.lower()
    source, _, found = wanted.partition(":")
    if source in source_names() and found:
        return "key", wanted
    raise RecoveryError(
        "give an e-mail address, or a source and the vendor's id: `accord forget hubspot:1234`"
    )


def _emptied_as(wanted: tuple[str, str], data_dir: Path) -> set[tuple[str, str]]:
    """Return what stands for an address in the warehouse if it was emptied by age."""
    kind, value = wanted
    try:
        emptied = read_emptied(data_dir)
    except ValueError as error:
        raise RecoveryError(str(error)) from error
    is_known = kind == "email" and not emptied.is_empty
    return {("email", emptied.pseudonym(value))} if is_known else set()


def _tables(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rows = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() where not internal"
    ).fetchall()
    return {label for (label,) in rows}


def _records(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Personal]
) -> Iterator[_Record]:
    for label, personal in tables.items():
        if not personal.is_person:
            continue
        kinds: dict[str, Kind] = {**personal.about_columns, **personal.mention_columns}
        names = personal.names.split()
        phones = [column for column in personal.details.split() if "phone" in column]
        columns = (*kinds, *names, *phones)
        quoted = ", ".join(f'"{name}"' for name in columns)
        rows = connection.execute(f"select {quoted} from {label}").fetchall()  # noqa: S608 - declared names
        for row in rows:
            both = zip(columns, row, strict=True)
            cells = {name: cell for name, cell in both if cell and cell != EMPTIED}
            single = [
                (kind, value)
                for column, kind in kinds.items()
                for value in values_in(cells.get(column, ""), kind)
            ]
            numbers = (str(cells.get(column, "")) for column in phones)
            yield _Record(
                frozenset(_value_of(kind, source_of(label), value) for kind, value in single),
                tuple(value for kind, value in single if kind == "email"),
                " ".join(str(cells[name]).strip() for name in names if name in cells),
                tuple(number for number in numbers if len(number) >= _SHORTEST_NUMBER),
            )


def _value_of(kind: Kind, source: str, value: str) -> tuple[str, str]:
    if kind == "email":
        return "email", value.lower()
    return "key", f"{source}:{value}" if kind == "id" else value


def _resolved(connection: duckdb.DuckDBPyConnection, there: set[str]) -> dict[str, set[str]]:
    """Return the keys that the figures take for one person, by each of these keys."""
    if _IDENTITY not in there:
        return {}
    groups = connection.execute(
        f"select list(source_key) from {_IDENTITY} group by person_key having count(*) > 1"  # noqa: S608
    ).fetchall()
    return {key: set(group) for (group,) in groups for key in group}


def _closure(
    known: set[tuple[str, str]], records: Iterable[_Record], same: Mapping[str, set[str]]
) -> set[tuple[str, str]]:
    waiting, left = set(known), list(records)
    found = set(known)
    while waiting:
        keys = {other for kind, key in waiting if kind == "key" for other in same.get(key, ())}
        mine = [record for record in left if record.tells & waiting]
        left = [record for record in left if not record.tells & waiting]
        waiting = {("key", key) for key in keys}.union(*(it.tells for it in mine)) - found
        found |= waiting
    return found


def _refuse_staff(
    connection: duckdb.DuckDBPyConnection,
    tables: Mapping[str, Personal],
    known: set[tuple[str, str]],
) -> None:
    for label, personal in tables.items():
        if not personal.staff:
            continue
        for column, kind in personal.about_columns.items():
            cells = connection.execute(
                f'select distinct "{column}" from {label} '  # noqa: S608 - declared names
                f'where ({personal.staff}) and "{column}" is not null'
            ).fetchall()
            if any(_value_of(kind, source_of(label), str(cell)) in known for (cell,) in cells):
                raise RecoveryError(
                    f"{label} has this as one of the company's own people, whose figures are by "
                    "work name: `accord forget` is for leads, customers and those who ask for "
                    "help. Nothing was changed; docs/privacy.md says what to do for them"
                )


def _md5(text: str) -> str:
    return hashlib.md5(text.strip().encode(), usedforsecurity=False).hexdigest()
