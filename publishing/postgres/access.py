"""Who may read what: `accord_reader` the publication, reps and managers their restricted rows.

The roles are groups without a login. A rep or manager is a login that is a member of one and has a
row in `restricted.access`; row-level security shows the rows of that rep or team, and no others.
"""

from __future__ import annotations

from dataclasses import dataclass

from publishing.postgres.session import PostgresError, Session, connected, name_of, text_of
from publishing.postgres.source import RESTRICTED, SourceTable
from publishing.tables import PUBLISHED_SCHEMAS

READER, REP, MANAGER = "accord_reader", "accord_rep", "accord_manager"
#: In `restricted.access`: a manager of all teams.
EVERY_TEAM = "*"
_ACCESS = f"{RESTRICTED}.access"
_COLUMNS = "login text not null, rep text, team text, check ((rep is null) <> (team is null))"


@dataclass(frozen=True)
class Access:
    """What a login may read of the restricted tables: one rep's rows, or a team's."""

    login: str
    rep: str | None = None
    team: str | None = None

    @property
    def role(self) -> str:
        """The group that it is a member of."""
        return REP if self.rep else MANAGER


def ensure_roles(session: Session) -> list[str]:
    """Make the groups, schemas and grants that are missing; return what only an administrator can.

    What somebody granted or revoked on purpose stays: rights are given with what is made new.
    """
    missing = _missing_roles(session)
    may_create = session.rows(
        "select rolsuper or rolcreaterole from pg_roles where rolname = current_user"
    )[0][0]
    if missing and may_create:
        for role in missing:
            session.run(f"create role {role} nologin")
        missing = []
    for schema in (*PUBLISHED_SCHEMAS, RESTRICTED):
        if not session.rows("select 1 from pg_namespace where nspname = $1", [schema]):
            session.run(f"create schema {name_of(schema)}")
            session.run(f"comment on schema {name_of(schema)} is 'Published by Accord.'")
    _make_access(session)
    there = {READER, REP, MANAGER} - set(missing)
    # Who reads restricted rows reads the publication too: the team of a rep is looked up there.
    for role in sorted(there & {REP, MANAGER}) if READER in there else ():
        if not session.rows("select 1 where pg_has_role($1, $2, 'member')", [role, READER]):
            session.run(f"grant {READER} to {role}")
    for role, schemas in (
        (READER, PUBLISHED_SCHEMAS),
        (REP, [RESTRICTED]),
        (MANAGER, [RESTRICTED]),
    ):
        for schema in schemas if role in there else ():
            if not _may_use(session, role, schema):
                session.run(f"grant usage on schema {name_of(schema)} to {role}")
    return [f"create role {role} nologin;" for role in missing]


def grant(session: Session, table: SourceTable) -> None:
    """Let those read a new table who may: the readers, or each the rows that are theirs."""
    there = {READER, REP, MANAGER} - set(_missing_roles(session))
    if not table.is_restricted:
        if READER in there:
            session.run(f"grant select on {table.name} to {READER}")
        return
    session.run(f"alter table {table.name} enable row level security")
    for role in sorted(there & {REP, MANAGER}):
        session.run(f"grant select on {table.name} to {role}")
        session.run(
            f"create policy {role} on {table.name} for select to {role} "
            f"using ({_condition(table, role)})"
        )


def allow(url: str, access: Access) -> None:
    """Let an existing login read a rep's rows, or a team's.

    Raises:
        PostgresError: there is no such login, or nothing was published yet.
    """
    with connected(url) as session:
        _require_login(session, access.login)
        session.run(f"grant {access.role} to {name_of(access.login)}")
        session.run(
            f"delete from {_ACCESS} where login = $1 and "  # noqa: S608 - our own name
            "coalesce(rep, '') = $2 and coalesce(team, '') = $3",
            [access.login, access.rep or "", access.team or ""],
        )
        session.run(
            f"insert into {_ACCESS} values "  # noqa: S608 - our own name
            "($1, nullif($2, ''), nullif($3, ''))",
            [access.login, access.rep or "", access.team or ""],
        )
        session.commit()


def deny(url: str, login: str) -> None:
    """Take all rights to restricted rows from a login.

    Raises:
        PostgresError: there is no such login, or nothing was published yet.
    """
    with connected(url) as session:
        _require_login(session, login)
        session.run(f"delete from {_ACCESS} where login = $1", [login])  # noqa: S608 - our own name
        session.run(f"revoke {REP}, {MANAGER} from {name_of(login)}")
        session.commit()


def who_may_read(url: str) -> list[Access]:
    """Return who may read restricted rows, by login."""
    with connected(url) as session:
        if not _exists(session):
            return []
        found = session.rows(
            f"select login, rep, team from {_ACCESS} order by login, rep, team"  # noqa: S608 - our own name
        )
    return [Access(*row) for row in found]


def _missing_roles(session: Session) -> list[str]:
    roles = (READER, REP, MANAGER)
    known = {row[0] for row in session.rows("select rolname from pg_roles")}
    return [role for role in roles if role not in known]


def _may_use(session: Session, role: str, schema: str) -> bool:
    return bool(
        session.rows(f"select has_schema_privilege({text_of(role)}, {text_of(schema)}, 'usage')")[
            0
        ][0]
    )


def _make_access(session: Session) -> None:
    """Make the list of who sees what; each sees its own rows of the list."""
    if _exists(session):
        return
    session.run(f"create table {_ACCESS} ({_COLUMNS})")
    session.run(
        f"comment on table {_ACCESS} is 'Who may read which restricted rows: accord postgres allow'"
    )
    session.run(f"alter table {_ACCESS} enable row level security")
    session.run(f"grant select on {_ACCESS} to public")
    session.run(f"create policy own on {_ACCESS} for select using (login = current_user)")


def _exists(session: Session) -> bool:
    return session.rows(f"select to_regclass({text_of(_ACCESS)}) is not null")[0][0] is True


def _condition(table: SourceTable, role: str) -> str:
    """Return which rows a role sees: those of the rep, or of the team, in `restricted.access`."""
    names = {column.name for column in table.columns}
    rep, team = _whose(names)
    if rep is None:
        # A table that is of nobody: what the publication is.
        return f"exists (select 1 from {_ACCESS} where login = current_user)"  # noqa: S608 - our own name
    if role == REP:
        return (
            f"exists (select 1 from {_ACCESS} as a where a.login = current_user and a.rep = {rep})"  # noqa: S608 - our own names
        )
    return (
        f"exists (select 1 from {_ACCESS} as a where a.login = current_user "  # noqa: S608 - our own names
        f"and a.team in ({team}, {text_of(EVERY_TEAM)}))"
    )


def _whose(names: set[str]) -> tuple[str | None, str]:
    """Return what names the rep of a row, and its team."""
    if {"owner_key", "team_key"} <= names:
        return "owner_key", "team_key"
    if {"dimension", "dimension_value"} <= names:
        rep = "case when dimension = 'owner' then dimension_value end"
        team = (
            "case when dimension = 'team' then dimension_value else "
            "(select team_key from marts.dim_reps where owner_key = dimension_value) end"
        )
        return rep, team
    return None, ""


def _require_login(session: Session, login: str) -> None:
    if not _exists(session):
        raise PostgresError("nothing was published to this database yet: accord postgres publish")
    if not session.rows("select 1 from pg_roles where rolname = $1 and rolcanlogin", [login]):
        raise PostgresError(f"{login} is no login of this database; make it first: create role")
