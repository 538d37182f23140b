"""Bring a publication to the database: in one transaction, by the rows that differ."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from publishing.manifest import damage_of
from publishing.postgres.access import ensure_roles, grant
from publishing.postgres.definitions import (
    Held,
    added_columns,
    create,
    describe,
    gone_tables,
    index,
    read_held,
)
from publishing.postgres.session import PostgresError, Session, connected, name_of
from publishing.postgres.source import RESTRICTED, Source, SourceTable, opened
from publishing.tables import PUBLISHED_SCHEMAS
from publishing.versions import current_version, version_folder

_SCHEMAS = (*PUBLISHED_SCHEMAS, RESTRICTED)
#: What the database says of itself: which publication it holds, of which company.
_STATE_SCHEMA = "accord"
_STATE = f"{_STATE_SCHEMA}.state"
#: Not a table of the publication: who may read what.
_OWN = (RESTRICTED, "access")
#: Two publications side by side wait for each other: any number that nobody else uses.
_LOCK = 4_150_720_261
_STAGE, _GONE = "accord_stage", "accord_gone"


@dataclass(frozen=True)
class PostgresSummary:
    """What was brought to the database.

    Attributes:
        version: the publication that it holds now.
        was: the one that it held; empty: none.
        tables: how many tables it has.
        changed: the tables that have other rows than before.
        seconds: what it took.
        remarks: what an administrator has to do, or should know.
    """

    version: str
    was: str
    tables: int
    changed: tuple[str, ...]
    seconds: float
    remarks: tuple[str, ...] = ()


def held_version(url: str) -> str:
    """Return the publication that the database holds; empty: none."""
    with connected(url) as session:
        return _held_version(session)


def publish_to_postgres(
    url: str,
    published_dir: Path,
    company: str,
    keys: Mapping[str, Sequence[str]],
    *,
    memory_limit: str | None = None,
    on_table: Callable[[str], None] = lambda _: None,
) -> PostgresSummary:
    """Bring the current publication to the database; its readers see all of it or nothing of it.

    Where the database holds a publication that is still kept beside the current one, only the rows
    that differ are sent; else every table is sent and compared there.

    Args:
        url: the address of the database, its user and password included.
        published_dir: the folder of the publications.
        company: whose figures these are; a database has those of one company.
        keys: the columns that name a row, per `schema.name`; a table without is replaced when it
            differs.
        memory_limit: how much memory DuckDB may take; None: its own default.
        on_table: called with each table that is being sent.

    Raises:
        PostgresError: the database can't be reached, refused, or is another company's; its readers
            keep what they have.
    """
    started = time.monotonic()
    folder = current_version(published_dir)
    if folder is None:
        raise PostgresError("there is no publication yet: `accord run` makes one")
    if damage := damage_of(folder):
        raise PostgresError(f"the publication is damaged ({damage}): `accord doctor` helps")
    with connected(url) as session:
        session.run(f"select pg_advisory_lock({_LOCK})")
        session.commit()
        remarks = _prepare(session, company)
        was = _held_version(session)
        before = version_folder(published_dir, was) if was else None
        if before is not None and damage_of(before):
            before = None
        with opened(folder, before, keys, memory_limit) as source:
            tables = source.tables()
            held = _held(session)
            session.commit()
            session.briefly(added_columns(held, tables))
            has_it = was == folder.name and _has_all(session, source, tables, held)
            changed = [] if has_it else _bring(session, source, tables, held, on_table)
            if changed is None:
                # Somebody changed rows in the database: nothing that it holds is relied on.
                changed = _bring(session, source, tables, held, on_table, compare=True)
            if changed is None:
                raise PostgresError("the tables have other numbers of rows than the publication")
            describe(session, tables, _SCHEMAS)
            session.run(f"update {_STATE} set version = $1, written_at = now()", [folder.name])  # noqa: S608 - our own name
            session.commit()
            session.briefly(gone_tables(_held(session), tables))
        for table in tables:
            if table.label in changed:
                session.run(f"analyze {table.name}")
        session.commit()
    return PostgresSummary(
        version=folder.name,
        was=was,
        tables=len(tables),
        changed=tuple(changed),
        seconds=time.monotonic() - started,
        remarks=tuple(remarks),
    )


def _prepare(session: Session, company: str) -> list[str]:
    """Make schemas, roles and state where they are missing; return what is left to do.

    Raises:
        PostgresError: the database has another company's publication, or schemas of somebody else.
    """
    if not session.rows(f"select to_regclass('{_STATE}') is not null")[0][0]:
        taken = [
            schema
            for schema in (*_SCHEMAS, _STATE_SCHEMA)
            if session.rows("select 1 from pg_namespace where nspname = $1", [schema])
        ]
        if taken:
            raise PostgresError(
                f"the database has a schema {taken[0]} that Accord did not make; give Accord a "
                "database of its own"
            )
        session.run(f"create schema {_STATE_SCHEMA}")
        session.run(f"create table {_STATE} (company text, version text, written_at timestamptz)")
        session.run(f"insert into {_STATE} values ($1, '', now())", [company])  # noqa: S608 - our own name
    owner = session.rows(f"select company from {_STATE}")[0][0]  # noqa: S608 - our own name
    if owner != company:
        raise PostgresError(
            f"the database has the publication of {owner}, and this is {company}; give each "
            "company a database of its own"
        )
    missing = ensure_roles(session)
    session.commit()
    return [f"roles are missing; as an administrator: {' '.join(missing)}"] if missing else []


def _held_version(session: Session) -> str:
    if not session.rows(f"select to_regclass('{_STATE}') is not null")[0][0]:
        return ""
    return str(session.rows(f"select version from {_STATE}")[0][0])  # noqa: S608 - our own name


def _held(session: Session) -> Held:
    found = read_held(session, _SCHEMAS)
    return Held({place: columns for place, columns in found.tables.items() if place != _OWN})


def _bring(
    session: Session,
    source: Source,
    tables: Sequence[SourceTable],
    held: Held,
    on_table: Callable[[str], None],
    *,
    compare: bool = False,
) -> list[str] | None:
    """Give all tables the publication's rows; return those that changed.

    None: the database did not hold what it said, so that the difference was the wrong one; nothing
    is kept then.
    """
    changed = []
    for table in tables:
        columns = held.columns(table)
        if columns is None:
            on_table(table.label)
            create(session, table)
            session.fill(table.table.name, source.rows(table), schema=table.schema)
            index(session, table)
            grant(session, table)
            changed.append(table.label)
        elif _update(session, source, table, columns, on_table, compare):
            changed.append(table.label)
    if not _agrees(session, source, tables):
        session.rollback()
        return None
    return changed


def _has_all(session: Session, source: Source, tables: Sequence[SourceTable], held: Held) -> bool:
    is_there = all(held.columns(table) is not None for table in tables)
    return is_there and _agrees(session, source, tables)


def _agrees(session: Session, source: Source, tables: Sequence[SourceTable]) -> bool:
    return all(_count(session, table) == source.count(table) for table in tables)


def _update(
    session: Session,
    source: Source,
    table: SourceTable,
    columns: Mapping[str, str],
    on_table: Callable[[str], None],
    compare: bool,
) -> bool:
    """Bring one table up to date; return whether it differed."""
    knows = source.has_before(table) and not compare
    if knows and not source.compare(table):
        return False
    on_table(table.label)
    if not table.key:
        session.run(f"delete from {table.name}")  # noqa: S608 - our own name
        session.fill(table.table.name, source.rows(table), schema=table.schema)
        return True
    key = ", ".join(name_of(column) for column in table.key)
    same = " and ".join(f"it.{name_of(one)} = other.{name_of(one)}" for one in table.key)
    session.run(f"create temporary table {_STAGE} (like {table.name})")
    session.fill(_STAGE, source.changed(table) if knows else source.rows(table))
    session.run(f"analyze {_STAGE}")
    if knows:
        session.run(f"create temporary table {_GONE} as select {key} from {table.name} limit 0")  # noqa: S608 - our own names
        session.fill(_GONE, source.gone(table))
        session.run(f"delete from {table.name} as it using {_GONE} as other where {same}")  # noqa: S608 - our own names
        session.run(f"drop table {_GONE}")
    else:
        session.run(
            f"delete from {table.name} as it where not exists "  # noqa: S608 - our own names
            f"(select 1 from {_STAGE} as other where {same})"
        )
    session.run(_upsert(table, key, columns))
    session.run(f"drop table {_STAGE}")
    return True


def _upsert(table: SourceTable, key: str, columns: Mapping[str, str]) -> str:
    """Return the statement that writes the staged rows that are new or otherwise.

    A column that only the database has (of a later release that was rolled back from) gets NULL.
    """
    sent = {column.name for column in table.columns}
    every = [*(column.name for column in table.columns), *(n for n in columns if n not in sent)]
    others = [name for name in every if name not in table.key]
    listed = ", ".join(map(name_of, every))
    statement = f"insert into {table.name} as it ({listed}) select {listed} from {_STAGE} "  # noqa: S608 - our own names
    if not others:
        return f"{statement} on conflict ({key}) do nothing"
    given = ", ".join(f"{name_of(name)} = excluded.{name_of(name)}" for name in others)
    now = ", ".join(f"it.{name_of(name)}" for name in others)
    new = ", ".join(f"excluded.{name_of(name)}" for name in others)
    return (
        f"{statement} on conflict ({key}) do update set {given} "
        f"where row({now}) is distinct from row({new})"
    )


def _count(session: Session, table: SourceTable) -> int:
    return int(session.rows(f"select count(*) from {table.name}")[0][0])  # noqa: S608 - our own name
